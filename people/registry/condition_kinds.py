"""The kinds of condition that 高级查询 asks with: words, choices, ranges. What they ask of is in `conditions`.

A condition is a parameter of the list's address; its values are alternatives. `-` asks for what is not registered (UNKNOWN of
the facets). Words: 、 or ， between alternatives, a blank between words that must all be there. Ranges: `40~55`, `40~`, `~55`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

import django_filters
from django.db.models import Q

from people.registry.models import Education
from talentbase.text.dates import BadDate
from talentbase.web.facets import UNKNOWN

LONGEST = 200
SPAN = "~"
NOTHING = Q(pk__in=[])


def any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, NOTHING)


def blank(field: str) -> Q:
    """Nothing in a text column; a column of a profile is empty as well where there is no profile."""
    profile = field.rpartition("__")[0]
    return Q(**{field: ""}) | (Q(**{f"{profile}__isnull": True}) if profile else NOTHING)


@dataclass(frozen=True, kw_only=True)
class Condition:
    """kind names the widget of the form. hint: what to type."""

    name: str
    label: str
    group: str
    hint: str = ""
    kind = ""

    def __deepcopy__(self, memo) -> "Condition":
        """django-filter copies the filters of a set for every page; a condition never changes."""
        return self

    def meets(self, values: list[str]) -> Q:
        """Any of the values."""
        return any_of(self.one(value) for value in values if "\0" not in value and len(value) <= LONGEST)

    def one(self, value: str) -> Q:
        raise NotImplementedError

    def words(self, value: str) -> str:
        """The condition in a chip."""
        return f"{self.label}未登记" if value == UNKNOWN else f"{self.label}：{value}"

    def fault(self, value: str) -> str:
        """What is wrong with a typed value, "" where nothing is."""
        return f"{self.label}太长，最多{LONGEST}个字。" if len(value) > LONGEST else ""


@dataclass(frozen=True, kw_only=True)
class Words(Condition):
    """fields: text columns; a word may stand in any of them. educations: columns of the study rows that count as well."""

    fields: tuple[str, ...]
    educations: tuple[str, ...] = ()
    kind = "words"
    hint: str = "多个词用顿号隔开"

    def one(self, value: str) -> Q:
        if value == UNKNOWN:
            return reduce(and_, map(blank, self.fields))
        return any_of(self._all_of(piece.split()) for piece in re.split(r"[、，,;；|]+", value) if piece.strip())

    def _all_of(self, words: list[str]) -> Q:
        return reduce(and_, (self._says(word) for word in words))

    def _says(self, word: str) -> Q:
        found = any_of(Q(**{f"{field}__icontains": word}) for field in self.fields)
        if not self.educations:
            return found
        studies = any_of(Q(**{f"{field}__icontains": word}) for field in self.educations)
        return found | Q(pk__in=Education.objects.filter(studies).values("person"))


@dataclass(frozen=True, kw_only=True)
class Choice(Condition):
    """options: () -> [(value, label)]; where: value -> Q; unknown: what 未登记 means, None where nothing can be unknown."""

    options: Callable[[], list[tuple[str, str]]]
    where: Callable[[str], Q]
    unknown: Q | None = None
    kind = "choice"

    def one(self, value: str) -> Q:
        if value == UNKNOWN and self.unknown is not None:
            return self.unknown
        return self.where(value) if value in dict(self.options()) else NOTHING

    def words(self, value: str) -> str:
        return super().words(value if value == UNKNOWN else dict(self.options()).get(value, value))

    def listed(self) -> list[tuple[str, str]]:
        return [*self.options(), *([(UNKNOWN, "未登记")] if self.unknown is not None else [])]


@dataclass(frozen=True, kw_only=True)
class Span(Condition):
    """read: one end as typed -> what `where(first, last)` takes; raises ValueError. unit stands behind the numbers.

    read_last: the other end, where 2026.06 means its last day.
    """

    read: Callable[[str], object]
    read_last: Callable[[str], object] | None = None
    where: Callable[[object | None, object | None], Q]
    unknown: Q | None = None
    unit: str = ""
    kind = "span"

    def one(self, value: str) -> Q:
        if value == UNKNOWN and self.unknown is not None:
            return self.unknown
        return NOTHING if self.fault(value) else self.where(*self._ends(value))

    def fault(self, value: str) -> str:
        try:
            first, last = self._ends(value)
        except (ValueError, BadDate):
            return f"{self.label}应为{self.hint}。"
        if first is None and last is None:
            return f"{self.label}没有填写。"
        return f"{self.label}的起止颠倒。" if first is not None and last is not None and first > last else ""

    def words(self, value: str) -> str:
        first, between, last = value.partition(SPAN)
        if value == UNKNOWN or not between:
            return super().words(value)
        ends = f"{first}–{last}" if first and last else f"{first}起" if first else f"至{last}"
        if self.unit:
            ends = (
                f"{first}–{last}{self.unit}" if first and last else f"{first or last}{self.unit}{'以上' if first else '以下'}"
            )
        return f"{self.label}{ends}"

    def _ends(self, value: str) -> list:
        first, between, last = value.strip().partition(SPAN)
        ends = zip((first, last if between else first), (self.read, self.read_last or self.read), strict=True)
        return [read(end.strip()) if end.strip() else None for end, read in ends]


class ConditionFilter(django_filters.Filter):
    """A condition as a filter of the list: every value of its parameter is an alternative."""

    def __init__(self, condition: Condition):
        super().__init__(label=condition.label)
        self.condition = condition

    def filter(self, queryset, value):
        values = [text.strip() for text in self.parent.data.getlist(self.condition.name) if text.strip()]
        return queryset.filter(self.condition.meets(values)) if values else queryset
