"""合作项目: what a firm of the county and a university, institute or firm elsewhere do together.

The unit says whether a station brought it about; 校地合作 of other units stand beside those.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from demand.enterprises.models import Enterprise
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.web.fields import PartialDateField, partial_date_check


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def in_list_order(self):
        return self.order_by("-signed", "-id")


class Project(models.Model):
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="报送单位", related_name="+")
    name = models.CharField("项目名称", max_length=160)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, verbose_name="用人单位", null=True, blank=True, related_name="projects"
    )
    party_a = models.CharField("县内企业", max_length=120, blank=True)
    party_b = models.CharField("合作方", max_length=160, blank=True)
    amount_wan = models.DecimalField("合作金额（万元）", max_digits=14, decimal_places=2, null=True, blank=True)
    amount_text = models.CharField("合作金额（文字）", max_length=120, blank=True)
    signed = PartialDateField("签约时间")
    signed_text = models.CharField("签约时间（文字）", max_length=60, blank=True)
    status = models.CharField("状态", max_length=200, blank=True)
    remark = models.TextField("备注", blank=True)
    entered_on = models.DateField("登记日期", default=timezone.localdate)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

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
            partial_date_check("signed", "cooperation_project"),
        ]

    def __str__(self):
        return self.name
