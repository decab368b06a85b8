"""The tab 供需匹配 and the steps of matches on the timeline of 一人一档."""

from collections.abc import Iterator

from django.urls import reverse

from demand.matching.models import Match, Step
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


add_events(steps)
add_panel(Panel("match", "供需匹配", "matching:of-person", "people.view", 20))
