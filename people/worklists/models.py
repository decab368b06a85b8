"""名单: people chosen for one purpose on one day (慰问, 座谈会, 寄送), put in order, checked, approved, printed.

The people are frozen when the list is made; what is known of them stays live until the list is approved. Then an edition
keeps what stood in it.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within

PHONE, ADDRESS = "phone", "address"
OPENABLE = ((PHONE, "电话"), (ADDRESS, "家庭住址"))


class WorklistQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The unit that made it, and the county."""
        return self.filter(within(user, unit="unit_id"))

    def in_list_order(self):
        return self.order_by("-day", "-pk")


class Worklist(models.Model):
    """asked: protected fields the purpose needs; opened: those that a reviewer opened for it. edition: number of the next one."""

    class Purpose(models.TextChoices):
        GREETING = "greeting", "慰问"
        MEETING = "meeting", "座谈会"
        INVITATION = "invitation", "邀请"
        MAILING = "mailing", "寄送"
        VISIT = "visit", "走访"
        OTHER = "other", "其他"

    class State(models.TextChoices):
        DRAFT = "draft", "拟定"
        REVIEW = "review", "送审"
        FINAL = "final", "定稿"

    title = models.CharField("名称", max_length=80)
    purpose = models.CharField("用途", max_length=12, choices=Purpose)
    day = models.DateField("日期", default=timezone.localdate)
    state = models.CharField("状态", max_length=8, choices=State, default=State.DRAFT)
    edition = models.PositiveSmallIntegerField("稿次", default=1)
    asked = ArrayField(models.CharField(max_length=8), verbose_name="需要使用", default=list)
    opened = ArrayField(models.CharField(max_length=8), verbose_name="已批准使用", default=list)
    letter = models.TextField("信函正文", blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="制表人", related_name="+")
    made_at = models.DateTimeField("制表时间", auto_now_add=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="送审人", related_name="+", null=True
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="审核人", related_name="+", null=True
    )
    reviewed_at = models.DateTimeField("审核时间", null=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = WorklistQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "名单"
        constraints = [
            models.CheckConstraint(name="worklists_titled", condition=~Q(title=""), violation_error_message="名称没有填。"),
            models.CheckConstraint(
                name="worklists_reviewed",
                condition=~Q(state="final") | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
            ),
            models.CheckConstraint(name="worklists_opened_by_review", condition=Q(opened=[]) | Q(state="final")),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("worklists:detail", args=[self.pk])

    @property
    def awaits_replies(self) -> bool:
        """Those on it are asked to come."""
        return self.purpose in (self.Purpose.MEETING, self.Purpose.INVITATION)

    @property
    def tone(self) -> str:
        return {self.State.DRAFT: "blue", self.State.REVIEW: "amber", self.State.FINAL: "green"}[self.state]

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class EntryQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(removed_at=None).order_by("place", "pk")


class Entry(models.Model):
    """One line. person None: somebody who is not in the register, `name` and `post` as written."""

    class Reply(models.TextChoices):
        COMING = "coming", "参加"
        AWAY = "away", "不能参加"

    worklist = models.ForeignKey(Worklist, models.CASCADE, verbose_name="名单", related_name="entries")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="人才", null=True, related_name="worklist_entries")
    name = models.CharField("姓名", max_length=60)
    post = models.CharField("单位及职务", max_length=240, blank=True)
    place = models.PositiveIntegerField("次序", default=0)
    leader = models.CharField("领导", max_length=60, blank=True)
    escort = models.CharField("陪同", max_length=60, blank=True)
    standard = models.CharField("标准", max_length=60, blank=True)
    remark = models.CharField("备注", max_length=120, blank=True)
    acknowledged = models.CharField("核查说明", max_length=120, blank=True)
    acknowledged_for = models.CharField("核查事项", max_length=300, blank=True)
    removed_at = models.DateTimeField("移出时间", null=True)
    removed_reason = models.CharField("移出原因", max_length=120, blank=True)
    reply = models.CharField("回复", max_length=8, choices=Reply, blank=True)
    done_on = models.DateField("办理日期", null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "名单人员"
        constraints = [
            models.UniqueConstraint(fields=["worklist", "person"], name="worklists_entry_once"),
            models.CheckConstraint(
                name="worklists_entry_named", condition=~Q(name=""), violation_error_message="姓名没有填。"
            ),
            models.CheckConstraint(
                name="worklists_entry_removed",
                condition=Q(removed_at=None) | ~Q(removed_reason=""),
                violation_error_message="请写明移出原因。",
            ),
        ]

    def __str__(self):
        return self.name


class Edition(models.Model):
    """What a list said when it was approved; never changed. rows: [{column: text}], without protected fields."""

    worklist = models.ForeignKey(Worklist, models.CASCADE, verbose_name="名单", related_name="editions")
    number = models.PositiveSmallIntegerField("稿次")
    rows = models.JSONField("内容")
    opened = ArrayField(models.CharField(max_length=8), verbose_name="批准使用", default=list)
    approved_by = models.CharField("审核人", max_length=60)
    approved_at = models.DateTimeField("审核时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "名单定稿"
        constraints = [models.UniqueConstraint(fields=["worklist", "number"], name="worklists_edition_once")]

    def __str__(self):
        return f"{self.worklist}第{self.number}稿"
