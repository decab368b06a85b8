"""成长档案 and 待遇落实 of 引进人才: what became of those who came to work here, and what was promised to them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Length
from django.utils import timezone

from people.registry.models import Person
from talentbase.web.fields import PartialDateField, partial_date_check


class StageQuerySet(models.QuerySet):
    def in_list_order(self):
        return self.order_by("-begun", "-pk")


class Stage(models.Model):
    """One step of somebody who was brought in: arrived, promoted, seconded, left."""

    class Kind(models.TextChoices):
        ARRIVED = "arrived", "引进"
        CONFIRMED = "confirmed", "转正"
        PROMOTED = "promoted", "提拔"
        SECONDED = "seconded", "挂职"
        MOVED = "moved", "岗位调整"
        TITLE = "title", "职称评聘"
        TRAINED = "trained", "培训"
        ASSESSED = "assessed", "考核"
        AWARDED = "awarded", "表彰"
        LEFT = "left", "离开"

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人才", related_name="stages")
    kind = models.CharField("类别", max_length=10, choices=Kind)
    begun = PartialDateField("时间")
    ended = PartialDateField("结束时间")
    employer = models.CharField("单位", max_length=120, blank=True)
    position = models.CharField("岗位或职务", max_length=120, blank=True)
    document = models.CharField("文号", max_length=60, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "成长记录"
        constraints = [
            models.CheckConstraint(name="growth_stage_dated", condition=~Q(begun=""), violation_error_message="时间没有填。"),
            models.CheckConstraint(
                name="growth_stage_order",
                condition=Q(ended="") | Q(ended__gte=Left("begun", Length("ended"))),  # 2026-05 is not before 2026-05-10
                violation_error_message="结束时间不能早于开始时间。",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "begun", "employer", "position"],
                name="growth_stage_once",
                violation_error_message="同一时间的这条成长记录已经登记。",
            ),
            *(partial_date_check(field, "growth_stage") for field in ("begun", "ended")),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}{self.employer}{self.position}"


class TreatmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the person."""
        return self.filter(person__in=Person.objects.visible_to(user).present().values("pk"))

    def open(self):
        return self.filter(state__in=[Treatment.State.PROMISED, Treatment.State.UNDER_WAY])

    def overdue(self, today=None):
        return self.open().filter(due_on__lt=today or timezone.localdate())

    def in_list_order(self):
        """Open ones first, the earliest due first; those without a day behind."""
        return self.order_by(
            models.Case(models.When(state__in=["promised", "under_way"], then=0), default=1),
            F("due_on").asc(nulls_last=True),
            "pk",
        )

    def search(self, text: str):
        words = text.strip()
        found = Person.objects.search(words).values("pk")
        return self.filter(Q(person__in=found) | Q(employer__contains=words) | Q(item__contains=words)) if words else self


class Treatment(models.Model):
    """One thing that was promised to one person by one employer. amount_wan: 万元, where it is money."""

    class State(models.TextChoices):
        PROMISED = "promised", "待落实"
        UNDER_WAY = "under_way", "落实中"
        SETTLED = "settled", "已落实"
        DROPPED = "dropped", "不再适用"

    ITEMS = (
        "安家费", "生活补贴", "购房补贴", "人才公寓", "编制", "岗位津贴", "科研经费", "配偶就业", "子女入学", "体检疗养",
    )  # fmt: skip

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人才", related_name="treatments")
    employer = models.CharField("用人单位", max_length=120)
    item = models.CharField("待遇", max_length=40)
    promise = models.CharField("约定内容", max_length=200, blank=True)
    amount_wan = models.DecimalField("金额（万元）", max_digits=10, decimal_places=2, null=True, blank=True)
    basis = models.CharField("依据", max_length=120, blank=True)
    due_on = models.DateField("应落实日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PROMISED)
    settled_on = models.DateField("落实日期", null=True, blank=True)
    note = models.CharField("落实情况", max_length=300, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = TreatmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "待遇落实"
        constraints = [
            models.CheckConstraint(
                name="growth_treatment_item", condition=~Q(item=""), violation_error_message="待遇没有填。"
            ),
            models.CheckConstraint(
                name="growth_treatment_employer", condition=~Q(employer=""), violation_error_message="用人单位没有填。"
            ),
            models.CheckConstraint(
                name="growth_treatment_settled",
                condition=Q(state="settled", settled_on__isnull=False) | ~Q(state="settled") & Q(settled_on=None),
                violation_error_message="已落实的写明落实日期，没有落实的不写。",
            ),
            models.CheckConstraint(
                name="growth_treatment_amount",
                condition=Q(amount_wan=None) | Q(amount_wan__gte=0),
                violation_error_message="金额不能是负数。",
            ),
            models.UniqueConstraint(
                fields=["person", "employer", "item", "due_on"],
                name="growth_treatment_once",
                nulls_distinct=False,
                violation_error_message="这个人的同一项待遇已经登记。",
            ),
        ]

    def __str__(self):
        return f"{self.person.name}的{self.item}"

    @property
    def is_overdue(self) -> bool:
        is_open = self.state in (self.State.PROMISED, self.State.UNDER_WAY)
        return is_open and self.due_on is not None and self.due_on < timezone.localdate()
