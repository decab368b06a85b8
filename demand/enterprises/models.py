"""用人单位: firms, schools, hospitals, laboratories. A contact here is plain text, no Person."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.codes.models import ChainNode, Code, IndustryChain
from talentbase.pg.search import SearchQuery


class EnterpriseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The county sees all; a township or department those it looks after."""
        return self.filter(within(user, unit="unit_id"))

    def present(self):
        return self.filter(closed_on=None)

    def in_list_order(self):
        return self.order_by("folded_name", "id")

    def search(self, text: str):
        query = SearchQuery.of(text)
        return self.filter(search=query.expression()) if query else self


class Enterprise(models.Model):
    class Kind(models.TextChoices):
        LEADING = "leading", "主导产业企业"
        SCALE = "scale", "规上企业"
        SMALL = "small", "中小微企业"
        INSTITUTION = "institution", "事业单位"
        LABORATORY = "laboratory", "重点实验室"
        OTHER = "other", "其他"

    name = models.CharField("单位名称", max_length=120)
    folded_name = models.CharField(
        "名称索引", max_length=120, editable=False, unique=True, error_messages={"unique": "已有同名用人单位。"}
    )
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    kind = models.CharField("单位类别", max_length=12, choices=Kind, blank=True)
    org_type = models.CharField("单位性质", max_length=30, blank=True)
    industry = models.CharField("所属行业", max_length=60, blank=True)
    chain = models.ForeignKey(IndustryChain, models.PROTECT, verbose_name="产业链", null=True, blank=True, related_name="+")
    node = models.ForeignKey(ChainNode, models.PROTECT, verbose_name="环节", null=True, blank=True, related_name="+")
    town = models.ForeignKey(Code, models.PROTECT, verbose_name="所在乡镇", null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="责任单位", related_name="+")
    address = models.CharField("地址", max_length=160, blank=True)
    contact = models.CharField("联系人", max_length=60, blank=True)
    contact_post = models.CharField("联系人职务", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    products = models.CharField("主要产品", max_length=200, blank=True)
    employees = models.PositiveIntegerField("员工数", null=True, blank=True)
    remark = models.TextField("备注", blank=True)
    closed_on = models.DateField("停用日期", null=True, blank=True)
    search = SearchVectorField("检索", null=True, editable=False)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "用人单位"
        ordering = ["id"]
        indexes = [GinIndex(fields=["search"], name="enterprises_search")]
        constraints = [
            models.CheckConstraint(
                name="enterprises_named", condition=~Q(name=""), violation_error_message="单位名称没有填。"
            ),
            models.UniqueConstraint(
                fields=["uscc"],
                name="enterprises_uscc_once",
                condition=~Q(uscc=""),
                violation_error_message="已有用人单位使用这个统一社会信用代码。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("enterprises:detail", args=[self.pk])
