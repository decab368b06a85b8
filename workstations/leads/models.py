"""招商线索: who would invest in what, as a station reports it, and how far it has come."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from demand.cooperation.models import Project
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.codes.models import IndustryChain
from talentbase.registers.finding import containing
from talentbase.web.addresses import record_address
from talentbase.web.fields import PartialDateField, partial_date_check


class LeadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The station that reports it, and the unit that is to act on it."""
        return self.filter(within(user, unit="unit_id") | within(user, unit="duty_id"))

    def open(self):
        return self.exclude(stage__in=Lead.ENDED)

    def overdue(self, today=None):
        return self.open().filter(next_step_on__lt=today or timezone.localdate())

    def counted(self):
        """A lead that another station had reported before is its, and counts once."""
        return self.filter(repeats=None)

    def in_list_order(self):
        return self.order_by("-reported", "-id")

    def search(self, text: str):
        return self.filter(containing(text, "project", "investor", "content", "industry", "contact", "receiver"))


class Lead(models.Model):
    class Stage(models.TextChoices):
        NEW = "new", "新线索"
        JUDGED = "judged", "已研判"
        TALKS = "talks", "在谈"
        SIGNED = "signed", "已签约"
        SETTLED = "settled", "已落地"
        ENDED = "ended", "已终止"

    ENDED = (Stage.SETTLED, Stage.ENDED)

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="报送单位", related_name="+")
    project = models.CharField("项目名称", max_length=160)
    content = models.TextField("项目内容", blank=True)
    investor = models.CharField("投资方", max_length=120, blank=True)
    investor_intro = models.TextField("投资方简介", blank=True)
    investor_contact = models.CharField("投资方联系人", max_length=60, blank=True)
    investor_phone = models.CharField("投资方电话", max_length=60, blank=True)
    amount_wan = models.DecimalField("拟投资额（万元）", max_digits=14, decimal_places=2, null=True, blank=True)
    amount_is_approximate = models.BooleanField("拟投资额为概数", default=False)
    amount_text = models.CharField("拟投资额（文字）", max_length=120, blank=True)
    industry = models.CharField("所属产业", max_length=60, blank=True)
    chain = models.ForeignKey(IndustryChain, models.PROTECT, verbose_name="产业链", null=True, blank=True, related_name="+")
    source = models.CharField("线索来源", max_length=120, blank=True)
    contact = models.CharField("站内对接人", max_length=60, blank=True)
    receiver = models.CharField("县内承接单位", max_length=120, blank=True)
    duty = models.ForeignKey(Unit, models.PROTECT, verbose_name="责任单位", null=True, blank=True, related_name="+")
    repeats = models.ForeignKey(
        "self", models.SET_NULL, verbose_name="首报线索", null=True, blank=True, related_name="repeated", editable=False
    )
    progress = models.TextField("进展情况", blank=True)
    reported = PartialDateField("报送日期")
    stage = models.CharField("阶段", max_length=10, choices=Stage, default=Stage.NEW)
    stage_reason = models.CharField("终止原因", max_length=120, blank=True)
    responded_on = models.DateField("响应日期", null=True, blank=True, editable=False)
    last_step_on = models.DateField("最近跟进", null=True, blank=True, editable=False)
    next_step_on = models.DateField("下次跟进", null=True, blank=True)
    cooperation = models.ForeignKey(
        Project, models.SET_NULL, verbose_name="转为合作项目", null=True, blank=True, related_name="leads"
    )
    remark = models.TextField("备注", blank=True)
    entered_on = models.DateField("登记日期", default=timezone.localdate)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "招商线索"
        ordering = ["id"]
        indexes = [
            models.Index(F("reported").desc(), F("id").desc(), name="leads_lead_list"),
            models.Index(fields=["next_step_on"], name="leads_lead_next"),
        ]
        constraints = [
            models.CheckConstraint(
                name="leads_lead_named", condition=~Q(project=""), violation_error_message="项目名称没有填。"
            ),
            models.CheckConstraint(
                name="leads_lead_amount",
                condition=Q(amount_wan=None) | Q(amount_wan__gte=0),
                violation_error_message="拟投资额不能为负数。",
            ),
            models.CheckConstraint(
                name="leads_lead_ended",
                condition=~Q(stage="ended") | ~Q(stage_reason=""),
                violation_error_message="终止的线索须写明原因。",
            ),
            partial_date_check("reported", "leads_lead"),
        ]

    def __str__(self):
        return self.project

    def get_absolute_url(self):
        return record_address("leads:detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.stage not in self.ENDED

    @property
    def idle_days(self) -> int:
        """Days since anybody did something about it."""
        return (timezone.localdate() - (self.last_step_on or self.entered_on)).days

    @property
    def days_late(self) -> int:
        """Days past the next step's day; 0 while there is time."""
        return max(0, (timezone.localdate() - self.next_step_on).days) if self.is_open and self.next_step_on else 0


class LeadStep(models.Model):
    """One act on a lead: dated, attributed, with what came of it."""

    class Act(models.TextChoices):
        RESPOND = "respond", "响应"
        JUDGE = "judge", "研判"
        FOLLOW = "follow", "跟进反馈"
        TALK = "talk", "进入洽谈"
        SIGN = "sign", "签约"
        SETTLE = "settle", "落地"
        END = "end", "终止"
        REOPEN = "reopen", "重新启动"

    lead = models.ForeignKey(Lead, models.CASCADE, verbose_name="招商线索", related_name="steps")
    act = models.CharField("事项", max_length=10, choices=Act)
    on = models.DateField("日期", default=timezone.localdate)
    note = models.CharField("情况", max_length=300, blank=True)
    by_name = models.CharField("登记人", max_length=60, blank=True)
    at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "线索进展"
        ordering = ["-on", "-id"]

    def __str__(self):
        return f"{self.on:%Y.%m.%d}{self.get_act_display()}"
