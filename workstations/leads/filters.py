"""Conditions of the list of leads."""

import datetime as dt

import django_filters
from django.db.models import F, Q
from django.utils import timezone

from talentbase.codes.book import chain_names
from talentbase.registers.filters import OwnedFilter, YearsFilter, year_facet
from talentbase.web.facets import Facet, ManyFilter
from workstations.leads.models import Lead

IDLE = 30  # days


class LeadFilter(OwnedFilter):
    happened = "reported"
    import_kind = "invest_lead"
    stage = ManyFilter("stage", label="阶段")
    chain = ManyFilter("chain_id", convert=int, label="产业链")
    duty = ManyFilter("duty_id", convert=int, label="责任单位")
    year = YearsFilter("reported", label="报送年份")
    month = django_filters.CharFilter(method="only_month", label="报送月份")
    overdue = django_filters.CharFilter(method="only_overdue", label="超期未跟进")
    idle = django_filters.CharFilter(method="only_idle", label="停滞")
    repeated = django_filters.CharFilter(method="only_repeated", label="疑似重复")
    counted = django_filters.CharFilter(method="only_counted", label="不含重复")

    class Meta:
        model = Lead
        fields: list[str] = []

    @property
    def facets(self):
        stages, chains = dict(Lead.Stage.choices), chain_names()
        return (
            Facet("stage", "阶段", "stage", lambda v: stages.get(v, v), order=tuple(stages), is_open=True),
            self.unit_facet("报送单位"),
            Facet("chain", "产业链", "chain_id", lambda v: chains.get(v, v)),
            Facet("duty", "责任单位", "duty_id", self.unit_name),
            year_facet("reported", "报送年份"),
        )

    def only_month(self, queryset, name, value):
        return queryset.filter(within_month(value)) if len(value) == 7 else queryset.none()

    def only_overdue(self, queryset, name, value):
        return queryset.overdue()

    def only_idle(self, queryset, name, value):
        limit = timezone.localdate() - dt.timedelta(days=IDLE)
        return queryset.open().filter(Q(last_step_on__lt=limit) | Q(last_step_on=None, entered_on__lt=limit))

    def only_repeated(self, queryset, name, value):
        return queryset.exclude(repeats=None)

    def only_counted(self, queryset, name, value):
        return queryset.counted()

    def describe(self, name, value):
        words = {"overdue": "超期未跟进", "idle": f"停滞{IDLE}天以上", "repeated": "疑似重复", "counted": "不含重复"}
        return words.get(name) or super().describe(name, value)


def within_month(month: str) -> Q:
    """Reports of a month, be their day known or not."""
    return Q(reported__startswith=month)


def by_pressure(queryset):
    """What is most overdue first."""
    return queryset.order_by(F("next_step_on").asc(nulls_last=True), "pk")
