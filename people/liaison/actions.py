"""Verbs on contacts. Each is one transaction and keeps what the person's record says of the last contact."""

import datetime as dt

from django.db import transaction

from people.liaison.forms import DEAD, LOST, MISSED, REACHED
from people.liaison.models import LunarBirthday, Pace, Visit
from people.registry import actions as register
from people.registry.models import Contact, Person
from talentbase.web.edits import Stale

CHANGED = ("status", "last_contact", "last_contact_note", "contact_due")
MISSED_WORDS = {MISSED: "没有联系上", DEAD: "号码已停用", LOST: "多次联系不上，标为失联"}


@transaction.atomic
def record(
    visit: Visit,
    person: Person,
    *,
    outcome: str,
    contact: Contact | None = None,
    is_confirmed: bool = False,
    contact_due: dt.date | None = None,
    by,
) -> Visit:
    """A new contact, checked by its form. Reached: the record's last contact moves on; lost: its state says so.

    contact: the number that was used; it is confirmed where somebody answered, and dead where it is out of use.

    Raises IntegrityError where the same contact is registered already.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    visit.person, visit.expert, visit.expert_post = person, person.name, f"{person.employer}{person.position}"[:160]
    visit.unit, visit.is_reached = by.unit, outcome == REACHED
    if outcome != REACHED:
        visit.note = "；".join(filter(None, (MISSED_WORDS[outcome], visit.note)))
    visit.save()
    if contact:
        _mark_number(contact, outcome, visit)
    if outcome == LOST:
        person.status = Person.Status.LOST
    if outcome == REACHED:
        _reached(person, visit)
    if person.is_key_contact and contact_due:
        person.contact_due = contact_due
    person.save(update_fields=[*CHANGED, "wechat_confirmed_on", "email_confirmed_on"])
    if is_confirmed:
        register.confirm(person, by=by)
    return visit


def _mark_number(contact: Contact, outcome: str, visit: Visit) -> None:
    if outcome == REACHED:
        contact.confirmed_on = _later(contact.confirmed_on, _first_day(visit))
    contact.is_dead = contact.is_dead or outcome == DEAD
    contact.save(update_fields=["confirmed_on", "is_dead"])


def _later(known: dt.date | None, day: dt.date) -> dt.date:
    """A visit of long ago that is entered today confirms nothing anew."""
    return max(filter(None, (known, day)))


def _first_day(visit: Visit) -> dt.date:
    """A date known by month or year counts from its first day."""
    return dt.date.fromisoformat((visit.visited_on + "-01-01")[:10])


def _contacted(person: Person, visit: Visit) -> None:
    if person.last_contact is None or _first_day(visit) >= person.last_contact:
        person.last_contact = _first_day(visit)
        person.last_contact_note = f"{visit.leader}{'、'.join(visit.modes)}：{visit.note or visit.request}"[:200]


def _reached(person: Person, visit: Visit) -> None:
    """Whoever was lost is found; 微信 and 邮箱 that were used are right."""
    day = _first_day(visit)
    for mode, way in (("微信", "wechat"), ("邮件", "email")):
        if mode in visit.modes and getattr(person, way):
            setattr(person, f"{way}_confirmed_on", _later(getattr(person, f"{way}_confirmed_on"), day))
    _contacted(person, visit)
    if person.contact_due and person.contact_due <= day:
        person.contact_due = None  # done; the next one is set anew
    if person.status == Person.Status.LOST:
        person.status = ""


@transaction.atomic
def correct(visit: Visit, *, opened_version: int | None, by) -> None:
    """What was written is mended. visit: changed by its form. Raises Stale."""
    before = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if before.version != opened_version:
        raise Stale(before)
    visit.save()
    _recount(visit.person, before)


@transaction.atomic
def remove(visit: Visit, *, by) -> None:
    """Registered by mistake; the log keeps it. Marks on numbers and the state of the person stay: they may have other grounds."""
    visit.delete()
    _recount(visit.person, visit)


@transaction.atomic
def set_pace(whom: str, days: int, *, by) -> None:
    """How often somebody is to be in touch with those he looks after."""
    Pace.objects.update_or_create(whom=whom, defaults={"days": days})


@transaction.atomic
def keep_lunar_birthday(person: Person, day: tuple[int, int] | None, *, by) -> None:
    """day: (month, day) of the lunar calendar; None where the birthday is kept by the sun again."""
    if day is None:
        LunarBirthday.objects.filter(person=person).delete()
        return
    LunarBirthday.objects.update_or_create(person=person, defaults={"month": day[0], "day": day[1]})


def _recount(person: Person, before: Visit) -> None:
    """Where the record's last contact came from the contact as it was before, the latest of those that stand takes its place."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    standing = (
        Visit.objects.filter(person=person, is_reached=True).exclude(visited_on="").order_by("-visited_on", "-pk").first()
    )
    if before.is_reached and before.visited_on and person.last_contact == _first_day(before):
        person.last_contact, person.last_contact_note = None, ""
    if standing:
        _contacted(person, standing)
    person.save(update_fields=["last_contact", "last_contact_note"])
