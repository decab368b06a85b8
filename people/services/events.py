"""Requests on the timeline of 一人一档; people with one stay when their import is taken back."""

from collections.abc import Iterator

from people.registry.extras import Event, add_events
from people.registry.models import Person
from people.services.models import ServiceRequest
from talentbase.imports import undo


def services(person: Person, user) -> Iterator[Event]:
    if not user.may("services.view"):
        return
    for each in ServiceRequest.objects.visible_to(user).filter(person=person):
        until = each.closed_on.isoformat() if each.closed_on else ""
        words = f"{each.get_kind_display()}：{each.title}（{each.get_state_display()}）"
        yield Event(each.received_on.isoformat(), "服务", words, each.answer, until, each.get_absolute_url())


def served(ids: list[int]) -> undo.Reasons:
    found = ServiceRequest.objects.filter(person__in=ids).values_list("person_id", flat=True)
    return dict.fromkeys(found, "已有服务事项，没有撤销")


add_events(services)
undo.keep(Person, served)
