"""Facets: values with counts of the present query, all of them and the total from one statement."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape

import django_filters
from django.core.exceptions import EmptyResultSet, FieldDoesNotExist
from django.db import connection
from django.db.models import Q
from django.db.models.expressions import Combinable
from django.utils.safestring import SafeString

UNKNOWN = "-"  # stands for 未登记 in addresses
SHOWN = 6


@dataclass(frozen=True)
class Facet:
    """name: filter and address parameter; expression: what is counted; is_list: an array, each element counts.

    label_of: value -> words; order: fixed order of values, else by count. 未登记 always stands last.
    """

    name: str
    label: str
    expression: Combinable | str
    label_of: Callable[[str], str] = str
    is_list: bool = False
    order: tuple[str, ...] = ()
    is_open: bool = False


@dataclass
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool

    def html(self, name: str) -> SafeString:
        """The line of the value; written here because a page has fifty of them. name: address parameter of the facet."""
        checked = " checked" if self.is_chosen else ""
        return SafeString(
            f'<label><input type="checkbox" name="{name}" value="{escape(self.value)}"{checked}>'
            f'<em class="cut">{escape(self.label)}</em><span>{self.count:,}</span></label>'
        )


@dataclass
class Panel:
    facet: Facet
    choices: list[Choice] = field(default_factory=list)

    @property
    def first(self) -> SafeString:
        return self._lines(self.choices[:SHOWN])

    @property
    def rest(self) -> SafeString:
        return self._lines(self.choices[SHOWN:])

    @property
    def others(self) -> int:
        return max(len(self.choices) - SHOWN, 0)

    def _lines(self, choices: list[Choice]) -> SafeString:
        return SafeString("".join(choice.html(self.facet.name) for choice in choices))

    @property
    def is_open(self) -> bool:
        return self.facet.is_open or any(choice.is_chosen for choice in self.choices)


@dataclass
class Counted:
    """total: rows of the query; values: {facet: {value: count}}, where a row of an array counts for each element.

    lists: {facet of arrays: {whole array: count}}, where a row counts once.
    """

    total: int = 0
    values: dict[str, dict[str, int]] = field(default_factory=dict)
    lists: dict[str, dict[tuple[str, ...], int]] = field(default_factory=dict)


def count(queryset, facets: Iterable[Facet]) -> Counted:
    """Everything a list page counts, in one pass over the rows: a grouping set per facet and the empty one for the total."""
    facets = list(facets)
    counted = Counted(values={facet.name: {} for facet in facets}, lists={facet.name: {} for facet in facets if facet.is_list})
    if not facets:
        counted.total = queryset.order_by().count()
        return counted
    try:
        rows = queryset.order_by().values_list(*(facet.expression for facet in facets))
        statement, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return counted
    with connection.cursor() as cursor:
        cursor.execute(_grouped(facets, statement), parameters)
        for *values, number, left_out in cursor.fetchall():
            _take(counted, facets, values, number, left_out)
    return counted


def _grouped(facets: list[Facet], statement: str) -> str:
    """Numbers and column names only: nothing of the request goes into this text."""
    columns = [f"c{number}" for number in range(len(facets))]
    values = ", ".join(f"{column}::text{'[]' if facet.is_list else ''}" for column, facet in zip(columns, facets, strict=True))
    names, sets = ", ".join(columns), ", ".join(f"({column})" for column in columns)
    hits = f"({statement}) AS hits ({names})"
    return f"SELECT {values}, count(*), GROUPING({names}) FROM {hits} GROUP BY GROUPING SETS ({sets}, ())"


def _take(counted: Counted, facets: list[Facet], values: list, number: int, left_out: int) -> None:
    """left_out: the bit mask of GROUPING(), the first column highest; a bit is set where the column was not grouped by."""
    every = (1 << len(facets)) - 1
    if left_out == every:
        counted.total = number
        return
    place = len(facets) - (every ^ left_out).bit_length()
    facet = facets[place]
    of_facet = counted.values[facet.name]
    if facet.is_list:
        counted.lists[facet.name][tuple(values[place] or ())] = number
    for value in (values[place] or [UNKNOWN]) if facet.is_list else [values[place] or UNKNOWN]:
        of_facet[value] = of_facet.get(value, 0) + number


def panels(counted: Counted, facets: Iterable[Facet], chosen: dict[str, list[str]]) -> list[Panel]:
    """One panel per facet, in the order given."""
    return [Panel(facet, _choices(facet, dict(counted.values[facet.name]), chosen.get(facet.name, []))) for facet in facets]


def _choices(facet: Facet, counts: dict[str, int], chosen: list[str]) -> list[Choice]:
    for value in chosen:
        counts.setdefault(value, 0)
    position = {value: number for number, value in enumerate(facet.order)}

    def place(value: str):
        return value == UNKNOWN, position.get(value, len(position)), -counts[value], value

    return [
        Choice(value, "未登记" if value == UNKNOWN else facet.label_of(value), counts[value], value in chosen)
        for value in sorted(counts, key=place)
    ]


class ManyFilter(django_filters.Filter):
    """Repeated parameter: any of the values meets. is_list: the column is an array. Unknown values simply meet nothing."""

    def __init__(self, *args, is_list: bool = False, convert: Callable = str, **kwargs):
        self.is_list, self.convert = is_list, convert
        super().__init__(*args, **kwargs)

    def filter(self, queryset, value):
        values = [text for text in self.parent.data.getlist(self.name) if text and "\0" not in text]
        return queryset.filter(self._condition(values)) if values else queryset

    @property
    def name(self) -> str:
        return next(name for name, each in self.parent.filters.items() if each is self)

    def _condition(self, values: list[str]) -> Q:
        known = [value for text in values if text != UNKNOWN and (value := self._converted(text)) is not None]
        lookup = "overlap" if self.is_list else "in"
        condition = Q(**{f"{self.field_name}__{lookup}": known}) if known else Q(pk__in=[])
        return condition | self._unknown() if UNKNOWN in values else condition

    def _converted(self, text: str):
        try:
            return self.convert(text)
        except ValueError:
            return None

    def _unknown(self) -> Q:
        if self.is_list:
            return Q(**{self.field_name: []})
        empty = Q(**{f"{self.field_name}__isnull": True})
        return empty | Q(**{self.field_name: ""}) if self._is_text() else empty

    def _is_text(self) -> bool:
        """Whether an unknown value may be an empty text; the name may lead through relations."""
        model, field = self.parent._meta.model, None
        for name in self.field_name.split("__"):
            try:
                field = model._meta.get_field(name)
            except FieldDoesNotExist:  # worked out by the query
                return False
            model = field.related_model or model
        return field.get_internal_type() in ("CharField", "TextField")
