"""Verbs on requests. Each is one transaction."""

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone

from people.services.models import ServiceRequest, Step
from people.services.rules import DESK_ONLY, LEADS_TO, NEEDS_NOTE, Act, State, lawful_acts, promised
from talentbase.accounts.models import Unit
from talentbase.registers import saving
from talentbase.registers.saving import Refused

LOCK = 7_041_931  # numbers are given one after the other


@transaction.atomic
def keep(request: ServiceRequest, *, opened_version: int | None, by) -> ServiceRequest:
    """A new request gets its number and its promised day. Raises Stale."""
    if not request.pk:
        request.number = _next_number(request.received_on.year)
        request.due_on = request.due_on or promised(request.kind, request.received_on)
    if request.state in (State.NEW, State.UNDER_WAY):
        request.state = _open_state(request)
    return saving.keep(request, opened_version=opened_version, by=by)


def _open_state(request: ServiceRequest) -> str:
    """Somebody is at it, or it waits to be given to somebody."""
    return State.UNDER_WAY if request.handler_id else State.NEW


def _next_number(year: int) -> str:
    """FW-2026-0012."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(
            "SELECT max(substr(number, 9)::int) FROM services_servicerequest WHERE number LIKE %s", [f"FW-{year}-%"]
        )
        last = cursor.fetchone()[0]
    return f"FW-{year}-{(last or 0) + 1:04d}"


@transaction.atomic
def take(
    request: ServiceRequest, act: str, *, by, on: dt.date | None = None, note: str = "", handler: Unit | None = None,
    due_on: dt.date | None = None, rating: int | None = None,
) -> Step:  # fmt: skip
    """One act. handler with ASSIGN, due_on with EXTEND, rating with CLOSE and RATE. Raises Refused."""
    request = saving.locked(request)
    on = on or timezone.localdate()
    _check(request, act, by, on, note)
    if act == Act.ASSIGN:
        request.handler = handler or request.handler
        if request.handler is None:
            raise Refused("请选择承办单位。")
        note = "，".join(filter(None, (f"由{request.handler}承办", note)))
    if act == Act.EXTEND:
        if due_on is None or due_on <= request.due_on:
            raise Refused(f"新的时限应晚于原时限（{request.due_on:%Y.%m.%d}）。")
        note, request.due_on = f"时限由{request.due_on:%Y.%m.%d}延至{due_on:%Y.%m.%d}，{note}", due_on
    if act == Act.ANSWER:
        request.answer, request.answered_on = note, on
    if act == Act.CLOSE:
        request.closed_on, request.rating, request.rating_words = on, rating, note[:200]
    if act == Act.RATE:
        request.rating, request.rating_words = rating, note[:200]
    if act == Act.REOPEN:
        request.answer, request.answered_on = "", None  # the step keeps what was answered
        request.closed_on, request.rating, request.rating_words = None, None, ""
        request.reopened += 1
        request.due_on = max(request.due_on, promised(request.kind, on))
    request.state = _open_state(request) if act == Act.REOPEN else LEADS_TO.get(act, request.state)
    request.save()
    return Step.objects.create(request=request, act=act, on=on, note=note[:500], by_name=getattr(by, "full_name", ""))


def _check(request: ServiceRequest, act: str, by, on: dt.date, note: str) -> None:
    if act not in lawful_acts(request):
        raise Refused(f"这件事现在是“{request.get_state_display()}”，不能登记“{Act(act).label}”。")
    if act in DESK_ONLY and by is not None and not by.may("services.desk"):
        raise Refused(f"“{Act(act).label}”由人才窗口登记。")
    if act in NEEDS_NOTE and not note:
        raise Refused("请写明情况。")
    if on > timezone.localdate() or on < request.received_on:
        raise Refused("日期不能晚于今天，也不能早于受理日期。")
