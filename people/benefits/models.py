"""人才补贴: what was paid to whom, for which months. ID numbers and bank accounts are encrypted at rest."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.codes.models import Code


class PaymentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The county sees all; a unit the payments it reported."""
        return self.filter(within(user, unit="unit_id"))

    def of_person(self, person):
        return self.filter(person=person)

    def for_month(self, month: str):
        """month: 2026-04."""
        return self.filter(months__contains=[month])

    def in_list_order(self):
        return self.order_by(F("paid_on").desc(nulls_last=True), "-id")


class Payment(models.Model):
    """months: ["2026-04", …], empty for a one-off sum. standard and amount: 元."""

    person = models.ForeignKey(Person, models.PROTECT, verbose_name="人才", null=True, blank=True, related_name="payments")
    name = models.CharField("姓名", max_length=60)
    id_number_cipher = models.BinaryField("身份证号（加密）", null=True, editable=False)
    id_number_hash = models.CharField("身份证号索引", max_length=64, blank=True, default="", editable=False)
    employer = models.CharField("工作单位", max_length=120, blank=True)
    education = models.ForeignKey(Code, models.PROTECT, verbose_name="学历", null=True, blank=True, related_name="+")
    degree = models.ForeignKey(Code, models.PROTECT, verbose_name="学位", null=True, blank=True, related_name="+")
    kind = models.CharField("补贴类别", max_length=60, blank=True)
    standard = models.DecimalField("补贴标准（元/月）", max_digits=12, decimal_places=2, null=True, blank=True)
    months = ArrayField(models.CharField(max_length=7), verbose_name="补贴月份", default=list, blank=True)
    amount = models.DecimalField("发放金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    bank = models.CharField("开户行", max_length=120, blank=True)
    account_cipher = models.BinaryField("银行账号（加密）", null=True, editable=False)
    account_hash = models.CharField("银行账号索引", max_length=64, blank=True, default="", editable=False)
    paid_on = models.DateField("发放日期", null=True, blank=True)
    remark = models.TextField("备注", blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="报送单位", related_name="+")
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "补贴发放"
        ordering = ["id"]
        indexes = [
            models.Index(F("paid_on").desc(nulls_last=True), F("id").desc(), name="benefits_payment_list"),
            models.Index(fields=["changed_at"], name="benefits_payment_changed"),
        ]
        constraints = [
            models.CheckConstraint(
                name="benefits_payment_named", condition=~Q(name=""), violation_error_message="姓名没有填。"
            ),
            models.CheckConstraint(
                name="benefits_payment_amount",
                condition=Q(amount=None) | Q(amount__gte=0),
                violation_error_message="发放金额不能为负数。",
            ),
            models.CheckConstraint(
                name="benefits_payment_standard",
                condition=Q(standard=None) | Q(standard__gte=0),
                violation_error_message="补贴标准不能为负数。",
            ),
            models.UniqueConstraint(
                fields=["id_number_hash", "kind", "months"],
                name="benefits_payment_once",
                condition=~Q(id_number_hash=""),
                violation_error_message="同一人同类补贴同样月份已登记，不能重复发放。",
            ),
        ]

    def __str__(self):
        return f"{self.name}的{self.kind or '补贴'}"
