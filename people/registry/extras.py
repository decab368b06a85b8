"""What rooms above add to 一人一档: panels that the page fetches, and entries of the one timeline."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from people.registry.models import Person


@dataclass(frozen=True)
class Panel:
    """A tab whose content another room serves. url: URL name, takes the person's number; right: who has the tab.

    concerns: whether a person has it.
    """

    key: str
    label: str
    url: str
    right: str
    order: int
    concerns: Callable[[Person], bool] = lambda person: True


@dataclass(frozen=True)
class Event:
    """on: as exact as it is known, "2026-05-01", "2026-05", "2026", "" for no day; until: the same, "" for none.

    kind: one or two words (走访, 推荐); words: what happened, one line; more: what came of it; url: where it is kept.
    """

    on: str
    kind: str
    words: str
    more: str = ""
    until: str = ""
    url: str = ""


Source = Callable[[Person, object], Iterable[Event]]
_panels: list[Panel] = []
_sources: list[Source] = []


def add_panel(panel: Panel) -> None:
    if panel not in _panels:
        _panels.append(panel)


def add_events(source: Source) -> None:
    """source(person, user) gives what this user may see of this person."""
    if source not in _sources:
        _sources.append(source)


def panels_for(user, person: Person) -> list[Panel]:
    found = (panel for panel in _panels if user.may(panel.right) and panel.concerns(person))
    return sorted(found, key=lambda panel: panel.order)


def timeline(person: Person, user) -> list[Event]:
    """Of every room, the latest first, what has no day last."""
    events = [event for source in _sources for event in source(person, user)]
    return sorted(events, key=lambda event: (event.on, event.until or "9"), reverse=True)
