"""Tips on the timeline of 一人一档."""

from collections.abc import Iterator

from people.registry.extras import Event, add_events
from people.registry.models import Person
from workstations.tips.models import Tip


def tips(person: Person, user) -> Iterator[Event]:
    for tip in Tip.objects.visible_to(user).filter(person=person).select_related("unit"):
        more = "；".join(filter(None, (tip.referrer and f"推荐人{tip.referrer}", tip.follow)))
        yield Event(tip.received_on.isoformat(), "线索", f"{tip.unit.name}报来线索（{tip.get_state_display()}）", more)


add_events(tips)
