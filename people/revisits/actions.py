"""Whose turn it is. Each verb is one transaction."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from people.registry.models import Person
from people.revisits.models import Line, Round
from talentbase.accounts.models import Unit

MONTHS = 12  # within which everybody has had his turn
RECENT = dt.timedelta(days=31)
MOST = 500


class Refused(Exception):
    """Says what is wrong and what to do."""


def people_of(unit: Unit):
    """Those of 在外人才 whom the unit reports and somebody may call."""
    return Person.objects.away().reachable().filter(unit_ids__contains=[unit.pk])


def share_of(unit: Unit) -> int:
    """How many a month, so that all have their turn within a year."""
    return -(-people_of(unit).count() // MONTHS)


def turn_of(unit: Unit, number: int, today: dt.date) -> list[Person]:
    """Who was never on a list first, then whose turn was longest ago; among those the longest unconfirmed.

    Who was confirmed within the last month waits for the next turn.
    """
    last_turn = Max("revisits__round__month", filter=Q(revisits__round__unit=unit))
    waiting = people_of(unit).exclude(last_confirmed__gt=today - RECENT).annotate(last_turn=last_turn)
    order = (F("last_turn").asc(nulls_first=True), F("last_confirmed").asc(nulls_first=True), "pinyin", "pk")
    return list(waiting.order_by(*order)[:number])


@transaction.atomic
def draw_up(unit: Unit, *, by, number: int | None = None, today: dt.date | None = None) -> Round:
    """This month's list of the unit. number: None = its share. Raises Refused where there is one, or nobody to be called."""
    today = today or timezone.localdate()
    month = f"{today:%Y-%m}"
    people = turn_of(unit, min(number or share_of(unit), MOST), today)
    if not people:
        raise Refused(f"{unit.name}没有需要回访的人：没有报送的人才，或最近一个月都已核实。")
    try:
        with transaction.atomic():
            made = Round.objects.create(unit=unit, month=month, made_on=today, made_by=by)
    except IntegrityError:
        raise Refused(f"{unit.name}本月的回访名单已经生成。") from None
    Line.objects.bulk_create(Line(round=made, person=person, place=place) for place, person in enumerate(people, 1))
    return made


@transaction.atomic
def draw_up_for_all(units: Iterable[Unit], *, by) -> tuple[int, int]:
    """(lists made, people on them); units that have theirs, or nobody to be called, are passed over."""
    made = []
    for unit in units:
        try:
            made.append(draw_up(unit, by=by))
        except Refused:
            continue
    return len(made), Line.objects.filter(round__in=made).count()


@transaction.atomic
def drop(round: Round, *, by) -> None:
    """Drawn up by mistake. Raises Refused once somebody on it was called."""
    if Round.objects.with_numbers().get(pk=round.pk).done:
        raise Refused("名单上已有人核实，不能删除。")
    round.delete()
