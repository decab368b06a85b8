"""Verbs on nominations. Each is one transaction; a decision is made once, on what waits."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from people.intake.consent import CURRENT
from people.intake.models import Nomination
from people.registry import actions as register
from people.registry.models import Person
from people.registry.record import CATEGORIES, record_of
from talentbase.accounts.models import Unit
from talentbase.audit.actor import widened
from talentbase.codes.book import current_book

State = Nomination.State
CATEGORY_WORDS = {value: words for words, value in CATEGORIES.items()}


_followers: list[Callable[[Nomination], None]] = []


def on_decision(function: Callable[[Nomination], None]) -> None:
    """A room above registers, in `ready()`, what follows when a nomination of its own was decided on."""
    if function not in _followers:
        _followers.append(function)


class Refused(Exception):
    """Says what is wrong and what to do."""


@transaction.atomic
def enter(nomination: Nomination, *, by) -> Nomination:
    """From inside. nomination: unsaved, checked."""
    nomination.unit, nomination.entered_by = by.unit, by.full_name
    nomination.save()
    return nomination


@transaction.atomic
def receive(nomination: Nomination) -> Nomination:
    """From the public page: taken in by the county, nobody is logged in. nomination: unsaved, checked."""
    with widened():
        nomination.channel, nomination.consent = Nomination.Channel.SELF, CURRENT
        nomination.unit = Unit.objects.filter(kind=Unit.Kind.COUNTY).first()
        nomination.save()
    return nomination


@transaction.atomic
def complete(nomination: Nomination, fields: list[str]) -> Nomination:
    """What was returned is filled in and waits again. nomination: changed by its form in these fields."""
    stored = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    if stored.state not in (State.NEW, State.RETURNED):
        raise Refused(f"这一条已是“{stored.get_state_display()}”，没有改动。")
    decision = []
    if stored.state == State.RETURNED:
        nomination.state, nomination.reviewed_by, nomination.reviewed_at = State.NEW, None, None
        decision = ["state", "reviewed_by", "reviewed_at"]
    nomination.save(update_fields=[*fields, *decision])
    return nomination


@transaction.atomic
def accept(nomination: Nomination, *, by) -> Person:
    """A new person of the register."""
    nomination = _waiting(nomination)
    record = record_of(values_of(nomination), current_book())
    record.fields |= _origin(nomination)
    source = register.Source(
        unit=nomination.unit, day=timezone.localdate(), words=nomination.get_channel_display(), evidence=_evidence(nomination)
    )
    person = register.register_many([record], source=source)[0]
    register.confirm(person, by=by)
    _decide(nomination, State.ACCEPTED, "", by, person)
    return person


@transaction.atomic
def recognise(nomination: Nomination, person: Person, *, by) -> list[str]:
    """He is in the register already: what the register does not know is filled in, nothing is replaced. The filled fields."""
    nomination = _waiting(nomination)
    record = record_of(values_of(nomination), current_book())
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    kept = {name: value for name, value in record.fields.items() if getattr(person, name) in (None, "", [], False)}
    record.fields = kept
    changed = register.update_many([(person, record)], source=None)[person.pk]
    _decide(nomination, State.KNOWN, "", by, person)
    return changed


@transaction.atomic
def send_back(nomination: Nomination, reason: str, *, by) -> None:
    """退回补充."""
    _decide(_waiting(nomination), State.RETURNED, _reason(reason, "需要补充的内容"), by, None)


@transaction.atomic
def reject(nomination: Nomination, reason: str, *, by) -> None:
    _decide(_waiting(nomination), State.REJECTED, _reason(reason, "不采用的原因"), by, None)


@transaction.atomic
def reward(nomination: Nomination, words: str, day: dt.date) -> None:
    """以才荐才: what the referrer got for it."""
    nomination = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    if nomination.channel != Nomination.Channel.EXPERT or nomination.state != State.ACCEPTED:
        raise Refused("以才荐才、已经入库的，才登记奖励。")
    words = " ".join(words.replace("\0", "").split())
    if not words or len(words) > 80:
        raise Refused("请填写奖励内容，最多80个字。")
    nomination.reward, nomination.rewarded_on = words, day
    nomination.save()


def values_of(nomination: Nomination) -> dict:
    """In the keys of talent-import/1."""
    return {
        "name": nomination.name,
        "gender": (nomination.gender_id or "").partition(".")[2],
        "birth_ym": nomination.birth,
        "phones": [nomination.phone] if nomination.phone else [],
        "email": nomination.email,
        "hometown": nomination.hometown,
        "category": CATEGORY_WORDS[nomination.category],
        "education": (nomination.education_id or "").partition(".")[2],
        "school": nomination.school,
        "major": nomination.major,
        "employer": nomination.employer,
        "position": nomination.position,
        "field": nomination.field,
    }


def _origin(nomination: Nomination) -> dict:
    about = {"recommender": nomination.referrer, "remark": nomination.words}
    if nomination.consent:
        about["basis"] = Person.Basis.CONSENT
    return {name: value for name, value in about.items() if value}


def _evidence(nomination: Nomination) -> str:
    if nomination.consent:
        return f"网上自荐，同意书第{nomination.consent}版，回执{nomination.receipt}"
    return f"{nomination.get_channel_display()}，{nomination.received_on:%Y.%m.%d}受理"


def _reason(text: str, what: str) -> str:
    text = " ".join(text.replace("\0", "").split())[:200]
    if not text:
        raise Refused(f"请写明{what}。")
    return text


def _waiting(nomination: Nomination) -> Nomination:
    nomination = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    if nomination.state != State.NEW:
        raise Refused(f"这一条已是“{nomination.get_state_display()}”，没有改动。")
    return nomination


def _decide(nomination: Nomination, state: str, reason: str, by, person: Person | None) -> None:
    nomination.state, nomination.reason, nomination.person = state, reason, person
    nomination.reviewed_by, nomination.reviewed_at = by, timezone.now()
    nomination.save()
    for follow in _followers:
        follow(nomination)
