"""Which units tell a number every month, and which of this month's are missing."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef

from talentbase.figures.models import Duty, Reported
from talentbase.figures.reported import KINDS


@dataclass(frozen=True)
class Row:
    duty: Duty
    name: str
    is_told: bool
    is_late: bool
    last: dt.date | None


def _of_month(today: dt.date):
    """Reports of the duty's figure and unit that happened in this month."""
    same = Reported.objects.filter(figure=OuterRef("figure"), unit=OuterRef("unit"))
    return same.filter(happened_on__gte=today.replace(day=1), happened_on__lte=today)


def missing(today: dt.date):
    """Duties whose day of this month has come without a number."""
    return Duty.objects.filter(~Exists(_of_month(today)), due_day__lte=today.day, figure__in=KINDS).select_related("unit")


def of_month(today: dt.date) -> list[Row]:
    told = Duty.objects.filter(figure__in=KINDS).annotate(told=Exists(_of_month(today))).select_related("unit")
    latest = {
        (figure, unit): last
        for figure, unit, last in Reported.objects.order_by().values_list("figure", "unit").annotate(last=Max("happened_on"))
    }
    return [
        Row(
            each,
            KINDS[each.figure][0],
            each.told,
            not each.told and each.due_day < today.day,
            latest.get((each.figure, each.unit_id)),
        )  # fmt: skip
        for each in told
    ]


def reminders(rows: list[Row], today: dt.date) -> list[tuple[str, str]]:
    """(unit, words to paste into its chat group) for what this month lacks."""
    lacking: dict[str, list[Row]] = {}
    for row in rows:
        if not row.is_told:
            lacking.setdefault(row.duty.unit.name, []).append(row)
    found = []
    for unit, lines in lacking.items():
        names = "、".join(f"{row.name}（{KINDS[row.duty.figure][1]}）" for row in lines)
        day = min(row.duty.due_day for row in lines)
        found.append(
            (
                unit,
                f"{unit}：{today.month}月的{names}还没有收到，请于{today.month}月{day}日前报来，并附依据。没有变化的也请回复。",
            )
        )
    return found
