"""联系服务: a leader sees, calls or meets an expert, and what came of it. One row is one visit."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.liaison.pairing import LunarBirthday, Office, Pace, Pair, Term
from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import within
from talentbase.registers.finding import containing
from talentbase.web.fields import PartialDateField, partial_date_check

__all__ = ["LunarBirthday", "Office", "Pace", "Pair", "Term", "Visit"]


class VisitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The county sees all; a unit the visits it reported."""
        return self.filter(within(user, unit="unit_id"))

    def of_person(self, person):
        return self.filter(person=person)

    def with_request(self):
        return self.exclude(request="")

    def unsettled(self):
        """Something was asked for and no closing date is known."""
        return self.with_request().filter(closed_on="")

    def visited_in(self, first_day, last_day):
        """Begun in these days; visits known by words only (春节前) do not count."""
        return self.filter(visited_on__gte=first_day.isoformat(), visited_on__lte=last_day.isoformat())

    def in_list_order(self):
        return self.order_by("-visited_on", "-id")

    def search(self, text: str):
        return self.filter(containing(text, "expert", "expert_post", "leader", "note", "request", "result"))


class Visit(models.Model):
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="人才", null=True, blank=True, related_name="visits")
    expert = models.CharField("联系专家", max_length=60)
    expert_post = models.CharField("专家单位及职务", max_length=160, blank=True)
    leader = models.CharField("联系领导", max_length=60, blank=True)
    leader_post = models.CharField("领导职务", max_length=120, blank=True)
    visited_on = PartialDateField("联系时间")
    visited_until = PartialDateField("结束时间")
    date_text = models.CharField("联系时间（文字）", max_length=60, blank=True)
    modes = ArrayField(models.CharField(max_length=20), verbose_name="联系方式", default=list, blank=True)
    kind = models.CharField("走访事由", max_length=60, blank=True)
    note = models.TextField("联系情况", blank=True)
    is_reached = models.BooleanField("已联系上", default=True)
    request = models.TextField("专家意见建议或诉求", blank=True)
    handled_by = models.CharField("责任单位", max_length=120, blank=True)
    result = models.CharField("办理结果", max_length=300, blank=True)
    closed_on = PartialDateField("办结时间")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="报送单位", related_name="+")
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_at = models.DateTimeField("修改时间", default=timezone.now, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "走访记录"
        ordering = ["id"]
        indexes = [
            models.Index(F("visited_on").desc(), F("id").desc(), name="liaison_visit_list"),
            models.Index(fields=["changed_at"], name="liaison_visit_changed"),
        ]
        constraints = [
            models.CheckConstraint(
                name="liaison_visit_expert", condition=~Q(expert=""), violation_error_message="联系专家没有填。"
            ),
            models.CheckConstraint(
                name="liaison_visit_order",
                condition=Q(visited_until="") | Q(visited_until__gte=F("visited_on")) & ~Q(visited_on=""),
                violation_error_message="结束时间不能早于联系时间。",
            ),
            models.UniqueConstraint(
                fields=["unit", "expert", "leader", "visited_on", "modes"],
                name="liaison_visit_once",
                condition=~Q(visited_on="") & Q(person=None),
                violation_error_message="同一领导、专家、时间和方式的走访已登记。",
            ),
            models.UniqueConstraint(
                fields=["unit", "person", "leader", "visited_on", "modes"],
                name="liaison_visit_of_person_once",
                condition=~Q(visited_on="") & Q(person__isnull=False),
                violation_error_message="同一领导、专家、时间和方式的走访已登记。",
            ),
            *(partial_date_check(field, "liaison_visit") for field in ("visited_on", "visited_until", "closed_on")),
        ]

    def __str__(self):
        return f"{self.leader}联系{self.expert}"
