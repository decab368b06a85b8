"""The tab 供需匹配 and the steps of matches on the timeline of 一人一档; what came of an event."""

from collections.abc import Iterator

from django.urls import reverse

from demand.matching.models import Match, Outcome, Step
from people.events.causes import Result, add_results
from people.registry.extras import Event, Panel, add_events, add_panel
from people.registry.models import Person


def steps(person: Person, user) -> Iterator[Event]:
    if not user.may("matching.view"):
        return
    matches = Match.objects.visible_to(user).filter(person=person)
    for step in Step.objects.filter(match__in=matches).select_related("match__need__enterprise"):
        need = step.match.need
        words = (step.reason, step.through, step.note.rstrip("。"), step.by_name and f"{step.by_name}登记")
        more = "，".join(filter(None, words))
        url = reverse("matching:need", args=[need.pk])
        yield Event(
            step.on.isoformat(), "对接", f"{step.get_act_display()}：{need.enterprise.name} {need.title}", more, url=url
        )


def came_of(event, user) -> Iterator[Result]:
    if not user.may("matching.view"):
        return
    found = Outcome.objects.visible_to(user).filter(occasion=event).select_related("match__person", "match__need__enterprise")
    for outcome in found:
        match = outcome.match
        words = f"{match.person.name}与{match.need.enterprise.name}{outcome.get_way_display()}"
        yield Result("对接成果", words, reverse("matching:need", args=[match.need_id]), match.stage_on.isoformat())


add_events(steps)
add_results(came_of)
add_panel(Panel("match", "供需匹配", "matching:of-person", "people.view", 20))
