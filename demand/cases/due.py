"""Matches whose owner wanted to be reminded."""

from django.urls import reverse

from demand.cases.models import Assignment
from demand.matching.models import Match
from talentbase.todo.due import Due, Source, register

OVER = (Match.Stage.SETTLED, Match.Stage.FAILED, Match.Stage.DECLINED, Match.Stage.PUT_OFF)


def reminders(user, today):
    mine = Assignment.objects.visible_to(user).filter(owner=user.pk, remind_on__lte=today).exclude(match__stage__in=OVER)
    return mine.select_related("match__person", "match__need").order_by("remind_on", "pk")


def due_reminder(found: Assignment) -> Due:
    address = reverse("cases:page", args=[found.match_id])
    return Due("跟进", found.match.person.name, address, found.remind_on, found.note or found.match.need.title)


register(Source(reminders, due_reminder, "matching.act"))
