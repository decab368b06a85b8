"""引荐人 in the list of 库外专家: as a column and as a condition; the tab of the file."""

from django.db.models import Q

from people.introducers.models import Introducer
from people.registry.columns import add_column
from people.registry.condition_kinds import Choice
from people.registry.conditions import TIES, add_condition
from people.registry.extras import Panel, add_panel
from people.registry.models import Person
from talentbase.web.lists import ListColumn

HAS = Q(pk__in=Introducer.objects.filter(person__archived_at=None).values("expert"))


def introducers_of(people: list[Person]) -> None:
    """Sets `introducer_names`, who is willing first. Of people out of sight the row-level rule gives no row."""
    rows = Introducer.objects.filter(expert__in=people, person__archived_at=None).select_related("person")
    names: dict[int, list[str]] = {}
    for row in rows:
        names.setdefault(row.expert_id, []).append(f"{row.person.name}（{row.how}）")
    for person in people:
        person.introducer_names = "、".join(names.get(person.pk, []))


def is_outside(person: Person) -> bool:
    return Person.Population.OUTSIDE in person.populations


add_condition(
    Choice(
        name="introducer",
        label="有引荐人",
        group=TIES,
        options=lambda: [("1", "是"), ("0", "否")],
        where=lambda value: HAS if value == "1" else ~HAS,
    )
)
add_column(ListColumn("introducer", "引荐人", lambda person: person.introducer_names, "140px"), introducers_of)
add_panel(Panel("introducers", "引荐人", "introducers:of-person", "people.view", 15, is_outside))
