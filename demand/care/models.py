"""联系服务企业: which leader looks after which firm, what he found there, and who is 人才服务专员 of a firm or a talent."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from demand.enterprises.models import Enterprise
from people.liaison.models import Office
from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.registers.finding import containing
from talentbase.web.addresses import record_address


class OfFirmQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the firm."""
        return self.filter(enterprise__in=Enterprise.objects.visible_to(user).values("pk"))


class FirmPairQuerySet(OfFirmQuerySet):
    def standing(self):
        return self.filter(until=None, office__abolished_on=None)

    def in_list_order(self):
        return self.order_by("office__order", "office_id", "enterprise__folded_name")

    def search(self, text: str):
        return self.filter(containing(text, "office__post", "office__terms__name", "enterprise__name")).distinct()


class FirmPair(models.Model):
    """It belongs to the office: a successor takes over its firms."""

    office = models.ForeignKey(Office, models.PROTECT, verbose_name="联系领导", related_name="firms")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, verbose_name="企业", related_name="leaders")
    since = models.DateField("联系起始", default=timezone.localdate)
    until = models.DateField("联系结束", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = FirmPairQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联系企业"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "enterprise"], name="care_pair_once", condition=Q(until=None),
                violation_error_message="这位领导已联系这家企业。",
            ),
            models.CheckConstraint(
                name="care_pair_order", condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="联系结束不能早于联系起始。",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.office}联系{self.enterprise}"

    def get_absolute_url(self):
        return record_address("care:pair", self.pk)


class FirmVisitQuerySet(OfFirmQuerySet):
    def unsettled(self):
        """A problem was told and no closing day is known."""
        return self.exclude(problem="").filter(closed_on=None)

    def in_list_order(self):
        return self.order_by("-visited_on", "-id")

    def search(self, text: str):
        return self.filter(containing(text, "enterprise__name", "leader", "content", "problem", "result", "handler"))


class FirmVisit(models.Model):
    """One visit of a leader to a firm; what was asked for and what became of it."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, verbose_name="企业", related_name="leader_visits")
    leader = models.CharField("走访领导", max_length=60)
    visited_on = models.DateField("走访日期", default=timezone.localdate)
    content = models.TextField("走访情况", blank=True)
    problem = models.TextField("反映问题", blank=True)
    handler = models.CharField("承办单位", max_length=80, blank=True)
    result = models.TextField("办理结果", blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = FirmVisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "走访企业"
        ordering = ["id"]
        indexes = [models.Index(F("visited_on").desc(), F("id").desc(), name="care_visit_list")]
        constraints = [
            models.CheckConstraint(name="care_visit_leader", condition=~Q(leader=""), violation_error_message="走访领导没有填。"),
            models.CheckConstraint(
                name="care_visit_order", condition=Q(closed_on=None) | Q(closed_on__gte=F("visited_on")),
                violation_error_message="办结日期不能早于走访日期。",
            ),
            models.UniqueConstraint(
                fields=["enterprise", "leader", "visited_on"], name="care_visit_once",
                violation_error_message="这位领导当天走访这家企业已登记。",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.leader}走访{self.enterprise}"

    def get_absolute_url(self):
        return record_address("care:visit", self.pk)


class OfficerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user, unit="unit_id"))

    def standing(self):
        return self.filter(until=None)

    def in_list_order(self):
        return self.order_by(F("until").desc(nulls_first=True), "unit__order", "name", "id")

    def search(self, text: str):
        return self.filter(containing(text, "name", "post", "enterprise__name", "person__name", "village"))


class Officer(models.Model):
    """人才服务专员: one per firm, per talent, or per village."""

    name = models.CharField("专员姓名", max_length=60)
    post = models.CharField("专员职务", max_length=80, blank=True)
    phone = models.CharField("专员电话", max_length=60, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="所在单位", related_name="+")
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, verbose_name="服务企业", null=True, blank=True, related_name="officers"
    )
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="服务人才", null=True, blank=True, related_name="officers")
    village = models.CharField("服务村（社区）", max_length=60, blank=True)
    since = models.DateField("起始日期", default=timezone.localdate)
    until = models.DateField("结束日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人才服务专员"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="care_officer_named", condition=~Q(name=""), violation_error_message="专员姓名没有填。"),
            models.CheckConstraint(
                name="care_officer_of_one",
                condition=Q(enterprise__isnull=False, person=None, village="")
                | Q(enterprise=None, person__isnull=False, village="")
                | Q(enterprise=None, person=None) & ~Q(village=""),
                violation_error_message="服务企业、服务人才、服务村填写一项。",
            ),
            models.CheckConstraint(
                name="care_officer_order", condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="结束日期不能早于起始日期。",
            ),
            models.UniqueConstraint(
                fields=["enterprise"], name="care_officer_of_firm", condition=Q(until=None, enterprise__isnull=False),
                violation_error_message="这家企业已有服务专员，请先登记结束日期。",
            ),
            models.UniqueConstraint(
                fields=["person"], name="care_officer_of_person", condition=Q(until=None, person__isnull=False),
                violation_error_message="这个人已有服务专员，请先登记结束日期。",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.name}（{self.unit}）"

    def get_absolute_url(self):
        return record_address("care:officer", self.pk)
