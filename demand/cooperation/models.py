"""合作与返乡: what firms of the county and partners elsewhere agreed on, and who came back, brought about by whom."""

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Concat, Left, Length
from django.utils import timezone

from demand.enterprises.models import Enterprise
from demand.matching.models import Match
from people.events.causes import OwedToEvent
from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.codes.models import Code, IndustryChain
from talentbase.registers.finding import containing
from talentbase.web.addresses import record_address
from talentbase.web.fields import PartialDateField, partial_date_check


class BroughtAboutQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The unit that looks after it, and the station that brought it about."""
        return self.filter(within(user, unit="unit_id") | within(user, unit="station_id"))


class BroughtAbout(OwedToEvent):
    """Where a result comes from: the unit that looks after it, and what it is owed to."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="责任单位", related_name="+")
    station = models.ForeignKey(Unit, models.PROTECT, verbose_name="促成工作站", null=True, blank=True, related_name="+")
    recommender = models.CharField("牵线人", max_length=60, blank=True)
    match = models.ForeignKey(
        Match, models.SET_NULL, verbose_name="供需匹配", null=True, blank=True, related_name="+", editable=False
    )
    remark = models.TextField("备注", blank=True)
    entered_on = models.DateField("登记日期", default=timezone.localdate, editable=False)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @property
    def owed_to(self) -> str:
        """上海工作站；某年家乡行；王某某牵线."""
        known = (self.station.name if self.station_id else "", self.event, self.recommender and f"{self.recommender}牵线")
        return "；".join(filter(None, known))


class ProjectQuerySet(BroughtAboutQuerySet):
    def in_list_order(self):
        return self.order_by("-signed", "-id")

    def search(self, text: str):
        return self.filter(containing(text, "name", "party_a", "party_b", "status", "enterprise__name"))

    def standing(self):
        """Agreed and not given up: what is counted."""
        return self.filter(state__in=[Project.State.RUNNING, Project.State.DONE])

    def ending_by(self, day):
        """Running agreements whose last possible day, as exact as the end is known, is not after that day."""
        whole_year, whole_month = (Concat("ends", Value(rest), output_field=CharField()) for rest in ("-12-31", "-31"))
        last = Case(
            When(ends_length=4, then=whole_year),
            When(ends_length=7, then=whole_month),
            default=F("ends"),
            output_field=CharField(),
        )
        running = self.filter(state=Project.State.RUNNING).exclude(ends="").alias(ends_length=Length("ends"))
        return running.alias(last=last).filter(last__lte=day.isoformat())


class Project(BroughtAbout):
    class Kind(models.TextChoices):
        SCHOOL_PLACE = "school_place", "校地合作"
        SCHOOL_FIRM = "school_firm", "校企合作"
        TECHNICAL = "technical", "技术合作"
        ACADEMICIAN = "academician", "院士工作站"
        ENCLAVE = "enclave", "人才飞地"
        TEAM = "team", "团队引进"
        OTHER = "other", "其他"

    class State(models.TextChoices):
        TALKS = "talks", "在谈"
        RUNNING = "running", "履约中"
        DONE = "done", "已结题"
        ENDED = "ended", "已终止"

    name = models.CharField("项目名称", max_length=160)
    kind = models.CharField("合作类型", max_length=14, choices=Kind, default=Kind.SCHOOL_FIRM)
    state = models.CharField("状态", max_length=8, choices=State, default=State.RUNNING)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, verbose_name="用人单位", null=True, blank=True, related_name="projects"
    )
    party_a = models.CharField("县内企业", max_length=120, blank=True)
    party_b = models.CharField("合作方", max_length=160, blank=True)
    amount_wan = models.DecimalField("合作金额（万元）", max_digits=14, decimal_places=2, null=True, blank=True)
    amount_text = models.CharField("合作金额（文字）", max_length=120, blank=True)
    signed = PartialDateField("签约时间")
    signed_text = models.CharField("签约时间（文字）", max_length=60, blank=True)
    ends = PartialDateField("到期时间")
    document = models.CharField("协议文号", max_length=80, blank=True)
    status = models.CharField("进展情况", max_length=200, blank=True)
    outcome = models.CharField("成果", max_length=300, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "合作项目"
        ordering = ["id"]
        indexes = [models.Index(F("signed").desc(), F("id").desc(), name="cooperation_project_list")]
        constraints = [
            models.CheckConstraint(
                name="cooperation_project_named", condition=~Q(name=""), violation_error_message="项目名称没有填。"
            ),
            models.CheckConstraint(
                name="cooperation_project_amount",
                condition=Q(amount_wan=None) | Q(amount_wan__gte=0),
                violation_error_message="合作金额不能为负数。",
            ),
            models.CheckConstraint(
                name="cooperation_project_ends",
                condition=Q(ends="") | Q(ends__gte=Left("signed", Length("ends"))),
                violation_error_message="到期时间不能早于签约时间。",
            ),
            *(partial_date_check(field, "cooperation_project") for field in ("signed", "ends")),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return record_address("cooperation:project", self.pk)

    @property
    def county_side(self) -> str:
        """The enterprise is None to whom its row is out of reach."""
        return self.enterprise.name if self.enterprise else self.party_a


class PartQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the project."""
        return self.filter(project__in=Project.objects.visible_to(user).values("pk"))


class Part(models.Model):
    """What hangs on a project has no page of its own."""

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self):
        return self.project.get_absolute_url()


class Milestone(Part):
    """What was agreed for a day: a payment, a sample, a visit."""

    project = models.ForeignKey(Project, models.CASCADE, verbose_name="合作项目", related_name="milestones")
    name = models.CharField("节点", max_length=80)
    due_on = models.DateField("应完成日期")
    done_on = models.DateField("完成日期", null=True, blank=True)
    note = models.CharField("完成情况", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "合作节点"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="cooperation_milestone_named", condition=~Q(name=""), violation_error_message="节点没有填。"
            ),
            models.UniqueConstraint(
                fields=["project", "name", "due_on"],
                name="cooperation_milestone_once",
                violation_error_message="同一天的这个节点已经登记。",
            ),
        ]

    def __str__(self):
        return f"{self.project}：{self.name}"

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()


class Participant(Part):
    """Somebody of the register who takes part in a project."""

    project = models.ForeignKey(Project, models.CASCADE, verbose_name="合作项目", related_name="participants")
    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人才", related_name="cooperations")
    role = models.CharField("角色", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "合作参与人"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "person"],
                name="cooperation_participant_once",
                violation_error_message="这个人已在项目参与人中。",
            )
        ]

    def __str__(self):
        return f"{self.person}{self.role}"


class ReturnQuerySet(BroughtAboutQuerySet):
    def in_list_order(self):
        return self.order_by("-returned_on", "-id")

    def search(self, text: str):
        return self.filter(containing(text, "name", "project", "industry", "event", "recommender"))

    def first_of_each(self):
        """One row per person: who came back twice is one returnee."""
        earlier = Return.objects.filter(person=OuterRef("person"), pk__lt=OuterRef("pk"))
        return self.filter(~Exists(earlier))


class Return(BroughtAbout):
    """Somebody who came back, or brought a firm or money back, and what he does here."""

    class Kind(models.TextChoices):
        STARTUP = "startup", "返乡创业"
        WORK = "work", "返乡就业"
        MOVE = "move", "企业回迁"
        CAPITAL = "capital", "资金回流"
        FLEXIBLE = "flexible", "柔性服务"

    class Stage(models.TextChoices):
        TALKS = "talks", "洽谈"
        SIGNED = "signed", "签约"
        BUILDING = "building", "在建"
        RUNNING = "running", "运营"
        STOPPED = "stopped", "停办"

    person = models.ForeignKey(Person, models.PROTECT, verbose_name="人才", null=True, blank=True, related_name="returns")
    name = models.CharField("姓名", max_length=60)
    kind = models.CharField("返乡方式", max_length=10, choices=Kind, default=Kind.STARTUP)
    returned_on = models.DateField("返乡日期")
    project = models.CharField("项目或岗位", max_length=120, blank=True)
    stage = models.CharField("项目阶段", max_length=10, choices=Stage, blank=True)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, verbose_name="用人单位", null=True, blank=True, related_name="returns"
    )
    industry = models.CharField("行业", max_length=60, blank=True)
    chain = models.ForeignKey(IndustryChain, models.PROTECT, verbose_name="产业链", null=True, blank=True, related_name="+")
    town = models.ForeignKey(Code, models.PROTECT, verbose_name="落地乡镇", null=True, blank=True, related_name="+")
    investment_wan = models.DecimalField("投资额（万元）", max_digits=14, decimal_places=2, null=True, blank=True)
    output_wan = models.DecimalField("年产值（万元）", max_digits=14, decimal_places=2, null=True, blank=True)
    jobs = models.PositiveIntegerField("带动就业（人）", null=True, blank=True)
    evidence = models.CharField("依据", max_length=160, blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "返乡创业就业"
        ordering = ["id"]
        indexes = [models.Index(F("returned_on").desc(), F("id").desc(), name="cooperation_return_list")]
        constraints = [
            models.CheckConstraint(
                name="cooperation_return_named", condition=~Q(name=""), violation_error_message="姓名没有填。"
            ),
            models.CheckConstraint(
                name="cooperation_return_amounts",
                condition=(Q(investment_wan=None) | Q(investment_wan__gte=0)) & (Q(output_wan=None) | Q(output_wan__gte=0)),
                violation_error_message="金额不能为负数。",
            ),
            models.UniqueConstraint(
                fields=["person", "returned_on", "project"],
                name="cooperation_return_once",
                violation_error_message="这个人同一天的这个项目已经登记。",
            ),
        ]

    def __str__(self):
        return f"{self.name}{self.get_kind_display()}"

    def get_absolute_url(self):
        return record_address("cooperation:return", self.pk)
