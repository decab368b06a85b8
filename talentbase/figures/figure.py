"""The registry: one number, one function, one way down to its rows.

    @figure(key="people.total", name="在外人才", unit="人", reading=Reading.NOW, definition="…", link=…)
    def total(user, period): return Person.objects.visible_to(user).away()

A room declares its figures in `figures.py`. The function answers with the rows; they are counted, or one column of them
is added up, together with those of all other figures in one statement. 期初 is added where it exists, and told apart.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import CharField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse

from talentbase.accounts.scope import reach_of
from talentbase.figures.models import Opening
from talentbase.figures.period import Period
from talentbase.figures.together import plain, totals
from talentbase.web.lists import ListColumn

Number = int | Decimal


class Reading(StrEnum):
    NOW = "时点"
    MONTH = "本月"
    YEAR = "今年以来"
    ROUND = "本轮"
    TOTAL = "累计"


@dataclass(frozen=True)
class Figure:
    """rows: (user, period) -> QuerySet; column: what is added up, "" counts the rows.

    link: (user, period) -> address of the register's own list of exactly these rows in the present month; without one,
    and for past months, the page of the figure lists them with `columns`. opening: 期初 may be part of it.
    has_past: whether the rows of a past month can still be told; a figure without answers None for it.
    """

    key: str
    name: str
    unit: str
    reading: Reading
    definition: str
    rows: Callable[..., QuerySet]
    column: str = ""
    columns: tuple[ListColumn, ...] = ()
    link: Callable[..., str] | None = None
    opening: bool = False
    has_past: bool = True
    right: str = "figures.view"

    def value(self, user, period: Period | None = None) -> Number | None:
        return read([self], user, period or Period.of())[self.key].value

    def url(self, user, period: Period | None = None) -> str:
        """Where the rows are listed; "" where the user may not look at them."""
        period = period or Period.of()
        if not user.may(self.right):
            return ""
        if self.link and period.is_present:
            return self.link(user, period)
        if not user.may("figures.view"):
            return ""
        address = reverse("figures:rows", args=[self.key])
        return address if period.is_present else f"{address}?month={period.code}"


@dataclass(frozen=True)
class Measured:
    """One figure as read. value: with the opening, None where it cannot be told."""

    figure: Figure
    value: Number | None
    opening: Opening | None
    url: str

    @property
    def opening_value(self) -> Number:
        return plain(self.opening.value) if self.opening else 0


_figures: dict[str, Figure] = {}


def figure(**facts):
    """Declare the decorated function as a figure; it stays callable as it is."""

    def keep(function):
        declared = Figure(rows=function, **facts)
        _figures[declared.key] = declared
        return function

    return keep


_sources: list[Callable[[], list[Figure]]] = []


def add_source(source: Callable[[], list[Figure]]) -> None:
    """For figures that users make themselves: asked each time."""
    if source not in _sources:
        _sources.append(source)


def all_figures() -> list[Figure]:
    """Those of the registers first, then what other bureaus report, then what users made themselves."""
    declared = sorted(_figures.values(), key=lambda each: each.column != "")
    return [*declared, *(each for source in _sources for each in source())]


def find(key: str) -> Figure | None:
    made = (each for source in _sources for each in source() if each.key == key)
    return _figures.get(key) or next(made, None)


def figures_of(user) -> list[Figure]:
    """Those whose rows the user may see."""
    return [each for each in all_figures() if user.may(each.right)]


def read(wanted: Iterable[Figure], user, period: Period) -> dict[str, Measured]:
    """{key: measured}: one statement for the numbers, one for the openings, whatever the rows themselves look up."""
    figures = list(wanted)
    known = [each for each in figures if period.is_present or each.has_past]
    numbers = totals([(each.rows(user, period), each.column) for each in known])
    values = {each.key: number for each, number in zip(known, numbers, strict=True)}
    openings = openings_for(user, period) if any(each.opening for each in figures) else {}
    return {each.key: _measured(each, values.get(each.key), openings, user, period) for each in figures}


def read_keys(keys: Iterable[str], user, period: Period) -> dict[str, Measured]:
    """Keys that no room declares are left out."""
    return read([_figures[key] for key in dict.fromkeys(keys) if key in _figures], user, period)


def _measured(each: Figure, value: Number | None, openings: dict[str, Opening], user, period: Period) -> Measured:
    opening = openings.get(each.key) if each.opening else None
    total = None if value is None else plain(value + opening.value) if opening else value
    return Measured(each, total, opening, each.url(user, period))


def since_opening(rows: QuerySet, key: str, column: str) -> QuerySet:
    """Rows that the figure's 期初 does not contain already. column: a day, or a partial date as text; undated rows count."""
    covered = Opening.objects.alias(until=Cast("as_of", CharField()), day=Cast(OuterRef(column), CharField())).filter(
        figure=key, day__gt="", until__gte=F("day")
    )
    return rows.filter(~Exists(covered))


def openings_for(user, period: Period) -> dict[str, Opening]:
    """期初 belongs to the county as a whole; an opening that is dated later than the month is no part of it."""
    if reach_of(user).scope != "county":
        return {}
    found = Opening.objects.filter(period.by("as_of")).exclude(value=0)
    return {opening.figure: opening for opening in found}
