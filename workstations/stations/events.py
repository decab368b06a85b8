"""Heads of stations and their posts on the timeline; they stay when their import is taken back."""

from collections.abc import Iterator

from people.registry.extras import Event, add_events
from people.registry.models import Person
from talentbase.imports import undo
from workstations.stations.models import Appointment


def posts(person: Person, user) -> Iterator[Event]:
    for each in Appointment.objects.visible_to(user).filter(person=person).select_related("station__unit"):
        until = each.ended_on.isoformat() if each.ended_on else ""
        words = f"聘为{each.station}{each.get_post_display()}"
        yield Event(each.since.isoformat(), "聘任", words, each.document, until, each.get_absolute_url())


def heads(ids: list[int]) -> undo.Reasons:
    found = Appointment.objects.filter(person__in=ids).values_list("person_id", flat=True)
    return dict.fromkeys(found, "担任工作站职务，没有撤销")


add_events(posts)
undo.keep(Person, heads)
