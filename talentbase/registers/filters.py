"""Conditions that registers share: the unit a record belongs to, the year and the month it happened in."""

import django_filters
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast, Left
from django.utils.functional import cached_property

from talentbase.accounts.models import Unit
from talentbase.imports.models import Batch, Row
from talentbase.web.facets import UNKNOWN, Facet, ManyFilter
from talentbase.web.filters import ListFilter
from talentbase.web.requests import month_range

MOST_BATCHES = 1_000_000_000


def _year(field: str):
    """Of a day or of a partial date: both begin with it."""
    return Left(Cast(field, CharField()), 4)


def year_facet(field: str, label: str) -> Facet:
    return Facet("year", label, _year(field), lambda value: f"{value}年")


class YearsFilter(ManyFilter):
    """field_name: a day or a partial date; values: years of four digits, or - for those without."""

    def filter(self, queryset, value):
        wanted = [text for text in self.parent.data.getlist(self.name) if text and "\0" not in text]
        if not wanted:
            return queryset
        unknown = Q(year_of="") | Q(year_of=None) if UNKNOWN in wanted else Q()
        return queryset.alias(year_of=_year(self.field_name)).filter(Q(year_of__in=wanted) | unknown)


def half_months(code: str) -> tuple[str, str] | None:
    """2026H2 -> ("2026-07", "2026-12"); None for anything else."""
    year, _, half = code.partition("H")
    if len(year) != 4 or not (year.isascii() and year.isdigit()) or half not in ("1", "2"):
        return None
    return (f"{year}-01", f"{year}-06") if half == "1" else (f"{year}-07", f"{year}-12")


def within_half(queryset, field: str, code: str):
    """Rows whose day, or partial date known to the month, lies in a half-year; an unknown half-year has none."""
    months = half_months(code)
    if months is None:
        return queryset.none()
    return queryset.alias(month_of=Left(Cast(field, CharField()), 7)).filter(month_of__range=months)


class SheetFilter(ListFilter):
    """A register whose records may come from sheets."""

    import_kind = ""  # of its sheets
    batch = django_filters.NumberFilter(method="of_batch", label="导入批次")

    def targets_of(self, number: int) -> QuerySet:
        """Numbers of the records that an import added, changed or met."""
        batch = Batch.objects.filter(pk=int(number)).first() if number < MOST_BATCHES else None
        blocks = batch.layout.get("blocks", []) if batch else []
        mine = [number for number, block in enumerate(blocks) if block["kind"] == self.import_kind]
        return Row.objects.filter(batch=batch, block__in=mine, target__isnull=False).values("target")

    def of_batch(self, queryset, name, value):
        return queryset.filter(pk__in=self.targets_of(value))

    def describe(self, name, value):
        return f"第{value}批导入" if name == "batch" else super().describe(name, value)


class OwnedFilter(SheetFilter):
    """Its records belong to a unit."""

    happened = ""  # field of the day on which a record counts
    half = django_filters.CharFilter(method="only_half", label="半年")
    unit = ManyFilter("unit_id", convert=int, label="责任单位")

    @cached_property
    def _units(self) -> dict[str, str]:
        return {str(pk): name for pk, name in Unit.objects.values_list("pk", "name")}

    def unit_name(self, value: str) -> str:
        return self._units.get(value, value)

    def unit_facet(self, label: str = "责任单位") -> Facet:
        return Facet("unit", label, "unit_id", self.unit_name)

    def only_half(self, queryset, name, value):
        return within_half(queryset, self.happened, value) if self.happened else queryset

    def describe(self, name, value):
        if name == "half" and half_months(value):
            return f"{value[:4]}年{'上' if value[-1] == '1' else '下'}半年"
        return super().describe(name, value)

    @staticmethod
    def in_month(queryset, field: str, value: str):
        """value: 2026-11; anything else meets nothing."""
        days = month_range(value)
        return queryset.filter(**{f"{field}__range": days}) if days else queryset.none()
