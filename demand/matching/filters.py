"""Conditions of the list of needs with their matches: stages reached, best grade, chain, urgency."""

import django_filters
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, OuterRef, Subquery, Value, When
from django.utils.functional import cached_property

from demand.matching.hits import shown
from demand.matching.models import Match
from demand.needs.models import Need
from talentbase.codes.book import chain_names
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.filters import ListFilter

URGENCY = {"1": "急需", "0": "一般"}
GRADES = {**{grade.value: grade.label for grade in Match.Grade if grade.value}, "none": "暂无把握"}
NO_GRADE = "none"


def with_matches(needs, user):
    """needs with `stages` (every stage that somebody stands at, 待征求意见 aside) and `grade` (the best, or none)."""
    of_need = shown(user).filter(need=OuterRef("pk"))
    stages = of_need.exclude(stage=Match.Stage.NEW).order_by().values("stage").distinct()
    best = of_need.filter(shelf=Match.Shelf.SURE, is_current=True).order_by("-score_low", "-score_high")
    grade = Subquery(best.values("grade")[:1], output_field=CharField())
    needs = needs.annotate(stages=ArraySubquery(stages), best_low=Subquery(best.values("score_low")[:1]), found=grade)
    return needs.annotate(grade=Case(When(found__isnull=True, then=Value(NO_GRADE)), default=F("found")))


class MatchFilter(ListFilter):
    """The queryset comes from `with_matches`."""

    stage = ManyFilter("stages", is_list=True, label="进展")
    grade = ManyFilter("grade", label="最高等级")
    urgent = django_filters.CharFilter(method="by_urgency", label="急需")
    chain = ManyFilter("chain_id", convert=int, label="产业链")
    state = ManyFilter("state", label="状态")

    class Meta:
        model = Need
        fields: list[str] = []

    @cached_property
    def facets(self):
        chains, stages = chain_names(), dict(Match.Stage.choices)
        urgency = Case(When(is_urgent=True, then=Value("1")), default=Value("0"))
        states = dict(Need.State.choices)
        return (
            Facet("state", "状态", "state", lambda v: states.get(v, v), order=tuple(states), is_open=True),
            Facet("stage", "进展", "stages", lambda v: stages.get(v, v), is_list=True, order=tuple(stages), is_open=True),
            Facet("grade", "最高等级", "grade", lambda v: GRADES.get(v, v), order=tuple(GRADES), is_open=True),
            Facet("urgent", "急需", urgency, lambda v: URGENCY.get(v, v), order=tuple(URGENCY), is_open=True),
            Facet("chain", "产业链", "chain_id", lambda v: chains.get(v, v), is_open=True),
        )

    def by_urgency(self, queryset, name, value):
        wanted = {text == "1" for text in self.data.getlist(name) if text in URGENCY}
        return queryset.filter(is_urgent__in=wanted)
