"""Who of the register stands near a person: by recommendation, a common school and subject, one employer, a family phone.

Common villages are not among them: of officials nobody shall draw such a picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from people.registry.models import Contact, Education, Person

SHOWN = 12
SHORTEST_EMPLOYER = 4  # characters; 某局 and 务工 are shared by strangers


@dataclass(frozen=True)
class Relation:
    """people: the first few; total: how many; query: address parameters of the list that shows all of them, "" for none."""

    label: str
    people: list[Person]
    total: int
    query: str = ""


def relations_of(person: Person, people: QuerySet[Person]) -> list[Relation]:
    """people: whom the user may see. Kinds without anybody are left out."""
    others = people.exclude(pk=person.pk)
    found = [_relation(label, others.filter(condition), query) for label, condition, query in _kinds(person)]
    return [relation for relation in found if relation.total]


def _relation(label: str, people: QuerySet[Person], query: str) -> Relation:
    total = people.count()
    return Relation(label, list(people.in_list_order()[:SHOWN]) if total else [], total, query if total > SHOWN else "")


def _kinds(person: Person) -> Iterator[tuple[str, Q, str]]:
    if person.recommender:
        yield "推荐人", Q(name=person.recommender), ""
    yield "由其推荐", Q(recommender=person.name), urlencode({"recommender": person.name})
    if person.school and person.major:
        query = urlencode({"school": person.school, "major": person.major})
        yield "同校同专业", _studied(person.school, person.major), query
    if len(person.employer) >= SHORTEST_EMPLOYER:
        yield "同单位", Q(employer=person.employer), urlencode({"employer": person.employer})
    numbers = [contact.normal for contact in person.contacts.all() if contact.normal]
    if numbers:
        yield "亲属或共用电话", Q(pk__in=Contact.objects.filter(normal__in=numbers).values("person")), ""


def _studied(school: str, major: str) -> Q:
    rows = Education.objects.filter(school=school, major=major)
    return Q(school=school, major=major) | Q(pk__in=rows.values("person"))
