"""People on a list of calls stay when their import is taken back."""

from people.registry.models import Person
from people.revisits.models import Line
from talentbase.imports import undo

LISTED = "已列入回访名单，没有撤销"


def people_listed(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(Line.objects.filter(person__in=ids).values_list("person_id", flat=True), LISTED)


undo.keep(Person, people_listed)
