"""Verbs on rounds: each half-year once, one at a time. A need outlives its round."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from demand.needs.models import Round


class Refused(Exception):
    """The act is not possible now; str() is a sentence for the clerk."""


def open_round_now() -> Round | None:
    """The round that gathers needs at present, None between rounds."""
    current = Round.objects.current()
    return current if current and not current.closed_on else None


@transaction.atomic
def open_round(*, year: int, half: int, due_on: date | None, by) -> Round:
    """Each half-year once, one at a time. Raises Refused."""
    if running := open_round_now():
        raise Refused(f"{running}还没有结束，请先结束再开启新一轮。")
    fresh = Round(year=year, half=half, opened_on=timezone.localdate(), due_on=due_on)
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError as problem:
        raise Refused(f"{fresh}这一轮已经建立，每半年一轮。") from problem
    return fresh


@transaction.atomic
def close_round(round: Round, *, by) -> Round:
    """No new needs in it; those it gathered live on."""
    round.closed_on = timezone.localdate()
    round.save(update_fields=["closed_on"])
    return round


@transaction.atomic
def reopen_round(round: Round, *, by) -> Round:
    if running := open_round_now():
        raise Refused(f"{running}还没有结束，不能同时进行两轮。")
    round.closed_on = None
    round.save(update_fields=["closed_on"])
    return round
