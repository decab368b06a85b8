"""People with whom somebody has been in touch stay when their import is taken back."""

from people.liaison.models import Visit
from people.registry.models import Person
from talentbase.imports import undo

BEGUN = "已有联系记录，没有撤销"


def people_in_touch(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(Visit.objects.filter(person__in=ids).values_list("person_id", flat=True), BEGUN)


undo.keep(Person, people_in_touch)
