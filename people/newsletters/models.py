"""周刊, 家乡来信 and the like: each issue with what stands in it and to whom it was sent, as plain records."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.files.models import StoredFile
from talentbase.registers.finding import containing
from talentbase.web.addresses import record_address


class IssueQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def in_list_order(self):
        return self.order_by("-published_on", "-number", "-id")

    def search(self, text: str):
        return self.filter(containing(text, "series", "title", "contents"))


class Issue(models.Model):
    series = models.CharField("刊名", max_length=40)
    number = models.PositiveIntegerField("期号")
    title = models.CharField("本期主题", max_length=120, blank=True)
    published_on = models.DateField("印发日期")
    contents = models.TextField("栏目和篇目", blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="电子版", null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="编印单位", related_name="+")
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "刊物"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="newsletters_named",
                condition=~Q(series="") & Q(number__gt=0),
                violation_error_message="刊名和期号都要填写。",
            ),
            models.UniqueConstraint(
                fields=["series", "number"], name="newsletters_once", violation_error_message="这一期已经登记。"
            ),
        ]

    def __str__(self):
        return f"{self.series}第{self.number}期"

    def get_absolute_url(self):
        return record_address("newsletters:detail", self.pk)


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(issue__in=Issue.objects.visible_to(user).values("pk"))


class Delivery(models.Model):
    """One copy to one person: how, when, whether it came back."""

    class Way(models.TextChoices):
        POST = "post", "邮寄"
        WECHAT = "wechat", "微信"
        MAIL = "mail", "邮件"
        HAND = "hand", "当面"

    issue = models.ForeignKey(Issue, models.CASCADE, verbose_name="刊物", related_name="deliveries")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="人才", related_name="newsletters")
    way = models.CharField("方式", max_length=8, choices=Way, default=Way.POST)
    sent_on = models.DateField("寄送日期", null=True, blank=True)
    is_returned = models.BooleanField("退回", default=False)
    note = models.CharField("备注", max_length=80, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "刊物寄送"
        ordering = [F("sent_on").asc(nulls_first=True), "id"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "person"], name="newsletters_delivery_once"),
            models.CheckConstraint(
                name="newsletters_returned", condition=Q(is_returned=False) | Q(sent_on__isnull=False),
                violation_error_message="没有寄出的不会退回。",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.issue}：{self.person}"

    def get_absolute_url(self):
        return self.issue.get_absolute_url()
