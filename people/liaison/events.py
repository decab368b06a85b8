"""Visits and calls on the timeline of 一人一档."""

from collections.abc import Iterator

from people.liaison.models import Visit
from people.registry.extras import Event, Panel, add_events, add_panel
from people.registry.models import Person


def visits(person: Person, user) -> Iterator[Event]:
    for visit in Visit.objects.visible_to(user).of_person(person):
        words = f"{visit.leader}{visit.leader_post}{'、'.join(visit.modes) or '联系'}"
        more = "；".join(filter(None, (visit.kind, visit.note, visit.request, visit.result)))
        yield Event(visit.visited_on, "联系", words, more, visit.visited_until)


add_events(visits)
add_panel(Panel("liaison", "联系服务", "liaison:of-person", "people.view", 10))
