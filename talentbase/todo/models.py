"""每日摘要: what waited for a user on a morning, kind by kind, so that the next day can tell what is new."""

from django.conf import settings
from django.db import models


class Digest(models.Model):
    """lines: [[what, how many]] in the order of the rooms."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="用户", related_name="+")
    day = models.DateField("日期")
    waiting = models.PositiveIntegerField("待办件数")
    lines = models.JSONField("摘要", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "每日摘要"
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="todo_digest_once")]

    def __str__(self):
        return f"{self.day:%Y.%m.%d}待办{self.waiting}件"
