"""Lists a person stood on, on the timeline of 一人一档."""

from collections.abc import Iterator

from people.registry.extras import Event, add_events
from people.registry.models import Person
from people.worklists.models import Worklist


def lists(person: Person, user) -> Iterator[Event]:
    found = Worklist.objects.visible_to(user).filter(state=Worklist.State.FINAL, entries__person=person)
    for worklist in found.filter(entries__removed_at=None).distinct():
        yield Event(
            worklist.day.isoformat(),
            "名单",
            f"列入{worklist.title}",
            worklist.get_purpose_display(),
            url=worklist.get_absolute_url(),
        )


add_events(lists)
