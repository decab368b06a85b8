"""推荐自荐: people pointed out by a call, a letter, an expert, a department or by themselves, before they are in the register."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone

from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.codes.models import Code
from talentbase.web.fields import PartialDateField, partial_date_check

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is misread on the phone


def new_receipt() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(10))


class NominationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The unit that took it in, and the county."""
        return self.filter(within(user, unit="unit_id"))

    def waiting(self):
        return self.filter(state=Nomination.State.NEW)

    def search(self, text: str):
        words = [word for word in text.replace("\0", "").split() if word]
        found = self
        for word in words:
            found = found.filter(
                Q(name__contains=word) | Q(employer__contains=word) | Q(referrer__contains=word) | Q(receipt=word.upper())
            )
        return found

    def in_list_order(self):
        """What waits first, the oldest of it first; then the latest."""
        waits = Case(When(state=Nomination.State.NEW, then=0), default=1)
        return self.order_by(waits, Case(When(state=Nomination.State.NEW, then=F("pk")), default=-F("pk")), "pk")


class Nomination(models.Model):
    """referrer: who points to him, "" for 自荐. consent: version of the text that was agreed to, 0 = none was asked."""

    class Channel(models.TextChoices):
        HOTLINE = "hotline", "来电"
        LETTER = "letter", "来信来访"
        EXPERT = "expert", "以才荐才"
        DEPARTMENT = "department", "部门推荐"
        STATION = "station", "工作站推荐"
        SELF = "self", "网上自荐"

    class State(models.TextChoices):
        NEW = "new", "待审核"
        RETURNED = "returned", "待补充"
        ACCEPTED = "accepted", "已入库"
        KNOWN = "known", "库内已有"
        REJECTED = "rejected", "不采用"

    channel = models.CharField("来源", max_length=12, choices=Channel)
    name = models.CharField("姓名", max_length=60)
    gender = models.ForeignKey(
        Code, models.PROTECT, verbose_name="性别", null=True, blank=True, related_name="+", db_index=False
    )
    birth = PartialDateField("出生年月")
    phone = models.CharField("电话", max_length=30, blank=True)
    email = models.EmailField("邮箱", blank=True)
    hometown = models.CharField("籍贯（村）", max_length=80, blank=True)
    category = models.CharField("人才类别", max_length=10, choices=Person.Category, default=Person.Category.EXPERT)
    education = models.ForeignKey(
        Code, models.PROTECT, verbose_name="学历", null=True, blank=True, related_name="+", db_index=False
    )
    school = models.CharField("毕业院校", max_length=80, blank=True)
    major = models.CharField("所学专业", max_length=80, blank=True)
    employer = models.CharField("工作单位", max_length=120, blank=True)
    position = models.CharField("职务", max_length=120, blank=True)
    field = models.CharField("研究领域或专长", max_length=300, blank=True)
    words = models.TextField("推荐理由或自我介绍", blank=True)
    referrer = models.CharField("推荐人", max_length=60, blank=True)
    referred_by = models.ForeignKey(
        Person, models.SET_NULL, verbose_name="推荐的专家", null=True, blank=True, related_name="nominations_made"
    )
    receipt = models.CharField("回执编号", max_length=10, default=new_receipt, unique=True, editable=False)
    consent = models.PositiveSmallIntegerField("同意书版本", default=0, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="受理单位", related_name="+")
    received_on = models.DateField("受理日期", default=timezone.localdate)
    entered_by = models.CharField("登记人", max_length=60, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.NEW)
    reason = models.CharField("审核意见", max_length=200, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="审核人", related_name="+", null=True
    )
    reviewed_at = models.DateTimeField("审核时间", null=True)
    person = models.ForeignKey(Person, models.SET_NULL, verbose_name="对应人才", null=True, related_name="nominations")
    reward = models.CharField("奖励", max_length=80, blank=True)
    rewarded_on = models.DateField("奖励日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "推荐自荐"
        indexes = [models.Index(fields=["state", "id"], name="intake_nomination_state")]
        constraints = [
            models.CheckConstraint(name="intake_named", condition=~Q(name=""), violation_error_message="姓名没有填。"),
            models.CheckConstraint(
                name="intake_reasoned",
                condition=~Q(state__in=["returned", "rejected"]) | ~Q(reason=""),
                violation_error_message="请写明原因。",
            ),
            models.CheckConstraint(
                name="intake_reviewed",
                condition=Q(state="new") | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
            ),
            partial_date_check("birth", "intake_nomination"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("intake:detail", args=[self.pk])
