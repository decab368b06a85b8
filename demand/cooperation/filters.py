"""Conditions of the lists of agreements and of returns."""

import datetime as dt

import django_filters
from django.utils import timezone

from demand.cooperation.models import Project, Return
from talentbase.accounts.models import Unit
from talentbase.codes.book import chain_names, name_of
from talentbase.registers.filters import OwnedFilter, YearsFilter, year_facet
from talentbase.web.facets import Facet, ManyFilter

ENDING = 60  # days ahead
AHEAD = dt.timedelta(days=ENDING)


class BroughtAboutFilter(OwnedFilter):
    station = ManyFilter("station_id", convert=int, label="促成工作站")
    by_station = django_filters.CharFilter(method="only_by_station", label="工作站促成")

    def only_by_station(self, queryset, name, value):
        return queryset.filter(station__kind=Unit.Kind.STATION)

    def describe(self, name, value):
        return {"by_station": "工作站促成"}.get(name) or super().describe(name, value)

    def station_facet(self) -> Facet:
        return Facet("station", "促成工作站", "station_id", self.unit_name)


class ProjectFilter(BroughtAboutFilter):
    happened = "signed"
    import_kind = "coop_project"
    kind = ManyFilter("kind", label="合作类型")
    state = ManyFilter("state", label="状态")
    year = YearsFilter("signed", label="签约年份")
    ending = django_filters.CharFilter(method="only_ending", label="即将到期")
    standing = django_filters.CharFilter(method="only_standing", label="已签约")

    class Meta:
        model = Project
        fields: list[str] = []

    @property
    def facets(self):
        kinds, states = dict(Project.Kind.choices), dict(Project.State.choices)
        return (
            Facet("kind", "合作类型", "kind", lambda v: kinds.get(v, v), order=tuple(kinds), is_open=True),
            Facet("state", "状态", "state", lambda v: states.get(v, v), order=tuple(states), is_open=True),
            year_facet("signed", "签约年份"),
            self.station_facet(),
            self.unit_facet(),
        )

    def only_ending(self, queryset, name, value):
        return queryset.ending_by(timezone.localdate() + AHEAD)

    def only_standing(self, queryset, name, value):
        return queryset.standing()

    def describe(self, name, value):
        words = {"ending": f"{ENDING}天内到期", "standing": "已签约（不含在谈、终止）"}
        return words.get(name) or super().describe(name, value)


class ReturnFilter(BroughtAboutFilter):
    import_kind = "return"
    happened = "returned_on"
    kind = ManyFilter("kind", label="返乡方式")
    stage = ManyFilter("stage", label="项目阶段")
    chain = ManyFilter("chain_id", convert=int, label="产业链")
    town = ManyFilter("town_id", label="落地乡镇")
    year = YearsFilter("returned_on", label="返乡年份")
    month = django_filters.CharFilter(method="only_month", label="返乡月份")
    people = django_filters.CharFilter(method="only_first", label="每人计一次")

    class Meta:
        model = Return
        fields: list[str] = []

    @property
    def facets(self):
        kinds, stages, chains = dict(Return.Kind.choices), dict(Return.Stage.choices), chain_names()
        return (
            Facet("kind", "返乡方式", "kind", lambda v: kinds.get(v, v), order=tuple(kinds), is_open=True),
            Facet("stage", "项目阶段", "stage", lambda v: stages.get(v, v), order=tuple(stages)),
            year_facet("returned_on", "返乡年份"),
            self.station_facet(),
            Facet("chain", "产业链", "chain_id", lambda v: chains.get(v, v)),
            Facet("town", "落地乡镇", "town_id", name_of),
            self.unit_facet(),
        )

    def only_month(self, queryset, name, value):
        return self.in_month(queryset, "returned_on", value)

    def only_first(self, queryset, name, value):
        return queryset.first_of_each()

    def describe(self, name, value):
        return "每人计一次" if name == "people" else super().describe(name, value)
