"""产业链人才图谱: who leads a chain, and what the atlas said when a round was frozen. All else is read from people and needs."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from demand.needs.models import Round
from talentbase.codes.models import IndustryChain


class ChainLead(models.Model):
    """链长 is a county leader; 人才链长 keeps the chain's people in view."""

    chain = models.OneToOneField(IndustryChain, models.CASCADE, verbose_name="产业链", related_name="lead")
    lead = models.CharField("链长", max_length=60, blank=True)
    lead_post = models.CharField("链长职务", max_length=120, blank=True)
    talent_lead = models.CharField("人才链长", max_length=60, blank=True)
    talent_lead_post = models.CharField("人才链长职务", max_length=120, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "产业链负责人"

    def __str__(self):
        return f"{self.chain.name}链长"


class Frozen(models.Model):
    """rows: [{"chain": code, "node": code or "", "ours", "introduced", "outside", "needs", "heads"}], never changed."""

    round = models.OneToOneField(Round, models.PROTECT, verbose_name="征集轮次", related_name="atlas")
    taken_on = models.DateField("存档日期", default=timezone.localdate)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="存档人", related_name="+")
    rows = models.JSONField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "图谱存档"
        ordering = ["-round__year", "-round__half"]

    def __str__(self):
        return f"{self.round}图谱"
