"""报送进度: which townships have sent their half-yearly update."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q

from people.registry.models import PersonClaim
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import reach_of
from talentbase.figures.period import Period
from talentbase.imports.models import Batch, Row


@dataclass(frozen=True)
class Township:
    """A township sends its whole list: it has sent when an import of this half-year was applied, or at least half of its
    people were reported in it; some people alone are a part. faults: rows of its files that are held back.
    """

    unit: Unit
    last: dt.date | None
    has_sent: bool
    renewed: int
    faults: int

    @property
    def words(self) -> str:
        if self.has_sent:
            return "有错" if self.faults else "已报"
        return "部分" if self.renewed else "未报"

    @property
    def tone(self) -> str:
        """Class of its tile."""
        return {"已报": "", "未报": "missing"}.get(self.words, "error")


def half_year(day: dt.date) -> tuple[dt.date, dt.date, str]:
    """First day, last day and name of the half-year: 2026年下半年."""
    if day.month <= 6:
        return dt.date(day.year, 1, 1), dt.date(day.year, 6, 30), f"{day.year}年上半年"
    return dt.date(day.year, 7, 1), dt.date(day.year, 12, 31), f"{day.year}年下半年"


def progress(user, period: Period) -> list[Township]:
    """The user's townships in their order."""
    reach = reach_of(user)
    units = Unit.objects.active().townships()
    if reach.scope != "county":
        units = units.filter(pk__in=reach.units)
    begin, _, _ = half_year(period.as_of)
    claims = _claims(units, begin, period.as_of)
    sent, faults = _imports(units, begin, period.as_of)
    return [_township(unit, claims.get(unit.pk, (None, 0, 0)), unit.pk in sent, faults.get(unit.pk, 0)) for unit in units]


def _township(unit: Unit, claims: tuple, imported: bool, faults: int) -> Township:
    last, renewed, every = claims
    return Township(unit, last, imported or (every > 0 and renewed * 2 >= every), renewed, faults)


def _claims(units, begin: dt.date, end: dt.date) -> dict[int, tuple]:
    """{unit: (last report, people reported in these days, all its people)}."""
    renewed = Count("pk", filter=Q(last_reported__range=(begin, end)))
    rows = PersonClaim.objects.filter(unit__in=units, first_reported__lte=end).values_list("unit")
    found = rows.annotate(last=Max("last_reported"), renewed=renewed, every=Count("pk")).order_by()
    return {unit: tuple(rest) for unit, *rest in found}


def _imports(units, begin: dt.date, end: dt.date) -> tuple[set[int], dict[int, int]]:
    """Units with an applied import in these days, and how many rows of their files are held back."""
    batches = Batch.objects.filter(unit__in=units, reported_on__range=(begin, end))
    held = Row.objects.filter(batch=OuterRef("pk"), state=Row.State.HELD)
    open_batches = batches.exclude(state__in=[Batch.State.UNDONE, Batch.State.DROPPED]).filter(Exists(held))
    faults = Row.objects.filter(batch__in=open_batches, state=Row.State.HELD).values_list("batch__unit").annotate(Count("pk"))
    return set(batches.applied().values_list("unit", flat=True)), dict(faults.order_by())
