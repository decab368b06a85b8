"""What belongs to a register's list: queries under a name, the columns and their order, acts on many rows at once."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from talentbase.accounts.models import Unit
from talentbase.audit.models import UNDO_FOR

LONGEST_QUERY = 4000


class SavedQueryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those that somebody shares with one's unit."""
        return self.filter(Q(owner=user.pk) | Q(unit=user.unit_id))


class SavedQuery(models.Model):
    """query: the list's address behind the question mark. unit: whose users see it as well, None = the owner alone."""

    register = models.CharField("名册", max_length=20)
    name = models.CharField("名称", max_length=40)
    query = models.CharField("条件", max_length=LONGEST_QUERY, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="建立人", related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name="共享单位", related_name="+", null=True)

    objects = SavedQueryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "查询"
        constraints = [
            models.UniqueConstraint(fields=["owner", "register", "name"], name="listings_query_once"),
            models.CheckConstraint(name="listings_query_named", condition=~Q(name=""), violation_error_message="名称没有填。"),
        ]

    def __str__(self):
        return self.name


class ColumnChoice(models.Model):
    """Keys of the columns from left to right."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="用户", related_name="+")
    register = models.CharField("名册", max_length=20)
    columns = ArrayField(models.CharField(max_length=20), verbose_name="列")

    class Meta:
        verbose_name = verbose_name_plural = "列设置"
        constraints = [models.UniqueConstraint(fields=["user", "register"], name="listings_columns_once")]

    def __str__(self):
        return f"{self.user}的列设置"


class BulkAct(models.Model):
    """One change to many records at once. The audit log holds what each of them was, under `mark`; so it can be undone."""

    register = models.CharField("名册", max_length=20)
    words = models.CharField("内容", max_length=200)
    number = models.PositiveIntegerField("条数")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", related_name="+")
    made_at = models.DateTimeField("办理时间", auto_now_add=True)
    undone_at = models.DateTimeField("撤销时间", null=True)
    kept = models.PositiveIntegerField("未撤销条数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "批量修改"

    def __str__(self):
        return self.words

    @property
    def mark(self) -> str:
        """What the audit log calls the changes of this act."""
        return f"第{self.pk}次批量修改"

    @property
    def may_be_undone(self) -> bool:
        return self.undone_at is None and timezone.now() - self.made_at < UNDO_FOR
