"""Two append-only logs. Their rows hold the actor's id and name as plain values: a log outlives its user."""

from datetime import timedelta

from django.db import models

UNDO_FOR = timedelta(days=30)  # so long an act may be taken back out of the log


class Change(models.Model):
    """One row changed, written by the database (`audit.triggers`) whoever changed it (ORM, bulk, SQL, import).

    before/after hold only the columns that changed (all of them for insert and delete); columns marked secret show "***".
    subject_*: the record whose history this belongs to (the person of an education row).
    """

    class Operation(models.TextChoices):
        INSERT = "I", "新增"
        UPDATE = "U", "修改"
        DELETE = "D", "删除"

    at = models.DateTimeField("时间")
    table = models.CharField("表", max_length=63)
    row_id = models.CharField("行号", max_length=64)
    operation = models.CharField("操作", max_length=1, choices=Operation)
    before = models.JSONField("修改前", null=True)
    after = models.JSONField("修改后", null=True)
    subject_table = models.CharField("所属表", max_length=63, blank=True)
    subject_id = models.CharField("所属行号", max_length=64, blank=True)
    actor_id = models.BigIntegerField("操作人编号", null=True)
    actor_name = models.CharField("操作人", max_length=60, blank=True)
    address = models.CharField("地址", max_length=64, blank=True)
    request_id = models.CharField("请求编号", max_length=36, blank=True)
    batch = models.CharField("批次", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "变更记录"
        managed = True
        indexes = [
            models.Index(fields=["subject_table", "subject_id", "-id"], name="audit_change_subject"),
            models.Index(fields=["batch"], name="audit_change_batch", condition=~models.Q(batch="")),
            models.Index(fields=["-at"], name="audit_change_at"),
        ]

    def __str__(self):
        return f"{self.at:%Y.%m.%d %H:%M} {self.actor_name} {self.get_operation_display()} {self.table} {self.row_id}"


class Access(models.Model):
    """Who looked at, took out or was refused what. A reveal always carries its reason."""

    class Kind(models.TextChoices):
        LOGIN = "login", "登录"
        LOGIN_FAILED = "login_failed", "登录失败"
        LOGOUT = "logout", "退出"
        REVEAL = "reveal", "查看原文"
        EXPORT = "export", "导出"
        PRINT = "print", "打印"
        DENIED = "denied", "拒绝访问"
        UPLOAD = "upload", "上传文件"
        SETTING = "setting", "修改设置"
        SUBMIT = "submit", "网上提交"

    at = models.DateTimeField("时间", auto_now_add=True)
    kind = models.CharField("类别", max_length=16, choices=Kind)
    actor_id = models.BigIntegerField("操作人编号", null=True)
    actor_name = models.CharField("操作人", max_length=60, blank=True)
    address = models.CharField("地址", max_length=64, blank=True)
    subject_table = models.CharField("对象表", max_length=63, blank=True)
    subject_id = models.CharField("对象行号", max_length=64, blank=True)
    subject_name = models.CharField("对象", max_length=120, blank=True)
    field = models.CharField("字段", max_length=60, blank=True)
    reason = models.CharField("事由", max_length=200, blank=True)
    detail = models.JSONField("详情", default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "访问记录"
        indexes = [
            models.Index(fields=["-at"], name="audit_access_at"),
            models.Index(fields=["actor_id", "kind", "-at"], name="audit_access_actor"),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_access_reveal_has_reason",
                condition=~models.Q(kind="reveal") | ~models.Q(reason=""),
                violation_error_message="查看原文须填写事由。",
            )
        ]

    def __str__(self):
        return f"{self.at:%Y.%m.%d %H:%M} {self.actor_name} {self.get_kind_display()} {self.subject_name}"
