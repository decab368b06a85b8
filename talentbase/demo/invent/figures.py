"""期初数 and 填报数, so that every number of the month's sentence stands on rows with evidence."""

import datetime as dt
import random
from dataclasses import dataclass

from talentbase.demo.invent.draft import Values
from talentbase.demo.invent.shares import day_between, stream

CENTRE = "县专家人才服务中心"


@dataclass(frozen=True, slots=True)
class Series:
    """Events of one figure at one place: how many in all, this year and this month; each is one row."""

    figure: str
    place: str
    unit: str
    by: str
    evidence: str  # {month} = 2026年11月
    total: int
    this_year: int
    this_month: int
    value: str = "1"


COUNTY_SERIES = (Series("bureaus.patents", "", CENTRE, "陈雨桐", "授权专利月报（{month}）", 48, 21, 2),)
HIGH_TECH = (18, 18, 19, 19, 21, 22)  # firms at the end of each month, the present one last
PAYMENT_DAY = 12
YEAR_BEGINS = 200  # days: an opening at the end of last year leaves room for a year of rows


def last_opening(today: dt.date) -> dt.date:
    """31 December before most of the rows of the running year."""
    return dt.date((today - dt.timedelta(days=YEAR_BEGINS)).year - 1, 12, 31)


def invent_openings(today: dt.date) -> list[Values]:
    as_of = last_opening(today)
    rows = (
        ("returns.people", 71, f"{as_of.year}年底返乡人才花名册"),
        ("services.done", 142, f"{as_of.year}年底服务事项办结台账"),
        ("benefits.paid_wan", 120, "历年补贴发放台账"),
    )
    return [{"figure": f, "value": value, "as_of": as_of, "evidence": e, "made_by": "陈雨桐"} for f, value, e in rows]


def invent_reported(seed: int, today: dt.date) -> list[Values]:
    """Rows in the order of their days; `unit` is a unit's name."""
    rng = stream(seed, "figures")
    rows: list[Values] = []
    for series in COUNTY_SERIES:
        rows += _events(rng, today, series)
    rows += [*_high_tech(today)]
    return sorted(rows, key=lambda row: row["happened_on"])


def payment_days(today: dt.date, number: int) -> list[dt.date]:
    """So many days of payment since the last opening, the oldest first."""
    first = last_opening(today) + dt.timedelta(days=1)
    months = max(1, (today.year - first.year) * 12 + today.month - first.month)
    places = [months_after(first, place * months // (number - 1)) for place in range(number)]
    return [min(today, month.replace(day=PAYMENT_DAY)) for month in places]


def _high_tech(today: dt.date) -> list[Values]:
    rows = []
    for place, count in enumerate(HIGH_TECH, 1 - len(HIGH_TECH)):
        day = min(today, months_after(today, place + 1) - dt.timedelta(days=1))
        rows.append(_row(figure="bureaus.high_tech", value=str(count), day=day, evidence=f"{_month(day)}高新技术企业名录"))
    return rows


def _events(rng: random.Random, today: dt.date, series: Series) -> list[Values]:
    month, year = today.replace(day=1), last_opening(today) + dt.timedelta(days=1)
    before = month - dt.timedelta(days=1)
    days = [day_between(rng, month, today) for _ in range(series.this_month)]
    days += [day_between(rng, year, max(year, before)) for _ in range(series.this_year - series.this_month)]
    earlier = series.total - series.this_year
    days += [day_between(rng, dt.date(year.year - 2, 3, 1), year - dt.timedelta(days=1)) for _ in range(earlier)]
    return [
        _row(
            figure=series.figure, value=series.value, day=day, place=series.place, unit=series.unit, by=series.by,
            evidence=series.place + ("工作站" if series.place else "") + series.evidence.format(month=_month(day)),
            reported=min(today, _reporting_day(day)),
        )
        for day in days
    ]  # fmt: skip


def _row(*, figure, value, day, evidence, place="", unit=CENTRE, by="陈雨桐", reported=None) -> Values:
    return {
        "figure": figure, "value": value, "happened_on": day, "reported_on": reported or day, "unit": unit, "place": place,
        "evidence": evidence, "reported_by": by,
    }  # fmt: skip


def _reporting_day(day: dt.date) -> dt.date:
    """Units report a month until the third of the next."""
    return months_after(day, 1).replace(day=3)


def months_after(day: dt.date, months: int) -> dt.date:
    """The first day of the month that many months later."""
    count = day.year * 12 + day.month - 1 + months
    return dt.date(count // 12, count % 12 + 1, 1)


def _month(day: dt.date) -> str:
    return f"{day.year}年{day.month}月"
