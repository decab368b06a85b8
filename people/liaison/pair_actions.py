"""Verbs on leaders' offices and their pairs. Each is one transaction."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from people.duplicates.children import care
from people.liaison.models import Office, Pair, Term
from people.registry.models import Person
from talentbase.audit.actor import set_local
from talentbase.listings.models import BulkAct


class Refused(Exception):
    """Says what is wrong and what to do."""


@transaction.atomic
def keep_office(office: Office, *, name: str, since: dt.date, by) -> Office:
    """A new office or a changed one. Another name is a successor: the term before ends the day before, the pairs stay.

    The same name with another day mends the day. An empty name leaves the office vacant from `since` on.
    """
    if since > timezone.localdate():
        raise Refused("任职日期晚于今天，请到任后再登记。")
    office.save()
    last = Term.objects.filter(office=office).exclude(until=None).order_by("-until").first()
    if last and name and since <= last.until:
        raise Refused(f"{last.name}任职到{last.until:%Y.%m.%d}，任职日期应在这之后。")
    term = Term.objects.select_for_update(of=("self",)).filter(office=office, until=None).first()
    if term and term.name == name:
        term.since = since
        term.save(update_fields=["since"])
        return office
    if term:
        if since <= term.since:
            raise Refused(f"{term.name}{term.since:%Y.%m.%d}任职，接任日期应在这之后。")
        term.until = since - dt.timedelta(days=1)
        term.save(update_fields=["until"])
    if name:
        Term.objects.create(office=office, name=name, since=since)
    return office


@transaction.atomic
def abolish(office: Office, *, by) -> None:
    """No longer an office that keeps in touch. Raises Refused while somebody is paired with it."""
    Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    pairs = Pair.objects.standing().filter(office=office)
    if number := pairs.filter(person__archived_at=None).count():
        raise Refused(f"还有{number}人由该岗位联系，请先改由其他领导联系。")
    for pair in pairs:  # of archived people
        part(pair, by=by)
    today = timezone.localdate()
    Term.objects.filter(office=office, until=None, since__lte=today).update(until=today)
    office.abolished_on = today
    office.save(update_fields=["abolished_on"])


@dataclass(frozen=True)
class Assignment:
    """One person's line of the preview. was: words of the pairs he has; changes: whether anything is written."""

    person: Person
    was: str
    changes: bool


def plan(office: Office, people: list[Person], *, is_first: bool, instead: bool) -> list[Assignment]:
    """is_first: as 第一联络人; instead: other pairs end. In the order of `people`."""
    pairs: dict[int, list[Pair]] = {}
    for pair in Pair.objects.standing().filter(person__in=people).select_related("office").prefetch_related("office__terms"):
        pairs.setdefault(pair.person_id, []).append(pair)
    found = []
    for person in people:
        held = pairs.get(person.pk, [])
        same = next((pair for pair in held if pair.office_id == office.pk), None)
        changes = same is None or (is_first and not same.is_first) or (instead and len(held) > 1)
        found.append(Assignment(person, "、".join(str(pair.office) for pair in held), changes))
    return found


@transaction.atomic
def assign(
    office: Office, ids: list[int], *, is_first: bool, instead: bool, since: dt.date, expected: int, by
) -> BulkAct | None:
    """None where by now it would change another number of people than was shown. Undone from 批量修改记录."""
    people = list(Person.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    changed = [each.person for each in plan(office, people, is_first=is_first, instead=instead) if each.changes]
    if len(changed) != expected:
        return None
    words = f"联系领导：{office}{'，第一联络人' if is_first else ''}"[:200]
    done = BulkAct.objects.create(register="people", words=words, number=len(changed), made_by=by)
    set_local({"batch": done.mark})
    pair_up(office, changed, is_first=is_first, instead=instead, since=since)
    return done


@transaction.atomic
def pair_one(office: Office, person: Person, *, is_first: bool, instead: bool, since: dt.date, by) -> None:
    """Raises Refused where the office was abolished meanwhile."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    pair_up(office, [person], is_first=is_first, instead=instead, since=since)


def pair_up(office: Office, people: list[Person], *, is_first: bool, instead: bool, since: dt.date) -> None:
    """Inside the caller's transaction, the people locked. Raises Refused where the office was abolished meanwhile."""
    if not Office.objects.select_for_update(of=("self",)).standing().filter(pk=office.pk).exists():
        raise Refused(f"{office.post}已经撤销，请重新选择联系领导。")
    standing = Pair.objects.standing().filter(person__in=people)
    others = standing.exclude(office=office)
    if instead:
        for pair in others:
            end(pair)
    elif is_first:
        others.filter(is_first=True).update(is_first=False)
    paired = {pair.person_id: pair for pair in standing.filter(office=office)}
    led = set(standing.filter(is_first=True).values_list("person", flat=True))
    Pair.objects.filter(pk__in=[pair.pk for pair in paired.values() if is_first and not pair.is_first]).update(is_first=True)
    Pair.objects.bulk_create(
        Pair(person=person, office=office, since=since, is_first=is_first or person.pk not in led)
        for person in people
        if person.pk not in paired
    )
    _lead_anew(people)


def _lead_anew(people: Iterable[Person]) -> None:
    """Whoever has leaders has one 第一联络人: where the ending of pairs left none, the oldest that stands."""
    standing = Pair.objects.standing().filter(person__in=people)
    led = set(standing.filter(is_first=True).values_list("person", flat=True))
    firsts: dict[int, int] = {}
    for pk, person in standing.exclude(person__in=led).order_by("since", "pk").values_list("pk", "person"):
        firsts.setdefault(person, pk)
    Pair.objects.filter(pk__in=firsts.values()).update(is_first=True)


def end(pair: Pair) -> None:
    """Since today nobody of this office keeps in touch; one that was to begin later never did."""
    today = timezone.localdate()
    if pair.since > today:
        pair.delete()
        return
    pair.until = today
    pair.save(update_fields=["until"])


def leaders_of(people: Iterable[int]) -> dict[int, str]:
    """{person id: name of the leader who is 第一联络人 now}; a vacant office gives none."""
    pairs = Pair.objects.standing().filter(person__in=list(people), is_first=True, office__terms__until=None)
    return dict(pairs.exclude(office__terms__name=None).values_list("person", "office__terms__name"))


@transaction.atomic
def part(pair: Pair, *, by) -> None:
    """The pair ends; where it was 第一联络人, the next oldest takes that over."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=pair.person_id)
    end(pair)
    _lead_anew([person])


def _one_first(kept: Person, gone: Person) -> None:
    """Of two merged records the kept one's 第一联络人 stays; the other's goes on beside."""
    if Pair.objects.standing().filter(person=kept, is_first=True).exists():
        Pair.objects.standing().filter(person=gone, is_first=True).update(is_first=False)


care(Pair, _one_first)
