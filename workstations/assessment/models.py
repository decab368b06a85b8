"""半年考核 of stations: points out of their rows and points that people give, kept as they were on the day they were settled."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from talentbase.web.addresses import record_address
from workstations.stations.models import Station


class Measure(models.TextChoices):
    """What is counted of a station's rows in a half-year."""

    LEADS = "leads", "报送招商线索（首报）"
    WON = "won", "签约落地线索"
    ON_TIME = "on_time", "线索按时跟进率（%）"
    TIPS = "tips", "报送人才信息"
    ENTERED = "entered", "人才信息新入库"
    PROJECTS = "projects", "促成合作项目"
    RETURNS = "returns", "促成返乡"
    LOG = "log", "工作日志"


class Criterion(models.Model):
    """measure "": judged by people. A counted item has its full points from `target` on."""

    name = models.CharField("考核项目", max_length=60)
    maximum = models.PositiveSmallIntegerField("满分")
    measure = models.CharField("计算依据", max_length=10, choices=Measure, blank=True)
    target = models.PositiveIntegerField("满分数量", null=True, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "考核项目"
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                name="assessment_criterion_named", condition=~Q(name=""), violation_error_message="考核项目没有填。"
            ),
            models.CheckConstraint(
                name="assessment_criterion_target",
                condition=Q(measure="", target=None) | ~Q(measure="") & Q(target__gt=0),
                violation_error_message="计算的项目须填写满分数量，评定的项目不填。",
            ),
            models.UniqueConstraint(
                fields=["name"], name="assessment_criterion_once", violation_error_message="已有这个考核项目。"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return record_address("assessment:criterion", self.pk)


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(station__in=Station.objects.visible_to(user).values("pk"))


class Assessment(models.Model):
    """One station in one half-year. lines: [{name, maximum, number, points, measure, note}] once it is settled."""

    station = models.ForeignKey(Station, models.PROTECT, verbose_name="工作站", related_name="assessments")
    year = models.PositiveSmallIntegerField("年度")
    half = models.PositiveSmallIntegerField("半年")
    comment = models.TextField("评语", blank=True)
    lines = models.JSONField("考核明细", default=list, blank=True)
    total = models.DecimalField("总分", max_digits=6, decimal_places=1, null=True, blank=True)
    settled_on = models.DateField("定稿日期", null=True, blank=True)
    settled_by = models.CharField("定稿人", max_length=60, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作站考核"
        ordering = [F("year").desc(), F("half").desc(), "station__unit__order", "id"]
        constraints = [
            models.CheckConstraint(
                name="assessment_half", condition=Q(half__in=[1, 2]), violation_error_message="半年只有1和2。"
            ),
            models.UniqueConstraint(fields=["station", "year", "half"], name="assessment_once"),
            models.CheckConstraint(
                name="assessment_settled",
                condition=Q(settled_on=None, total=None) | Q(settled_on__isnull=False, total__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.station}{self.year}年{'上' if self.half == 1 else '下'}半年考核"

    def get_absolute_url(self):
        return record_address("assessment:detail", self.pk)

    @property
    def code(self) -> str:
        """2026H2."""
        return f"{self.year}H{self.half}"


class Judgement(models.Model):
    """Points that people give for one item."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, verbose_name="工作站考核", related_name="judgements")
    criterion = models.ForeignKey(Criterion, models.CASCADE, verbose_name="考核项目", related_name="judgements")
    points = models.DecimalField("得分", max_digits=4, decimal_places=1)
    note = models.CharField("说明", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "评定得分"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="assessment_judgement_once"),
            models.CheckConstraint(name="assessment_judgement_points", condition=Q(points__gte=0)),
        ]

    def __str__(self):
        return f"{self.criterion}{self.points}分"
