"""People whose growth is being written down stay when their import is taken back."""

from people.growth.models import Stage, Treatment
from people.registry.models import Person
from talentbase.imports import undo

BEGUN = "已有成长档案或待遇，没有撤销"


def people_brought_in(ids: list[int]) -> undo.Reasons:
    found = {*Stage.objects.filter(person__in=ids).values_list("person_id", flat=True)}
    return dict.fromkeys(found | {*Treatment.objects.filter(person__in=ids).values_list("person_id", flat=True)}, BEGUN)


undo.keep(Person, people_brought_in)
