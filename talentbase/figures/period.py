"""The month a figure is read for. The present month goes up to today, a past one is seen as it stood at its end."""

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Q
from django.utils import timezone

Kept = TypeVar("Kept")


class BadMonth(ValueError):
    """No month, or one that has not begun; the message is a Chinese sentence. returncode: what a command exits with."""

    def __init__(self, message: str, returncode: int = 2):
        super().__init__(message)
        self.returncode = returncode


@dataclass(frozen=True)
class Period:
    """first, last: days of the month; today: the day of the reading, which decides whether the month is the present one."""

    first: dt.date
    last: dt.date
    today: dt.date
    _kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, day: dt.date | None = None, *, today: dt.date | None = None) -> "Period":
        """The month of `day`, by default the present one."""
        today = today or timezone.localdate()
        day = day or today
        if (day.year, day.month) > (today.year, today.month):
            raise BadMonth(f"{day.year}年{day.month}月还没有到，不能统计。", returncode=1)
        first = day.replace(day=1)
        return cls(first, day.replace(day=calendar.monthrange(day.year, day.month)[1]), today)

    @classmethod
    def parse(cls, text: str, *, today: dt.date | None = None) -> "Period":
        """“2026-11”; raises BadMonth."""
        try:
            day = dt.datetime.strptime(text.strip(), "%Y-%m").date()
        except ValueError:
            raise BadMonth(f"月份“{text[:20]}”无法识别，应写成2026-11。") from None
        if not 1900 <= day.year <= 2999:
            raise BadMonth(f"月份“{text[:20]}”不在1900年至2999年之间，应写成2026-11。")
        return cls.of(day, today=today)

    @property
    def is_present(self) -> bool:
        return self.first <= self.today <= self.last

    @property
    def as_of(self) -> dt.date:
        return min(self.last, self.today)

    @property
    def code(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def name(self) -> str:
        return f"{self.first.month}月"

    @property
    def year_first(self) -> dt.date:
        return self.first.replace(month=1)

    def before(self) -> "Period":
        """The month before, read on the same day."""
        return Period.of(self.first - dt.timedelta(days=1), today=self.today)

    def by(self, column: str) -> Q:
        """Rows dated up to the end of the month; no bound for the present one, so that a figure equals its open list."""
        return Q() if self.is_present else Q(**{f"{column}__lte": self.last})

    def within(self, column: str) -> Q:
        return Q(**{f"{column}__range": (self.first, self.last)})

    def within_year(self, column: str) -> Q:
        return Q(**{f"{column}__range": (self.year_first, self.last)})

    def keep(self, name: str, find: Callable[[], Kept]) -> Kept:
        """What several figures need is looked up once per reading."""
        if name not in self._kept:
            self._kept[name] = find()
        return self._kept[name]
