"""The monthly report: a draft follows the figures; a locked one never moves."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Report(models.Model):
    """month: its first day. figures: [{key, name, unit, reading, value, opening, last}] as locked."""

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        LOCKED = "locked", "已锁定"

    month = models.DateField("月份", unique=True)
    state = models.CharField("状态", max_length=8, choices=State, default=State.DRAFT)
    figures = models.JSONField("锁定的数字", default=list)
    sentences = models.JSONField("锁定的文字", default=list)
    locked_at = models.DateTimeField("锁定时间", null=True, blank=True)
    locked_by = models.CharField("锁定人", max_length=60, blank=True)
    made_at = models.DateTimeField("建立时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "月报"
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(name="reports_report_locked", condition=~Q(state="locked") | Q(locked_at__isnull=False)),
            models.CheckConstraint(
                name="reports_report_first_day", condition=Q(month__day=1), violation_error_message="月份应为该月1日。"
            ),
        ]

    def __str__(self):
        return f"{self.month.year}年{self.month.month}月月报"
