"""An import keeps the raw words, the row number and every problem of each row. No register changes before the confirm."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.audit.actor import widened
from talentbase.audit.models import UNDO_FOR
from talentbase.files.models import StoredFile


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def applied(self):
        return self.filter(state=Batch.State.APPLIED)

    def writes(self) -> int:
        """How often imports have changed the registers so far, over all units; grows with every one that is committed."""
        with widened():
            return sum(self.aggregate(models.Count("applied_at"), models.Count("undone_at")).values())


class Batch(models.Model):
    """One file, one kind, one reporting unit. layout: the blocks as found and the columns as confirmed (JSON, no row data)."""

    class State(models.TextChoices):
        READING = "reading", "正在读取"
        REFUSED = "refused", "无法读取"
        COLUMNS = "columns", "对应列名"
        CHECK = "check", "核对数据"
        DUPLICATES = "duplicates", "处理重复"
        APPLYING = "applying", "正在导入"
        APPLIED = "applied", "已导入"
        UNDONE = "undone", "已撤销"
        DROPPED = "dropped", "已放弃"

    class Mode(models.TextChoices):
        OVERWRITE = "overwrite", "以本次为准"
        FILL = "fill", "只补空白"
        ADD = "add", "只新增，不更新"

    kind = models.CharField("表格类别", max_length=16, blank=True)
    mode = models.CharField("更新方式", max_length=10, choices=Mode, default=Mode.OVERWRITE)
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="文件", related_name="+")
    sha256 = models.CharField("摘要", max_length=64)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="报送单位", related_name="+")
    state = models.CharField("状态", max_length=12, choices=State, default=State.READING)
    refusal_code = models.CharField("拒收代码", max_length=16, blank=True)
    refusal = models.CharField("拒收原因", max_length=300, blank=True)
    layout = models.JSONField("版面", default=dict)
    counts = models.JSONField("计数", default=dict)
    reported_on = models.DateField("报送日期", default=timezone.localdate)
    judged_against = models.PositiveIntegerField("比对时已有的导入", default=0, editable=False)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, verbose_name="任务", null=True, related_name="+")
    made_by = models.BigIntegerField("经办人编号", null=True)
    made_by_name = models.CharField("经办人", max_length=60, blank=True)
    made_at = models.DateTimeField("上传时间", auto_now_add=True)
    applied_at = models.DateTimeField("导入时间", null=True)
    undone_at = models.DateTimeField("撤销时间", null=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "kind", "unit"],
                name="imports_batch_once",
                condition=Q(state__in=["applying", "applied"]),
                violation_error_message="这个文件已经导入过。",
            ),
            models.CheckConstraint(name="imports_batch_applied", condition=~Q(state="applied") | Q(applied_at__isnull=False)),
            models.CheckConstraint(name="imports_batch_undone", condition=~Q(state="undone") | Q(undone_at__isnull=False)),
        ]

    def __str__(self):
        return f"第{self.pk}批 {self.file.name}"

    @property
    def may_be_undone(self) -> bool:
        """For thirty days; afterwards the people have been worked with and a mistake is mended one by one."""
        return self.state == self.State.APPLIED and timezone.now() - self.applied_at < UNDO_FOR

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.COLUMNS, self.State.CHECK, self.State.DUPLICATES)


class Row(models.Model):
    """raw and values hold sensitive cells encrypted (imports.sealing). target: id of the record it became or changed."""

    class State(models.TextChoices):
        GOOD = "good", "可导入"
        HELD = "held", "有错误"
        DOUBTFUL = "doubtful", "疑似重复"
        REPEATED = "repeated", "重复行"
        DISMISSED = "dismissed", "不导入"

    class Decision(models.TextChoices):
        NONE = "", "未判定"
        MERGE = "merge", "更新已有"
        NEW = "new", "作为新增"
        SKIP = "skip", "不导入"

    class Outcome(models.TextChoices):
        NONE = "", "未导入"
        ADDED = "added", "新增"
        CHANGED = "changed", "更新"
        SAME = "same", "未变"
        SKIPPED = "skipped", "跳过"
        UNDONE = "undone", "已撤销"
        KEPT = "kept", "已保留"

    batch = models.ForeignKey(Batch, models.CASCADE, verbose_name="批次", related_name="rows", db_index=False)
    sheet = models.CharField("工作表", max_length=60, blank=True)
    block = models.PositiveSmallIntegerField("表块", default=0)
    row = models.PositiveIntegerField("行号")
    raw = models.JSONField("原文", default=dict)
    edits = models.JSONField("页面修改", default=dict)
    values = models.JSONField("读出的值", default=dict)
    warnings = models.JSONField("提醒", default=list)
    errors = models.JSONField("错误", default=list)
    state = models.CharField("状态", max_length=10, choices=State)
    duplicate = models.JSONField("重复依据", default=dict)
    decision = models.CharField("判定", max_length=6, choices=Decision, blank=True)
    outcome = models.CharField("结果", max_length=8, choices=Outcome, blank=True)
    target = models.BigIntegerField("对应记录", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入行"
        ordering = ["block", "row"]
        constraints = [models.UniqueConstraint(fields=["batch", "block", "row"], name="imports_row_once")]
        indexes = [models.Index(fields=["target"], name="imports_row_target")]

    def __str__(self):
        return f"{self.batch}第{self.row}行"


class HeaderMeaning(models.Model):
    """What a clerk said a sender's column means where the machine had thought otherwise. key "" = not imported."""

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name="报送单位", related_name="+")
    kind = models.CharField("表格类别", max_length=16)
    header = models.CharField("列名", max_length=200)
    key = models.CharField("对应为", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "列名对应"
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "header"], name="imports_header_once")]

    def __str__(self):
        return f"{self.unit} {self.header}"
