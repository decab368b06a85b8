"""What a station's rows come to in a half-year: every number with the address of the rows behind it; four statements for all."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from demand.cooperation.models import Project, Return
from talentbase.registers.filters import within_half
from talentbase.text.workdays import after_workdays
from workstations.assessment.models import Measure
from workstations.leads.models import Lead
from workstations.leads.rules import RESPOND_WITHIN
from workstations.stations.models import LogEntry, Station
from workstations.tips.models import Tip


@dataclass(frozen=True)
class Half:
    year: int
    half: int

    @classmethod
    def of(cls, day: dt.date) -> "Half":
        return cls(day.year, 1 if day.month < 7 else 2)

    @classmethod
    def read(cls, code: str) -> "Half | None":
        """2026H2; None for anything else."""
        year, _, half = code.partition("H")
        is_right = len(year) == 4 and year.isascii() and year.isdigit() and half in ("1", "2") and 2000 <= int(year) <= 2100
        return cls(int(year), int(half)) if is_right else None

    @property
    def code(self) -> str:
        return f"{self.year}H{self.half}"

    @property
    def words(self) -> str:
        return f"{self.year}年{'上' if self.half == 1 else '下'}半年"

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """First and last day."""
        return (
            (dt.date(self.year, 1, 1), dt.date(self.year, 6, 30))
            if self.half == 1
            else (dt.date(self.year, 7, 1), dt.date(self.year, 12, 31))
        )

    def before(self) -> "Half":
        return Half(self.year, 1) if self.half == 2 else Half(self.year - 1, 2)

    def after(self) -> "Half":
        return Half(self.year, 2) if self.half == 1 else Half(self.year + 1, 1)


Numbers = dict[str, int]  # by measure


def count(stations: Iterable[Station], half: Half) -> dict[int, Numbers]:
    """{station: {measure: number}}; the share of leads that were responded to in time is whole percent, 0 without leads."""
    units = {station.unit_id: station.pk for station in stations}
    found: dict[int, Numbers] = {pk: dict.fromkeys(Measure.values, 0) for pk in units.values()}
    for unit, numbers in _of_leads(units, half).items():
        found[units[unit]] |= numbers
    tips = within_half(Tip.objects.filter(unit__in=units), "received_on", half.code).order_by().values_list("unit")
    for unit, all_, entered in tips.annotate(all=Count("pk"), entered=Count("pk", filter=Q(state=Tip.State.ENTERED))):
        found[units[unit]] |= {Measure.TIPS: all_, Measure.ENTERED: entered}
    projects = within_half(Project.objects.standing().filter(station__in=units), "signed", half.code)
    returns = within_half(Return.objects.filter(station__in=units), "returned_on", half.code)
    for measure, rows in ((Measure.PROJECTS, projects), (Measure.RETURNS, returns)):
        for unit, number in rows.order_by().values_list("station").annotate(number=Count("pk")):
            found[units[unit]][measure] = number
    logs = LogEntry.objects.filter(station__in=found, on__range=half.days).order_by().values_list("station")
    for station, number in logs.annotate(number=Count("pk")):
        found[station][Measure.LOG] = number
    return found


def _of_leads(units: Iterable[int], half: Half) -> dict[int, Numbers]:
    """A response is in time on the working day after the report; a lead whose day has not come yet does not count against it."""
    leads = within_half(Lead.objects.counted().filter(unit__in=list(units)), "reported", half.code)
    found: dict[int, Numbers] = {}
    judged: dict[int, list[bool]] = {}
    today = timezone.localdate()
    for unit, stage, entered, responded in leads.values_list("unit", "stage", "entered_on", "responded_on"):
        numbers = found.setdefault(unit, {Measure.LEADS: 0, Measure.WON: 0, Measure.ON_TIME: 0})
        numbers[Measure.LEADS] += 1
        numbers[Measure.WON] += stage in (Lead.Stage.SIGNED, Lead.Stage.SETTLED)
        limit = after_workdays(entered, RESPOND_WITHIN)
        if responded or limit < today:
            judged.setdefault(unit, []).append(bool(responded) and responded <= limit)
    for unit, in_time in judged.items():
        found[unit][Measure.ON_TIME] = round(100 * sum(in_time) / len(in_time))
    return found


def address(station: Station, measure: str, half: Half) -> str:
    """The rows behind a number."""
    of_unit = {"unit": station.unit_id, "half": half.code}
    lists = {
        Measure.LEADS: ("leads:list", of_unit | {"counted": 1}),
        Measure.WON: ("leads:list", of_unit | {"counted": 1, "stage": ["signed", "settled"]}),
        Measure.ON_TIME: ("leads:list", of_unit | {"counted": 1}),
        Measure.TIPS: ("tips:list", of_unit),
        Measure.ENTERED: ("tips:list", of_unit | {"state": "entered"}),
        Measure.PROJECTS: ("cooperation:list", {"station": station.unit_id, "standing": 1, "half": half.code}),
        Measure.RETURNS: ("cooperation:returns", {"station": station.unit_id, "half": half.code}),
    }
    if measure == Measure.LOG:
        return f"{station.get_absolute_url()}?tab=log&half={half.code}"
    name, query = lists[Measure(measure)]
    return f"{reverse(name)}?{urlencode(query, doseq=True)}"
