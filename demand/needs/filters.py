"""Conditions of the needs' list; figures drill down to them. 未登记 and 不限 are values of their own."""

from collections.abc import Callable

import django_filters
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from demand.enterprises.models import Enterprise
from demand.needs.models import Need, Round
from talentbase.codes.book import chain_names
from talentbase.codes.models import ChainNode
from talentbase.imports.models import Row
from talentbase.web.facets import UNKNOWN, Facet, ManyFilter
from talentbase.web.filters import ListFilter
from talentbase.web.requests import month_range, whole_number

DEGREES = {"5": "博士", "4": "硕士", "3": "本科", "2": "大专", "1": "中专（高中）", "0": "不限"}
URGENCY = {"1": "急需", "0": "一般"}
OUTSIDE = "0"  # stands for 轮次外 in addresses and facets
IMPORTED = ("demand", "tech_demand")


def _is_urgent(text: str) -> bool:
    if text not in URGENCY:
        raise ValueError(text)
    return text == "1"


def current_round() -> str:
    """The id that `round=current` stands for; a word no round has where there is none."""
    round_ = Round.objects.current()
    return str(round_.pk) if round_ else "current"


def words_of(labels: dict[str, str]) -> Callable[[str], str]:
    """A value without words of its own stands for itself."""
    return lambda value: labels.get(value, value)


class AliasFilter(ManyFilter):
    """A ManyFilter that also knows other words for a value: {"none": "-"}, {"current": function}."""

    def __init__(self, *args, aliases: dict[str, str | Callable[[], str]], **kwargs):
        self.aliases = aliases
        super().__init__(*args, **kwargs)

    def plain(self, value: str) -> str:
        meant = self.aliases.get(value, value)
        return meant() if callable(meant) else meant

    def _condition(self, values):
        return super()._condition([self.plain(value) for value in values])


class KindOfEmployer(ManyFilter):
    def _unknown(self) -> Q:
        return Q(enterprise__kind="")


class NeedFilter(ListFilter):
    round = AliasFilter("round_id", convert=int, aliases={"current": current_round, OUTSIDE: UNKNOWN}, label="征集轮次")
    state = ManyFilter("state", label="状态")
    kind = ManyFilter("kind", label="需求类别")
    urgent = ManyFilter("is_urgent", convert=_is_urgent, label="急需")
    chain = AliasFilter("chain_id", convert=int, aliases={"none": UNKNOWN}, label="产业链")
    node = django_filters.ModelChoiceFilter(queryset=ChainNode.objects.all(), label="产业链环节")
    degree = AliasFilter("degree_min", convert=int, aliases={"0": UNKNOWN}, label="学历要求")
    employer = KindOfEmployer("enterprise__kind", label="单位类别")
    enterprise = django_filters.NumberFilter("enterprise_id", label="用人单位")
    month = django_filters.CharFilter(method="received_in", label="征集月份")
    received = django_filters.CharFilter(method="received_in", label="征集月份")
    settled = django_filters.CharFilter(method="only_settled", label="已对接")
    batch = django_filters.NumberFilter(method="of_batch", label="导入批次")

    class Meta:
        model = Need
        fields: list[str] = []

    @cached_property
    def facets(self):
        """Names of rounds and chains are read once for a page."""
        rounds = {str(each.pk): str(each) for each in Round.objects.all()} | {OUTSIDE: "轮次外"}
        chains = chain_names() | {"none": "产业链未登记"}
        states, kinds, employers = (dict(model.choices) for model in (Need.State, Need.Kind, Enterprise.Kind))
        urgency = Case(When(is_urgent=True, then=Value("1")), default=Value("0"))
        degree = Coalesce("degree_min", Value(0))
        return (
            Facet(
                "round",
                "征集轮次",
                Coalesce("round_id", Value(0)),
                self._round_name(rounds),
                order=tuple(rounds),
                is_open=True,
            ),
            Facet("state", "状态", "state", words_of(states), order=tuple(states), is_open=True),
            Facet("urgent", "急需", urgency, words_of(URGENCY), order=tuple(URGENCY), is_open=True),
            Facet("kind", "需求类别", "kind", words_of(kinds), order=tuple(kinds), is_open=True),
            Facet("chain", "产业链", "chain_id", words_of(chains), is_open=True),
            Facet("degree", "学历要求", degree, words_of(DEGREES), order=tuple(DEGREES)),
            Facet("employer", "单位类别", "enterprise__kind", words_of(employers), order=tuple(employers)),
        )

    def _round_name(self, rounds: dict[str, str]) -> Callable[[str], str]:
        return lambda value: rounds.get(self.round_value(value), "没有征集轮次")

    @staticmethod
    def round_value(value: str) -> str:
        return {"current": current_round(), UNKNOWN: OUTSIDE}.get(value, value)

    def chosen(self, name: str) -> list[str]:
        """Values of a facet as the facet counts them: current -> the id of the round, none -> 未登记."""
        values = [UNKNOWN if (name, value) == ("chain", "none") else value for value in self.data.getlist(name)]
        return [self.round_value(value) for value in values] if name == "round" else values

    def filter_queryset(self, queryset):
        """Needs entered by mistake are listed only where they are asked for."""
        found = super().filter_queryset(queryset)
        return found if Need.State.WITHDRAWN in self.data.getlist("state") else found.counted()

    def received_in(self, queryset, name, value):
        days = month_range(value)
        return queryset.received_in(*days) if days else queryset.none()

    def only_settled(self, queryset, name, value):
        return queryset.filter(state=Need.State.SETTLED)

    def of_batch(self, queryset, name, value):
        """Needs that an import added or changed."""
        rows = Row.objects.filter(batch=value, batch__kind__in=IMPORTED, target__isnull=False)
        return queryset.filter(pk__in=rows.values("target"))

    def describe(self, name, value):
        if name == "q":
            return f"关键词：{value}"
        if name == "settled":
            return "已对接"
        if name == "node":
            return str(ChainNode.objects.select_related("chain").filter(pk=whole_number(value)).first() or value)
        if name == "batch":
            return f"第{value}批导入"
        if name == "enterprise":
            found = Enterprise.objects.filter(pk=whole_number(value)).first()
            return str(found or value)
        if name in ("month", "received") and (days := month_range(value)):
            return f"{days[0].year}年{days[0].month}月征集"
        return super().describe(name, value)
