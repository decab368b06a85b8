"""People who are to introduce us, or to whom somebody would, stay when their import is taken back."""

from people.introducers.models import Introducer
from people.registry.models import Person
from talentbase.imports import undo

NAMED = "已登记引荐关系，没有撤销"


def people_named(ids: list[int]) -> undo.Reasons:
    found = {*Introducer.objects.filter(person__in=ids).values_list("person_id", flat=True)}
    return dict.fromkeys(found | {*Introducer.objects.filter(expert__in=ids).values_list("expert_id", flat=True)}, NAMED)


undo.keep(Person, people_named)
