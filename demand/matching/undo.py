"""People and needs that somebody has begun to bring together stay when their import is taken back."""

from demand.matching.models import Match
from demand.needs.models import Need
from people.registry.models import Person
from talentbase.imports import undo

BEGUN = "已有对接进展，没有撤销"


def people_on_the_way(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(_begun().filter(person__in=ids).values_list("person_id", flat=True), BEGUN)


def needs_on_the_way(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(_begun().filter(need__in=ids).values_list("need_id", flat=True), BEGUN)


def _begun():
    return Match.objects.exclude(stage=Match.Stage.NEW)


undo.keep(Person, people_on_the_way)
undo.keep(Need, needs_on_the_way)
