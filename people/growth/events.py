"""The tab of those who were brought in, and their steps on the timeline."""

from collections.abc import Iterator

from people.growth.models import Treatment
from people.registry.extras import Event, Panel, add_events, add_panel
from people.registry.models import Person


def steps(person: Person, user) -> Iterator[Event]:
    for stage in person.stages.all():
        more = "；".join(filter(None, (stage.document, stage.note)))
        yield Event(stage.begun, stage.get_kind_display(), f"{stage.employer}{stage.position}", more, stage.ended)
    for treatment in person.treatments.filter(state=Treatment.State.SETTLED):
        amount = f"{treatment.amount_wan.normalize():f}万元" if treatment.amount_wan else ""
        words = f"{treatment.employer}落实{treatment.item}{amount}"
        yield Event(treatment.settled_on.isoformat(), "待遇", words, treatment.note)


def was_brought_in(person: Person) -> bool:
    return Person.Population.INTRODUCED in person.populations


add_events(steps)
add_panel(Panel("growth", "成长档案", "growth:of-person", "people.view", 20, was_brought_in))
