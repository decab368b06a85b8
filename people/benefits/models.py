"""人才补贴: rolls, what was paid to whom, for which months; honours. ID numbers and bank accounts are encrypted at rest."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.accounts.sealing import unseal
from talentbase.codes.models import Code
from talentbase.policies.models import Clause
from talentbase.registers.finding import containing
from talentbase.web.addresses import record_address


class RollQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def in_list_order(self):
        return self.order_by("-months_until", "-id")

    def search(self, text: str):
        return self.filter(containing(text, "title", "kind", "clause__title", "clause__policy__title"))


class Roll(models.Model):
    """A 花名册 on its way: 造册 -> 核对 -> 审核 -> 发放. kind: of all its payments, clause: what it is paid against."""

    class State(models.TextChoices):
        DRAFT = "draft", "造册"
        CHECKED = "checked", "已核对"
        APPROVED = "approved", "已审核"
        PAID = "paid", "已发放"

    title = models.CharField("名称", max_length=120)
    clause = models.ForeignKey(Clause, models.PROTECT, verbose_name="政策条款", null=True, blank=True, related_name="rolls")
    kind = models.CharField("补贴类别", max_length=60)
    months = ArrayField(models.CharField(max_length=7), verbose_name="补贴月份", default=list, blank=True)
    months_until = models.CharField("最后月份", max_length=7, blank=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="造册单位", related_name="+")
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    drawn_by = models.CharField("造册人", max_length=60, blank=True, editable=False)
    drawer = models.BigIntegerField("造册人编号", null=True, editable=False)
    checked_by = models.CharField("核对人", max_length=60, blank=True)
    approved_by = models.CharField("审核人", max_length=60, blank=True)
    approver = models.BigIntegerField("审核人编号", null=True)
    checker = models.BigIntegerField("核对人编号", null=True)
    paid_on = models.DateField("发放日期", null=True, blank=True)
    reason = models.CharField("退回原因", max_length=200, blank=True)
    remark = models.TextField("备注", blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = RollQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "补贴花名册"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="benefits_roll_titled",
                condition=~Q(title="") & ~Q(kind=""),
                violation_error_message="名称和补贴类别都要填写。",
            ),
            models.CheckConstraint(
                name="benefits_roll_paid",
                condition=Q(state="paid", paid_on__isnull=False) | ~Q(state="paid") & Q(paid_on=None),
                violation_error_message="已发放的须有发放日期。",
            ),
            models.CheckConstraint(
                name="benefits_roll_two",
                condition=Q(approver=None) | ~Q(approver=F("checker")),
                violation_error_message="核对人和审核人不能是同一人。",
            ),
            models.CheckConstraint(
                name="benefits_roll_drawer",
                condition=Q(approver=None) | ~Q(approver=F("drawer")),
                violation_error_message="造册人不能审核自己造的册。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return record_address("benefits:roll", self.pk)

    @property
    def times(self) -> int:
        """How often the standard is due: for each month, or once where the clause says so."""
        is_once = self.clause_id and self.clause.period == Clause.Period.ONCE
        return 1 if is_once else len(self.months) or 1


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

    roll = models.ForeignKey(Roll, models.CASCADE, verbose_name="花名册", null=True, blank=True, related_name="payments")
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

    def get_absolute_url(self):
        return self.roll.get_absolute_url() if self.roll_id else ""

    @property
    def account(self) -> str:
        return unseal(self.account_cipher) if self.account_cipher else ""

    @property
    def id_number(self) -> str:
        return unseal(self.id_number_cipher) if self.id_number_cipher else ""


class PaidMonth(models.Model):
    """Kept by the database beside every payment: nobody is paid twice for one kind and month, whichever way it is written.

    who: the ID number's index and the person, each where it is known, else name and employer. month: "" for a one-off sum.
    """

    payment = models.ForeignKey(Payment, models.CASCADE, verbose_name="补贴", related_name="paid_months")
    who = models.CharField("领取人", max_length=200)
    kind = models.CharField("补贴类别", max_length=60)
    month = models.CharField("月份", max_length=7)

    class Meta:
        verbose_name = verbose_name_plural = "补贴月份"
        constraints = [
            models.UniqueConstraint(
                fields=["who", "kind", "month"],
                name="benefits_paid_once",
                violation_error_message="同一人同类补贴的这个月已经造册，不能重复发放。",
            )
        ]

    def __str__(self):
        return f"{self.kind}{self.month}"


class HonourQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def in_list_order(self):
        return self.order_by("-granted_on", "-id")

    def ending_by(self, day):
        return self.filter(until__lte=day, ended_on=None)

    def search(self, text: str):
        return self.filter(containing(text, "name", "title", "issuer", "number"))


class Honour(models.Model):
    """An award, an honorary post, a card or a plaque: for a person or a unit, with its term."""

    class Kind(models.TextChoices):
        AWARD = "award", "表彰奖励"
        POST = "post", "名誉职务"
        CARD = "card", "人才绿卡"
        PLAQUE = "plaque", "牌匾"
        CERTIFICATE = "certificate", "证书"

    kind = models.CharField("类别", max_length=12, choices=Kind, default=Kind.AWARD)
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="档案", null=True, blank=True, related_name="honours")
    name = models.CharField("获得者", max_length=120)
    title = models.CharField("荣誉或职务", max_length=120)
    issuer = models.CharField("授予单位", max_length=120, blank=True)
    number = models.CharField("证书编号", max_length=40, blank=True)
    granted_on = models.DateField("授予日期")
    until = models.DateField("有效期至", null=True, blank=True)
    ended_on = models.DateField("终止日期", null=True, blank=True)
    amount_wan = models.DecimalField("奖金（万元）", max_digits=10, decimal_places=2, null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="登记单位", related_name="+")
    remark = models.TextField("备注", blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = HonourQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "荣誉"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="benefits_honour_titled",
                condition=~Q(name="") & ~Q(title=""),
                violation_error_message="获得者和荣誉都要填写。",
            ),
            models.CheckConstraint(
                name="benefits_honour_order",
                condition=(Q(until=None) | Q(until__gte=F("granted_on")))
                & (Q(ended_on=None) | Q(ended_on__gte=F("granted_on"))),
                violation_error_message="有效期和终止日期不能早于授予日期。",
            ),
            models.UniqueConstraint(
                fields=["kind", "number"],
                name="benefits_honour_number",
                condition=~Q(number=""),
                violation_error_message="这个证书编号已经登记。",
            ),
        ]

    def __str__(self):
        return f"{self.name}：{self.title}"

    def get_absolute_url(self):
        return record_address("benefits:honour", self.pk)
