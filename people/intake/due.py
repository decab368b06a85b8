"""Nominations that wait for a decision; those returned wait for the unit that took them in."""

from datetime import timedelta

from django.utils import timezone

from people.intake.models import Nomination
from talentbase.todo.due import Due, Source, register

DECIDE_WITHIN = timedelta(days=7)


def undecided(user, today):
    return Nomination.objects.visible_to(user).waiting().order_by("received_on", "pk")


def due_nomination(nomination: Nomination) -> Due:
    more = f"{nomination.get_channel_display()}　{nomination.employer}{nomination.position}"
    return Due("审核推荐", nomination.name, nomination.get_absolute_url(), nomination.received_on + DECIDE_WITHIN, more)


def returned(user, today):
    return Nomination.objects.visible_to(user).filter(state=Nomination.State.RETURNED, unit=user.unit_id).order_by("pk")


def due_completion(nomination: Nomination) -> Due:
    day = timezone.localdate(nomination.reviewed_at) + DECIDE_WITHIN
    return Due("补充推荐资料", nomination.name, nomination.get_absolute_url(), day, nomination.reason)


register(
    Source(undecided, due_nomination, "intake.review"),
    Source(returned, due_completion, "people.edit"),
)
