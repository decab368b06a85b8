"""Parts of a figure that no register holds: 期初 from before the system, and numbers reported by other bureaus."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from talentbase.accounts.models import Unit
from talentbase.files.models import StoredFile


class Opening(models.Model):
    """期初: the value of a figure before the register began, with the old document as evidence."""

    figure = models.CharField("指标", max_length=40, unique=True)
    value = models.DecimalField("期初数", max_digits=14, decimal_places=2)
    as_of = models.DateField("截至日期")
    evidence = models.CharField("依据", max_length=120)
    made_by = models.CharField("登记人", max_length=60, blank=True)
    made_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "期初数"
        constraints = [
            models.CheckConstraint(
                name="figures_opening_evidence", condition=~Q(evidence=""), violation_error_message="期初数须写明依据。"
            )
        ]

    def __str__(self):
        return f"{self.figure}期初{self.value}"


class Reported(models.Model):
    """填报数: one item that happened in a month, reported by a unit (happened_on and reported_on are two dates)."""

    figure = models.CharField("指标", max_length=40, db_index=True)
    value = models.DecimalField("数量", max_digits=14, decimal_places=2)
    happened_on = models.DateField("发生日期")
    reported_on = models.DateField("录入日期", default=timezone.localdate)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="填报单位", related_name="+")
    place = models.CharField("归口", max_length=30, blank=True)
    evidence = models.CharField("依据", max_length=120)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, verbose_name="依据附件", null=True, blank=True, related_name="+", editable=False
    )
    reported_by = models.CharField("填报人", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "填报数"
        ordering = ["-happened_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="figures_reported_evidence", condition=~Q(evidence=""), violation_error_message="填报数须写明依据。"
            )
        ]

    def __str__(self):
        return f"{self.figure} {self.happened_on:%Y.%m} {self.value}"


class Duty(models.Model):
    """A unit that tells a number every month, by which day of the month."""

    figure = models.CharField("指标", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="填报单位", related_name="+")
    due_day = models.PositiveSmallIntegerField("每月几日前", default=25)

    class Meta:
        verbose_name = verbose_name_plural = "填报任务"
        ordering = ["unit__order", "figure", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "unit"], name="figures_duty_once", violation_error_message="这个单位的这项填报任务已登记。"
            ),
            models.CheckConstraint(
                name="figures_duty_day", condition=Q(due_day__gte=1, due_day__lte=28), violation_error_message="应为1至28日。"
            ),
        ]

    def __str__(self):
        return f"{self.unit}每月{self.due_day}日前报{self.figure}"
