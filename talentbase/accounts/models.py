"""Users belong to a unit of a tree; a role says what they may do, the unit whose records they see."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from talentbase.accounts.perms import RIGHTS


class UnitQuerySet(models.QuerySet):
    def active(self):
        return self.filter(disabled_on=None)

    def townships(self):
        return self.filter(kind=Unit.Kind.TOWNSHIP)

    def below(self, unit: "Unit") -> list["Unit"]:
        """`unit` and everything under it, in one query: the tree is small (a county has some hundred units)."""
        children: dict[int | None, list[Unit]] = {}
        for each in self.model.objects.all():
            children.setdefault(each.parent_id, []).append(each)
        found, queue = [], [unit]
        while queue:
            found.append(queue.pop())
            queue += children.get(found[-1].pk, [])
        return found


class Unit(models.Model):
    class Kind(models.TextChoices):
        CITY = "city", "市"
        COUNTY = "county", "县"
        DEPARTMENT = "department", "县直部门"
        TOWNSHIP = "township", "乡镇"
        STATION = "station", "工作站"
        EMPLOYER = "employer", "企业"

    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=Kind)
    code = models.CharField("代码", max_length=12, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, verbose_name="上级单位", null=True, blank=True, related_name="children")
    categories = ArrayField(models.CharField(max_length=12), verbose_name="跨乡镇查看的人才类别", default=list, blank=True)
    labels = ArrayField(models.CharField(max_length=20), verbose_name="跨乡镇查看的标签", default=list, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)
    disabled_on = models.DateField("停用日期", null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"], name="accounts_unit_name", violation_error_message="同一上级下已有同名单位。"
            )
        ]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager):
    def get_queryset(self):
        return super().get_queryset().select_related("unit")

    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    class Role(models.TextChoices):
        SYSTEM_ADMIN = "system_admin", "系统管理员"
        SECURITY_ADMIN = "security_admin", "安全管理员"
        AUDIT_ADMIN = "audit_admin", "审计管理员"
        COUNTY_MANAGER = "county_manager", "县管理员"
        CLERK = "clerk", "经办"
        REVIEWER = "reviewer", "审核"
        LEADER = "leader", "领导"
        DEPARTMENT = "department", "部门"
        TOWNSHIP = "township", "乡镇"
        STATION = "station", "工作站"

    username = models.CharField("用户名", max_length=40, unique=True, error_messages={"unique": "已有这个用户名。"})
    full_name = models.CharField("姓名", max_length=30)
    post = models.CharField("岗位", max_length=30, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="users")
    role = models.CharField("角色", max_length=16, choices=Role)
    is_active = models.BooleanField("启用", default=True)
    is_demo = models.BooleanField("演示账号", default=False, editable=False)
    must_change_password = models.BooleanField("下次登录须改密码", default=True)
    session_key = models.CharField("当前会话", max_length=40, blank=True, editable=False)

    USERNAME_FIELD = "username"
    objects = UserManager()

    class Meta:
        verbose_name = verbose_name_plural = "用户"
        ordering = ["unit__order", "id"]

    def __str__(self):
        return f"{self.full_name}（{self.unit.name}）"

    def may(self, right: str) -> bool:
        return right in RIGHTS[self.role]

    def get_full_name(self):
        return self.full_name


class LoginFailure(models.Model):
    """One wrong password; counted per user name and per address within the last minutes."""

    at = models.DateTimeField("时间", auto_now_add=True)
    username = models.CharField("用户名", max_length=60)
    address = models.CharField("地址", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "登录失败"
        indexes = [
            models.Index(fields=["username", "at"], name="accounts_failure_user"),
            models.Index(fields=["address", "at"], name="accounts_failure_address"),
        ]

    def __str__(self):
        return f"{self.username} {self.at:%Y.%m.%d %H:%M}"
