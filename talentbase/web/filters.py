"""What every list's FilterSet shares: the search box, the facets, the conditions in words."""

import django_filters

from talentbase.web.facets import UNKNOWN, Facet

MAXIMUM_TEXT = 64


class ListFilter(django_filters.FilterSet):
    """facets: tuple of Facet, whose names are filters of this set. The model's QuerySet answers `search(text)`."""

    facets: tuple[Facet, ...] = ()

    def __init__(self, data=None, *args, **kwargs):
        """Only what the address asks is made: a register has sixty conditions, a page mostly none, and each would be copied."""
        self.base_filters = {name: each for name, each in type(self).base_filters.items() if name in (data or ())}
        super().__init__(data, *args, **kwargs)

    q = django_filters.CharFilter(method="find", label="关键词", max_length=MAXIMUM_TEXT)

    def find(self, queryset, name, value):
        return queryset.search(value)

    @property
    def qs(self):
        """A value that makes no sense meets nothing rather than everything; the form shows why."""
        return super().qs if self.form.is_valid() else self.queryset.none()

    def conditions(self):
        """(parameter, value, words) of every condition in force, for chips that can be taken away."""
        facets = {facet.name: facet for facet in self.facets}
        for name in [name for name in self.filters if name in self.data]:
            for value in self.data.getlist(name):
                if value:
                    yield name, value, self._words(facets.get(name), name, value)

    def _words(self, facet: Facet | None, name: str, value: str) -> str:
        if facet is None:
            return self.describe(name, value)
        return f"{facet.label}未登记" if value == UNKNOWN else facet.label_of(value)

    def describe(self, name: str, value: str) -> str:
        """Words of a condition that is no facet."""
        return f"{self.filters[name].label}：{value}"
