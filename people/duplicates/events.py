"""Merges on the timeline of 一人一档."""

from collections.abc import Iterator

from django.utils import timezone

from people.duplicates.models import Merge
from people.registry.extras import Event, add_events
from people.registry.models import Person


def merges(person: Person, user) -> Iterator[Event]:
    for merge in Merge.objects.visible_to(user).of_person(person).select_related("kept", "gone", "made_by"):
        undone = "，已撤销" if merge.undone_at else ""
        yield Event(
            timezone.localdate(merge.made_at).isoformat(), "档案", f"{merge}{undone}", f"{merge.made_by.full_name}办理"
        )


add_events(merges)
