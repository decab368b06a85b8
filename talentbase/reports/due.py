"""Numbers that other units should have told by today: to be asked for."""

from django.urls import reverse
from django.utils import timezone

from talentbase.figures import duties
from talentbase.figures.models import Duty
from talentbase.figures.reported import KINDS
from talentbase.todo.due import Due, Source, register


def missing(user, today):
    return duties.missing(today).order_by("due_day", "pk")


def due_number(duty: Duty) -> Due:
    day = timezone.localdate().replace(day=duty.due_day)
    return Due("催报", f"{duty.unit}的{KINDS[duty.figure][0]}", reverse("figures:duties"), day, f"每月{duty.due_day}日前")


register(Source(missing, due_number, "reports.make"))
