"""统一待办: each room registers what waits for a user; the counts of all rooms come from one statement."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from talentbase.accounts.scope import reach_of
from talentbase.figures.together import Again, statement_of

EACH = 200  # lines shown of one source
KEPT = 500  # statements
UNASKED = ()


@dataclass(frozen=True)
class Due:
    """what: the act, begins with a verb; whom: whom or what it concerns, a link; more: a second line; when: its day.

    tone "red" once the day has passed, "amber" for today, "blue" for later; `mark` is the word on the tag.
    """

    what: str
    whom: str
    url: str
    when: dt.date
    more: str = ""

    @property
    def days_late(self) -> int:
        return (timezone.localdate() - self.when).days

    @property
    def tone(self) -> str:
        late = self.days_late
        return "red" if late > 0 else "amber" if late == 0 else "blue"

    @property
    def mark(self) -> str:
        late = self.days_late
        if late > 0:
            return "超期"
        if late == 0:
            return "今天"
        today = timezone.localdate()
        if self.when.year != today.year:
            return f"{self.when:%Y.%m.%d}"
        return f"{self.when.day}日" if self.when.month == today.month else f"{self.when.month}月{self.when.day}日"


@dataclass(frozen=True)
class Source:
    """rows: (user, today) -> QuerySet, the most pressing first; due: one of its rows -> Due; right: who has such work."""

    rows: Callable[..., QuerySet]
    due: Callable[..., Due]
    right: str


_sources: list[Source] = []
# every page shows the count, and building the statement costs more than running it; it depends on user, scope and day alone
_statements: dict[tuple, Again | None] = {}


def register(*sources: Source) -> None:
    _sources.extend(source for source in sources if source not in _sources)


def due_for(user, limit: int = EACH) -> list[Due]:
    """At most `limit` of each source, the longest overdue first. A source with nothing is not asked for its rows."""
    today = timezone.localdate()
    waits = [source for source, number in zip(_sources_of(user), _counts(user), strict=True) if number]
    found = [source.due(row) for source in waits for row in source.rows(user, today)[:limit]]
    return sorted(found, key=lambda due: due.when)


def sized(user) -> list[tuple[str, int]]:
    """(what is to be done, how many) of each source that has something."""
    today = timezone.localdate()
    sizes = zip(_sources_of(user), _counts(user), strict=True)
    return [(source.due(source.rows(user, today)[0]).what, number) for source, number in sizes if number]


def waiting(user) -> int:
    """How much waits for the user, in one statement."""
    return sum(_counts(user))


def _sources_of(user) -> list[Source]:
    return [source for source in _sources if user.may(source.right)]


def _counts(user) -> list[int]:
    """Of each source the user has."""
    asked = (user.pk, user.role, user.unit_id, reach_of(user), timezone.localdate())
    statement = _statements.get(asked, UNASKED)
    if statement is UNASKED:
        if len(_statements) >= KEPT:
            _statements.clear()
        statement = _statements[asked] = _statement(user, timezone.localdate())
    return statement.answers() if statement else []


def _statement(user, today: dt.date) -> Again | None:
    wanted = [(source.rows(user, today), "") for source in _sources_of(user)]
    return Again(*statement_of(wanted)) if wanted else None


def waiting_in_menu(user) -> int | None:
    """A count stands in the menu only for those who have to act: leaders read."""
    return waiting(user) if user.may("imports.use") else None
