"""发出前核查: who on the list must not, or should perhaps not, be written to or visited."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from people.liaison.models import Visit
from people.registry.models import Contact, Person
from people.worklists.models import ADDRESS, PHONE, Entry, Worklist

LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Problem:
    """is_bar: nobody may go on with this person on the list; asks: somebody has to say that he knows; else only told."""

    words: str
    is_bar: bool = False
    asks: bool = True

    @property
    def tone(self) -> str:
        return "red" if self.is_bar else "amber" if self.asks else "weak"


def problems_of(worklist: Worklist, entries: list[Entry]) -> dict[int, list[Problem]]:
    """{entry id: problems}; entries without any are left out. Three statements for the whole list."""
    ids = [entry.person_id for entry in entries if entry.person]
    reached = set(Contact.objects.filter(person__in=ids, is_dead=False).exclude(phone="").values_list("person", flat=True))
    visited = _visited(worklist, ids)
    found = {}
    for entry in entries:
        if entry.person_id is None:
            continue
        if entry.person is None:  # row-level security: somebody who was this unit's when the list was made
            found[entry.pk] = [Problem("已不在本单位范围内", is_bar=True)]
            continue
        problems = [*_standing(entry.person), *_ways(worklist, entry.person, reached)]
        problems += [Problem(f"{day}已联系（{who}）") for day, who in visited.get(entry.person_id, [])[:1]]
        if problems:
            found[entry.pk] = problems
    return found


def asked_about(problems: dict[int, list[Problem]]) -> dict[int, str]:
    """{entry id: the doubts} of whom somebody has to say that he knows."""
    doubts = {pk: [p.words for p in found if p.asks and not p.is_bar] for pk, found in problems.items()}
    return {pk: "；".join(words)[:300] for pk, words in doubts.items() if words}


def barred(entries: list[Entry], problems: dict[int, list[Problem]]) -> list[str]:
    """Names of those with whom nobody may go on."""
    return [entry.name for entry in entries if any(problem.is_bar for problem in problems.get(entry.pk, []))]


def unanswered(entries: list[Entry], problems: dict[int, list[Problem]]) -> list[str]:
    """Names of those of whom a doubt is open."""
    asking = asked_about(problems)
    return [entry.name for entry in entries if entry.pk in asking and not is_answered(entry, asking[entry.pk])]


def is_answered(entry: Entry, doubt: str) -> bool:
    """An answer holds for the doubt it was given for."""
    return bool(entry.acknowledged) and entry.acknowledged_for == doubt


def _standing(person: Person):
    if person.archived_at:
        yield Problem("档案已归档", is_bar=True)
    if person.status == Person.Status.DECEASED:
        yield Problem("已故", is_bar=True)
    if person.restriction == Person.Restriction.CLOSED:
        yield Problem("不宜联系", is_bar=True)
    if person.restriction == Person.Restriction.UNWILLING:
        yield Problem("本人不愿联系")
    if person.status == Person.Status.LOST:
        yield Problem("失联")


def _ways(worklist: Worklist, person: Person, reached: set[int]):
    if PHONE in worklist.asked and person.phone_is_secret:
        yield Problem("电话保密")
    if PHONE in worklist.asked and person.pk not in reached:
        yield Problem("没有登记电话", asks=False)
    if ADDRESS in worklist.asked and not person.family_address:
        yield Problem("没有登记家庭住址，信封用单位地址", asks=False)


def _visited(worklist: Worklist, ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    since = (worklist.day - LATELY).isoformat()
    visits = Visit.objects.filter(person__in=ids, visited_on__gte=since, visited_on__lte=worklist.day.isoformat())
    found = defaultdict(list)
    for person, day, who in visits.order_by("-visited_on").values_list("person", "visited_on", "leader"):
        found[person].append((day.replace("-", "."), who))
    return found
