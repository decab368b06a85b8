"""What a result is owed to: the event it names, so that the event's page tells what came of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models

from people.events.models import Event

OFFERED = 60  # titles of events while typing


class OwedToEvent(models.Model):
    """event: its name as it was typed, which stays; occasion: the event of that name, the latest where several have it."""

    event = models.CharField("促成活动", max_length=80, blank=True)
    occasion = models.ForeignKey(
        Event, models.SET_NULL, verbose_name="促成活动（登记的）", null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        stored = type(self)._base_manager.filter(pk=self.pk).values_list("event", flat=True).first() if self.pk else None
        if stored != self.event:  # left alone it keeps its link, also where the event is out of the writer's sight
            named = Event.objects.filter(title=self.event).order_by("-begins_on", "-pk")
            self.occasion = named.first() if self.event else None
        if update_fields is not None and "event" in update_fields:
            update_fields = {*update_fields, "occasion"}
        super().save(*args, update_fields=update_fields, **kwargs)


def titles(user) -> list[str]:
    """Of the latest events the user sees, to be chosen from while typing."""
    return list(Event.objects.visible_to(user).in_list_order().values_list("title", flat=True)[:OFFERED])


@dataclass(frozen=True)
class Result:
    """label: 返乡, 合作项目; words: who or what, a link to url; day: when, partial."""

    label: str
    words: str
    url: str
    day: str = ""


Source = Callable[[Event, object], Iterator[Result]]
_sources: list[Source] = []


def add_results(source: Source) -> None:
    """A room above says, in `ready()`, what of its records came of an event: (event, user) -> results the user may see."""
    _sources.append(source)


def results_of(event: Event, user) -> list[Result]:
    found = [result for source in _sources for result in source(event, user)]
    return sorted(found, key=lambda result: (result.label, result.day), reverse=True)
