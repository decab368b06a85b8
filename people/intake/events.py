"""How a person came to us, and whom he pointed out, on the timeline of 一人一档."""

from collections.abc import Iterator

from people.intake.models import Nomination
from people.registry.extras import Event, add_events
from people.registry.models import Person


def nominations(person: Person, user) -> Iterator[Event]:
    may_open = user.may("people.edit")
    for each in Nomination.objects.visible_to(user).filter(person=person):
        words = f"{each.get_channel_display()}{f'，推荐人{each.referrer}' if each.referrer else ''}"
        yield Event(each.received_on.isoformat(), "推荐", words, each.words, url=each.get_absolute_url() if may_open else "")
    for each in Nomination.objects.visible_to(user).filter(referred_by=person):
        words = f"推荐{each.name}（{each.get_state_display()}）"
        yield Event(each.received_on.isoformat(), "荐才", words, each.reward, url=each.get_absolute_url() if may_open else "")


add_events(nominations)
