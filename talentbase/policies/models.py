"""政策: documents with their clauses. A clause that lacks its amount, procedure or time limit is incomplete and not paid against."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from talentbase.accounts.models import Unit
from talentbase.registers.finding import containing
from talentbase.web.addresses import record_address


class PolicyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is promised is everybody's to read."""
        return self

    def in_list_order(self):
        return self.order_by("-effective_on", "-id")

    def in_force(self, today=None):
        today = today or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=today), effective_on__lte=today)

    def search(self, text: str):
        found = self.filter(containing(text, "title", "document", "office", "remark"))
        clauses = Clause.objects.filter(containing(text, "title", "target", "amount_text", "procedure"))
        return self.filter(Q(pk__in=found.values("pk")) | Q(pk__in=clauses.values("policy")))


class Policy(models.Model):
    class Level(models.TextChoices):
        NATION = "nation", "国家"
        PROVINCE = "province", "省"
        CITY = "city", "市"
        COUNTY = "county", "县"

    title = models.CharField("文件名", max_length=160)
    document = models.CharField("文号", max_length=60, blank=True)
    level = models.CharField("层级", max_length=10, choices=Level, default=Level.COUNTY)
    office = models.CharField("发文机关", max_length=80, blank=True)
    effective_on = models.DateField("施行日期")
    until = models.DateField("有效期至", null=True, blank=True)
    remark = models.TextField("说明", blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "政策"
        ordering = ["-effective_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="policies_policy_titled", condition=~Q(title=""), violation_error_message="文件名没有填。"
            ),
            models.CheckConstraint(
                name="policies_policy_order",
                condition=Q(until=None) | Q(until__gte=models.F("effective_on")),
                violation_error_message="有效期不能早于施行日期。",
            ),
            models.UniqueConstraint(
                fields=["document"],
                name="policies_policy_document",
                condition=~Q(document=""),
                violation_error_message="这个文号的政策已经登记。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return record_address("policies:detail", self.pk)

    @property
    def is_in_force(self) -> bool:
        today = timezone.localdate()
        return self.effective_on <= today and (self.until is None or self.until >= today)


class ClauseQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self

    def complete(self):
        return self.exclude(amount_text="").exclude(procedure="").exclude(time_limit="")


class Clause(models.Model):
    """standard_yuan: what one person gets per month, or once; None where the sum differs from case to case."""

    class Period(models.TextChoices):
        MONTHLY = "monthly", "按月"
        ONCE = "once", "一次性"

    policy = models.ForeignKey(Policy, models.CASCADE, verbose_name="政策", related_name="clauses")
    number = models.CharField("条款号", max_length=20, blank=True)
    title = models.CharField("待遇名称", max_length=60)
    target = models.CharField("对象", max_length=160, blank=True)
    period = models.CharField("发放方式", max_length=8, choices=Period, default=Period.MONTHLY)
    standard_yuan = models.DecimalField("标准（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    amount_text = models.CharField("金额", max_length=160, blank=True)
    procedure = models.CharField("程序", max_length=300, blank=True)
    time_limit = models.CharField("时限", max_length=120, blank=True)
    handler = models.ForeignKey(Unit, models.PROTECT, verbose_name="承办单位", null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "政策条款"
        ordering = ["policy", "id"]
        constraints = [
            models.CheckConstraint(
                name="policies_clause_titled", condition=~Q(title=""), violation_error_message="待遇名称没有填。"
            ),
            models.CheckConstraint(
                name="policies_clause_standard",
                condition=Q(standard_yuan=None) | Q(standard_yuan__gte=0),
                violation_error_message="标准不能为负数。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return self.policy.get_absolute_url()

    @property
    def lacks(self) -> list[str]:
        """What the county's own examination found wanting in such clauses: 金额, 程序, 时限."""
        return [
            label
            for label, text in (("金额", self.amount_text), ("程序", self.procedure), ("时限", self.time_limit))
            if not text
        ]
