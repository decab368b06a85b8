"""Forms that were sent: what a double click, a reload or a lost answer sends again is told from what is meant twice."""

from django.db import models
from django.utils import timezone


class Sent(models.Model):
    """key: of one opened form; digest: of what was typed into it; address: of what came of it."""

    key = models.UUIDField("表单键", primary_key=True)
    user = models.BigIntegerField("提交人编号")
    digest = models.CharField("内容摘要", max_length=64)
    address = models.CharField("结果地址", max_length=200, blank=True)
    at = models.DateTimeField("提交时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "已提交的表单"
        indexes = [models.Index(fields=["at"], name="registers_sent_at")]

    def __str__(self):
        return str(self.key)
