"""What the register's list can ask and show of 联系服务: 联系领导."""

from django.db.models import Q

from people.liaison.models import Office, Pair
from people.registry.columns import add_column
from people.registry.condition_kinds import Choice
from people.registry.conditions import TIES, add_condition
from people.registry.models import Person
from talentbase.web.lists import ListColumn


def _options() -> list[tuple[str, str]]:
    return [(str(office.pk), str(office)) for office in Office.objects.standing().prefetch_related("terms")]


def _paired(value: str) -> Q:
    return Q(pk__in=Pair.objects.standing().filter(office=value).values("person"))


def leaders_of(people: list[Person]) -> None:
    """Sets `leader_names`, 第一联络人 first; two statements for a page."""
    pairs = Pair.objects.standing().filter(person__in=people).select_related("office").prefetch_related("office__terms")
    names: dict[int, list[str]] = {}
    for pair in pairs:
        names.setdefault(pair.person_id, []).append(pair.office.holder or pair.office.post)
    for person in people:
        person.leader_names = "、".join(names.get(person.pk, []))


add_condition(
    Choice(
        name="leader",
        label="联系领导",
        group=TIES,
        options=_options,
        where=_paired,
        unknown=~Q(pk__in=Pair.objects.standing().values("person")),
    )
)
add_column(ListColumn("leader", "联系领导", lambda person: person.leader_names, "100px"), leaders_of)
