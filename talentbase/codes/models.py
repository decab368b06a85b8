"""Code tables of the national standards, and the county's industry chains. Codes are disabled, never deleted."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class CodeQuerySet(models.QuerySet):
    def of(self, table: str):
        return self.filter(table=table)

    def active(self):
        return self.filter(disabled_on=None)


class Code(models.Model):
    """One row of one table. key = "<table>.<code>" ("degree.208"), so a foreign key reads in plain SQL."""

    key = models.CharField("键", max_length=40, primary_key=True)
    table = models.CharField("代码表", max_length=24)
    code = models.CharField("代码", max_length=12)
    name = models.CharField("名称", max_length=80)
    aliases = ArrayField(models.CharField(max_length=60), verbose_name="别名", default=list, blank=True)
    parent = models.CharField("上级代码", max_length=12, blank=True)
    rank = models.SmallIntegerField("等级", null=True, blank=True)
    data = models.JSONField("其他", default=dict, blank=True)
    order = models.PositiveIntegerField("次序", default=0)
    disabled_on = models.DateField("停用日期", null=True, blank=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代码"
        ordering = ["table", "order"]
        constraints = [models.UniqueConstraint(fields=["table", "code"], name="codes_code_once")]

    def __str__(self):
        return self.name


class IndustryChain(models.Model):
    code = models.CharField("代码", max_length=8, unique=True)
    name = models.CharField("名称", max_length=30, unique=True)
    aliases = ArrayField(models.CharField(max_length=40), verbose_name="别名", default=list, blank=True)
    data = models.JSONField("其他", default=dict, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)
    disabled_on = models.DateField("停用日期", null=True, blank=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "产业链"
        ordering = ["order"]

    def __str__(self):
        return self.name


class NodeQuerySet(CodeQuerySet):
    def active(self):
        """A chain that is disabled takes its nodes along."""
        return self.filter(disabled_on=None, chain__disabled_on=None)


class ChainNode(models.Model):
    class Stage(models.TextChoices):
        UP = "上游", "上游"
        MIDDLE = "中游", "中游"
        DOWN = "下游", "下游"

    chain = models.ForeignKey(IndustryChain, models.PROTECT, verbose_name="产业链", related_name="nodes")
    code = models.CharField("代码", max_length=12, unique=True)
    stage = models.CharField("环节位置", max_length=4, choices=Stage)
    name = models.CharField("名称", max_length=40)
    aliases = ArrayField(models.CharField(max_length=40), verbose_name="别名", default=list, blank=True)
    keywords = ArrayField(models.CharField(max_length=40), verbose_name="关键词", default=list, blank=True)
    disciplines = ArrayField(models.CharField(max_length=8), verbose_name="相关学科", default=list, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)
    disabled_on = models.DateField("停用日期", null=True, blank=True)

    objects = NodeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "产业链环节"
        ordering = ["chain__order", "order"]
        constraints = [models.UniqueConstraint(fields=["chain", "name"], name="codes_node_once")]

    def __str__(self):
        return f"{self.chain.name}·{self.name}"
