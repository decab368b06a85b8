"""人才需求: what employers ask for, gathered in half-yearly rounds or one by one. A need outlives its round."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from demand.enterprises.models import Enterprise
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.codes.models import ChainNode, Code, IndustryChain
from talentbase.pg.search import SearchQuery
from talentbase.web.fields import PartialDateField, partial_date_check

HEADS = Coalesce("headcount_max", "headcount_min", 1)  # people a need asks for; one where nobody said how many


class RoundQuerySet(models.QuerySet):
    def current(self) -> "Round | None":
        """The latest round that is open; else the latest of all."""
        return self.order_by(F("closed_on").desc(nulls_first=True), "-year", "-half").first()


class Round(models.Model):
    class Half(models.IntegerChoices):
        FIRST = 1, "上半年"
        SECOND = 2, "下半年"

    year = models.PositiveSmallIntegerField("年份")
    half = models.PositiveSmallIntegerField("半年", choices=Half)
    opened_on = models.DateField("开始日期")
    due_on = models.DateField("截止日期", null=True, blank=True)
    closed_on = models.DateField("结束日期", null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "征集轮次"
        ordering = ["-year", "-half"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "half"], name="needs_round_once", violation_error_message="这一轮已经建立。"
            ),
            models.CheckConstraint(name="needs_round_half", condition=Q(half__in=[1, 2])),
            models.CheckConstraint(
                name="needs_round_order",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ]

    def __str__(self):
        return f"{self.year}年{self.get_half_display()}"

    @property
    def code(self) -> str:
        return f"{self.year}{'AB'[self.half - 1]}"


class NeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def counted(self):
        """Every need that was ever asked for; withdrawn ones (entered by mistake) do not count."""
        return self.exclude(state=Need.State.WITHDRAWN)

    def open(self):
        return self.filter(state=Need.State.OPEN)

    def urgent(self):
        return self.filter(is_urgent=True)

    def for_chain(self, chain):
        return self.filter(chain=chain)

    def of_round(self, round_):
        return self.filter(round=round_)

    def received_in(self, first_day, last_day):
        return self.filter(received_on__range=(first_day, last_day))

    def search(self, text: str):
        query = SearchQuery.of(text)
        return self.filter(search=query.expression()) if query else self

    def in_list_order(self):
        """急需 first, then the newest."""
        return self.order_by(F("is_urgent").desc(), "-received_on", "-id")


class Need(models.Model):
    class Kind(models.TextChoices):
        POST = "post", "岗位需求"
        TECH = "tech", "技术需求"

    class State(models.TextChoices):
        OPEN = "open", "待对接"
        SETTLED = "settled", "已对接"
        LAPSED = "lapsed", "已过期"
        WITHDRAWN = "withdrawn", "已撤回"

    class Degree(models.IntegerChoices):
        VOCATIONAL = 1, "中专（高中）"
        COLLEGE = 2, "大专"
        BACHELOR = 3, "本科"
        MASTER = 4, "硕士"
        DOCTOR = 5, "博士"

    class TitleLevel(models.TextChoices):
        JUNIOR = "初级", "初级"
        MIDDLE = "中级", "中级"
        VICE_SENIOR = "副高级", "副高级"
        SENIOR = "正高级", "正高级"

    number = models.CharField("需求编号", max_length=20, unique=True, editable=False)
    kind = models.CharField("需求类别", max_length=6, choices=Kind, default=Kind.POST)
    round = models.ForeignKey(Round, models.PROTECT, verbose_name="征集轮次", null=True, blank=True, related_name="needs")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, verbose_name="用人单位", related_name="needs")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="责任单位", related_name="+")
    title = models.CharField("岗位（技术需求）名称", max_length=120)
    job_kind = models.CharField("岗位类别", max_length=30, blank=True)
    description = models.TextField("需求描述", blank=True)
    headcount_min = models.PositiveIntegerField("人数", null=True, blank=True)
    headcount_max = models.PositiveIntegerField("人数上限", null=True, blank=True)
    headcount_text = models.CharField("人数（文字）", max_length=20, blank=True)
    chain = models.ForeignKey(IndustryChain, models.PROTECT, verbose_name="产业链", null=True, blank=True, related_name="+")
    node = models.ForeignKey(ChainNode, models.PROTECT, verbose_name="环节", null=True, blank=True, related_name="+")
    discipline = models.ForeignKey(Code, models.PROTECT, verbose_name="学科", null=True, blank=True, related_name="+")
    # conditions; "hard" ones decide whether somebody is proposed at all
    degree_min = models.PositiveSmallIntegerField("学历要求", choices=Degree, null=True, blank=True)
    degree_is_hard = models.BooleanField("学历为硬性", default=True)
    majors = ArrayField(models.CharField(max_length=60), verbose_name="专业要求", default=list, blank=True)
    title_level_min = models.CharField("职称要求", max_length=6, choices=TitleLevel, blank=True)
    title_is_hard = models.BooleanField("职称为硬性", default=False)
    age_min = models.PositiveSmallIntegerField("年龄下限", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField("年龄上限", null=True, blank=True)
    age_is_hard = models.BooleanField("年龄为硬性", default=False)
    modes = ArrayField(models.CharField(max_length=20), verbose_name="合作方式", default=list, blank=True)
    salary_min_wan = models.DecimalField("年薪下限（万元）", max_digits=9, decimal_places=2, null=True, blank=True)
    salary_max_wan = models.DecimalField("年薪上限（万元）", max_digits=9, decimal_places=2, null=True, blank=True)
    salary_text = models.CharField("待遇（文字）", max_length=60, blank=True)
    other = models.TextField("其他要求", blank=True)
    # 技术需求
    tech_field = models.CharField("技术领域", max_length=80, blank=True)
    target = models.TextField("预期目标", blank=True)
    budget_wan = models.DecimalField("投入（万元）", max_digits=12, decimal_places=2, null=True, blank=True)
    budget_max_wan = models.DecimalField("投入上限（万元）", max_digits=12, decimal_places=2, null=True, blank=True)
    deadline = PartialDateField("期限")
    deadline_text = models.CharField("期限（文字）", max_length=30, blank=True)
    # life
    is_urgent = models.BooleanField("急需", default=False)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    state_reason = models.CharField("状态说明", max_length=120, blank=True)
    received_on = models.DateField("征集日期", default=timezone.localdate)
    settled_on = models.DateField("对接日期", null=True, blank=True)
    contact = models.CharField("联系人", max_length=60, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    source = models.CharField("来源", max_length=60, blank=True)
    remark = models.TextField("备注", blank=True)
    search = SearchVectorField("检索", null=True, editable=False)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人才需求"
        ordering = ["id"]
        indexes = [
            GinIndex(fields=["search"], name="needs_need_search"),
            models.Index(F("is_urgent").desc(), F("received_on").desc(), F("id").desc(), name="needs_need_list"),
            models.Index(fields=["changed_at"], name="needs_need_changed"),
        ]
        constraints = [
            models.CheckConstraint(
                name="needs_need_titled", condition=~Q(title=""), violation_error_message="需求名称没有填。"
            ),
            models.CheckConstraint(
                name="needs_need_headcount",
                condition=Q(headcount_max=None) | Q(headcount_min=None) | Q(headcount_max__gte=F("headcount_min")),
                violation_error_message="人数上限不能小于下限。",
            ),
            models.CheckConstraint(
                name="needs_need_salary",
                condition=Q(salary_max_wan=None) | Q(salary_min_wan=None) | Q(salary_max_wan__gte=F("salary_min_wan")),
                violation_error_message="年薪上限不能小于下限。",
            ),
            models.CheckConstraint(
                name="needs_need_age",
                condition=Q(age_max=None) | Q(age_min=None) | Q(age_max__gte=F("age_min")),
                violation_error_message="年龄上限不能小于下限。",
            ),
            models.CheckConstraint(
                name="needs_need_settled",
                condition=~Q(state="settled") | Q(settled_on__isnull=False),
                violation_error_message="已对接的需求须有对接日期。",
            ),
            models.UniqueConstraint(
                fields=["round", "enterprise", "kind", "title"],
                name="needs_need_once",
                condition=Q(round__isnull=False) & ~Q(state="withdrawn"),
                violation_error_message="本轮已有同一单位的同名需求。",
            ),
            partial_date_check("deadline", "needs_need"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("needs:detail", args=[self.pk])
