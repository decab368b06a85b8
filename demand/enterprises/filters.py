"""Conditions of the employers' list."""

import django_filters
from django.utils.functional import cached_property

from demand.enterprises.models import Enterprise
from talentbase.accounts.models import Unit
from talentbase.codes.book import chain_names, name_of
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.filters import ListFilter


class EnterpriseFilter(ListFilter):
    kind = ManyFilter("kind", label="单位类别")
    chain = ManyFilter("chain_id", convert=int, label="产业链")
    town = ManyFilter("town_id", label="所在乡镇")
    unit = ManyFilter("unit_id", convert=int, label="责任单位")
    closed = django_filters.CharFilter(method="only_closed", label="已停用")

    class Meta:
        model = Enterprise
        fields: list[str] = []

    @cached_property
    def facets(self):
        """Names of chains and units are read once for a page."""
        chains = chain_names()
        units = {str(pk): name for pk, name in Unit.objects.values_list("pk", "name")}
        kinds = dict(Enterprise.Kind.choices)
        return (
            Facet("kind", "单位类别", "kind", lambda v: kinds.get(v, v), order=tuple(kinds), is_open=True),
            Facet("chain", "产业链", "chain_id", lambda v: chains.get(v, v), is_open=True),
            Facet("town", "所在乡镇", "town_id", name_of),
            Facet("unit", "责任单位", "unit_id", lambda v: units.get(v, v), is_open=True),
        )

    def filter_queryset(self, queryset):
        """Closed employers are listed only where they are asked for."""
        found = super().filter_queryset(queryset)
        return found if self.data.get("closed") else found.present()

    def only_closed(self, queryset, name, value):
        return queryset.exclude(closed_on=None)

    def describe(self, name, value):
        words = {"q": f"关键词：{value}", "closed": "已停用"}
        return words.get(name) or super().describe(name, value)
