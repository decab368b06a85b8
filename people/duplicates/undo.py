"""What a merge holds fast: records of an import that is taken back, and the archived file."""

from django.db.models import Q

from people.duplicates.models import Merge
from people.registry.actions import guard_restore
from people.registry.models import Person
from talentbase.imports import undo

MERGED = "之后与另一份档案合并过，没有撤销"


def merged(ids: list[int]) -> undo.Reasons:
    found = Merge.objects.standing().filter(Q(kept__in=ids) | Q(gone__in=ids)).values_list("kept", "gone")
    return {pk: MERGED for pair in found for pk in pair if pk in set(ids)}


def merged_away(person: Person) -> str:
    merge = Merge.objects.standing().filter(gone=person).select_related("kept").first()
    return f"这份档案已并入{merge.kept.number}，请在“合并记录”中撤销合并。" if merge else ""


undo.keep(Person, merged)
guard_restore(merged_away)
