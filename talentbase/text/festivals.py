"""Days on which people are greeted: festivals of the lunar and the solar calendar, and birthdays counted by either."""

import datetime as dt
from dataclasses import dataclass

from lunar_python import Lunar, LunarYear

SOLAR = ((1, 1, "元旦"), (5, 1, "劳动节"), (9, 10, "教师节"), (10, 1, "国庆节"))
LUNAR = ((1, 1, "春节"), (1, 15, "元宵节"), (5, 5, "端午节"), (8, 15, "中秋节"), (9, 9, "重阳节"))


@dataclass(frozen=True, order=True)
class Festival:
    on: dt.date
    name: str


def from_lunar(year: int, month: int, day: int) -> dt.date:
    """The day of the lunar date; the 30th of a month with 29 days is its last. Leap months are not asked for."""
    days = LunarYear.fromYear(year).getMonth(month).getDayCount()
    solar = Lunar.fromYmd(year, month, min(day, days)).getSolar()
    return dt.date(solar.getYear(), solar.getMonth(), solar.getDay())


def festivals(first: dt.date, last: dt.date) -> list[Festival]:
    """Between these days, both included, in order. A lunar year reaches into the next solar one."""
    years = range(first.year - 1, last.year + 1)
    found = [Festival(dt.date(year, month, day), name) for year in years for month, day, name in SOLAR]
    found += [Festival(from_lunar(year, month, day), name) for year in years for month, day, name in LUNAR]
    return sorted(each for each in found if first <= each.on <= last)


def next_birthday(month: int, day: int, today: dt.date, *, is_lunar: bool = False) -> dt.date:
    """The next one, today included. 29 February is kept on the last day of February."""
    for year in (today.year - 1, today.year, today.year + 1):
        if is_lunar:
            found = from_lunar(year, month, day)
        else:
            found = dt.date(year, 2, 28) if (month, day) == (2, 29) and year % 4 else dt.date(year, month, day)
        if found >= today:
            return found
    raise AssertionError("a birthday comes every year")
