"""People to whom a nomination leads stay when their import is taken back."""

from people.intake.models import Nomination
from people.registry.models import Person
from talentbase.imports import undo

NOMINATED = "已有推荐自荐记录，没有撤销"


def people_nominated(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(Nomination.objects.filter(person__in=ids).values_list("person_id", flat=True), NOMINATED)


undo.keep(Person, people_nominated)
