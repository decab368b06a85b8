"""人才信息: somebody a station points out; the reviewers compare it with the register and say what became of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.intake.models import Nomination
from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.codes.models import Code
from talentbase.registers.finding import containing
from talentbase.web.addresses import record_address


class TipQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def search(self, text: str):
        return self.filter(containing(text, "name", "employer", "position", "field", "referrer"))

    def in_list_order(self):
        return self.order_by("-received_on", "-id")


class Tip(models.Model):
    class State(models.TextChoices):
        NEW = "new", "待审核"
        ENTERED = "entered", "已入库"
        KNOWN = "known", "库内已有"
        DROPPED = "dropped", "不采用"

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="报送单位", related_name="+")
    name = models.CharField("姓名", max_length=60)
    employer = models.CharField("现单位", max_length=120, blank=True)
    position = models.CharField("职务", max_length=120, blank=True)
    education = models.ForeignKey(Code, models.PROTECT, verbose_name="学历", null=True, blank=True, related_name="+")
    degree = models.ForeignKey(Code, models.PROTECT, verbose_name="学位", null=True, blank=True, related_name="+")
    title = models.ForeignKey(Code, models.PROTECT, verbose_name="职称", null=True, blank=True, related_name="+")
    title_text = models.CharField("职称（文字）", max_length=60, blank=True)
    field = models.CharField("专业领域", max_length=300, blank=True)
    modes = ArrayField(models.CharField(max_length=60), verbose_name="可合作方式", default=list, blank=True)
    phones = ArrayField(models.CharField(max_length=30), verbose_name="联系电话", default=list, blank=True)
    contact_text = models.CharField("联系方式（文字）", max_length=160, blank=True)
    referrer = models.CharField("推荐人", max_length=120, blank=True)
    follow = models.TextField("跟进情况", blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.NEW)
    state_reason = models.CharField("状态说明", max_length=120, blank=True)
    nomination = models.OneToOneField(
        Nomination, models.SET_NULL, verbose_name="推荐自荐", null=True, blank=True, related_name="tip", editable=False
    )
    person = models.ForeignKey(Person, models.SET_NULL, verbose_name="对应人才", null=True, blank=True, related_name="tips")
    remark = models.TextField("备注", blank=True)
    received_on = models.DateField("收到日期", default=timezone.localdate)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = TipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人才信息"
        ordering = ["id"]
        indexes = [models.Index(F("received_on").desc(), F("id").desc(), name="tips_tip_list")]
        constraints = [
            models.CheckConstraint(name="tips_tip_named", condition=~Q(name=""), violation_error_message="姓名没有填。"),
            models.CheckConstraint(
                name="tips_tip_dropped",
                condition=~Q(state="dropped") | ~Q(state_reason=""),
                violation_error_message="不采用的线索须写明原因。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return record_address("tips:detail", self.pk)
