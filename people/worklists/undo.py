"""People on a working list stay when their import is taken back."""

from people.registry.models import Person
from people.worklists.models import Entry
from talentbase.imports import undo

LISTED = "已列入名单，没有撤销"


def people_on_lists(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(Entry.objects.filter(person__in=ids).values_list("person_id", flat=True), LISTED)


undo.keep(Person, people_on_lists)
