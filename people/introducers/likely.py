"""Who of the register probably knows an expert outside of it: one employer, one school."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from people.registry.models import Education, Person, Post
from people.registry.relations import SHORTEST_EMPLOYER

MOST = 12
Population = Person.Population


def likely(expert: Person, people: QuerySet[Person]) -> list[tuple[Person, str]]:
    """(person, why), the nearest first, at most MOST, everybody once. people: whom the user may see.

    Whoever is outside himself, must not be contacted, or is registered as introducer already, is not among them.
    """
    known = expert.introducers.values("person")
    ours = people.reachable().filter(populations__overlap=[Population.AWAY, Population.INTRODUCED])
    ours = ours.exclude(pk=expert.pk).exclude(pk__in=known)
    found: dict[int, tuple[Person, str]] = {}
    for why, condition in _kinds(expert):
        for person in ours.filter(condition).in_list_order()[:MOST]:
            found.setdefault(person.pk, (person, why))
    return list(found.values())[:MOST]


def _kinds(expert: Person) -> Iterator[tuple[str, Q]]:
    if len(expert.employer) >= SHORTEST_EMPLOYER:
        yield "同单位", Q(employer=expert.employer)
        yield "曾在同一单位", Q(pk__in=Post.objects.filter(employer=expert.employer).values("person"))
    if expert.school and expert.major:
        yield "同校同专业", _studied(school=expert.school, major=expert.major)
    if expert.school:
        yield "校友", _studied(school=expert.school)


def _studied(**asked: str) -> Q:
    return Q(**asked) | Q(pk__in=Education.objects.filter(**asked).values("person"))
