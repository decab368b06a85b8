"""An import that is taken back leaves records alone that somebody has merged since."""

from django.db.models import Q

from people.duplicates.models import Merge
from people.registry.models import Person
from talentbase.imports import undo

MERGED = "之后与另一份档案合并过，没有撤销"


def merged(ids: list[int]) -> undo.Reasons:
    found = Merge.objects.standing().filter(Q(kept__in=ids) | Q(gone__in=ids)).values_list("kept", "gone")
    return {pk: MERGED for pair in found for pk in pair if pk in set(ids)}


undo.keep(Person, merged)
