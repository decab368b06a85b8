"""Writes what `invent` made up: units and codes are there already, everything else is new. A few dozen statements in all."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from demand.enterprises.models import Enterprise
from demand.enterprises.search_terms import terms_of as enterprise_terms
from demand.needs.models import Need, Round
from demand.needs.search_terms import terms_of as need_terms
from people.registry.actions import refresh_derived
from people.registry.models import (
    BusinessProfile,
    Contact,
    Education,
    ExpertProfile,
    OfficialProfile,
    Person,
    PersonClaim,
    PersonTag,
    Post,
)
from talentbase.accounts.models import Unit
from talentbase.accounts.sealing import blind, seal
from talentbase.codes.book import current_book
from talentbase.codes.models import ChainNode, IndustryChain
from talentbase.demo.invent.draft import Draft
from talentbase.demo.invent.employers import Employer
from talentbase.demo.invent.figures import invent_openings, invent_reported
from talentbase.demo.invent.needs import NeedDraft
from talentbase.figures.models import Duty, Opening, Reported
from talentbase.figures.reported import KINDS
from talentbase.pg.rows import insert_many
from talentbase.pg.search import vector

BATCH = 500
PROFILES = {"official": OfficialProfile, "expert": ExpertProfile, "business": BusinessProfile}


class Keys:
    """Ids of units, chains and nodes by name and code, looked up once."""

    def __init__(self):
        self.units = dict(Unit.objects.exclude(parent=None).values_list("name", "pk"))
        self.chains = dict(IndustryChain.objects.values_list("code", "pk"))
        self.nodes = dict(ChainNode.objects.values_list("code", "pk"))


def write_people(drafts: list[Draft], keys: Keys) -> list[Person]:
    """People as they stood before this month's updates; in the order of the drafts."""
    book = current_book()
    people = [_person(draft, keys, book) for draft in drafts]
    insert_many(people)
    pairs = list(zip(people, drafts, strict=True))
    for model, rows in (
        (PersonClaim, (_claim(person, unit, days, keys) for person, d in pairs for unit, days in d.units.items())),
        (Contact, (Contact(person=person, **row) for person, d in pairs for row in d.contacts)),
        (Education, (Education(person=person, **row) for person, d in pairs for row in d.educations)),
        (Post, (Post(person=person, **row) for person, d in pairs for row in d.posts)),
        (PersonTag, (_tag(person, d, keys) for person, d in pairs if d.slot.chain)),
    ):
        model.objects.bulk_create(list(rows), batch_size=BATCH)
    for kind, model in PROFILES.items():
        rows = [model(person=person, **draft.profiles[kind]) for person, draft in pairs if kind in draft.profiles]
        model.objects.bulk_create(rows, batch_size=BATCH)
    return people


def _person(draft: Draft, keys: Keys, book) -> Person:
    person = Person(**draft.values, changed_at=_noon(draft.changed_on))
    person.unit_ids = [keys.units[name] for name in draft.units]
    person.chain_ids = [keys.chains[draft.slot.chain]] if draft.slot.chain else []
    if draft.id_number:
        person.id_number_cipher, person.id_number_hash = seal(draft.id_number), blind(draft.id_number)
    refresh_derived(person, [row["phone"] for row in draft.contacts], book)
    for field, value in draft.earlier.items():
        setattr(person, field, value)
    return person


def _noon(day: dt.date) -> dt.datetime:
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    return min(moment, timezone.now())


def _claim(person: Person, unit: str, days: tuple[dt.date, dt.date], keys: Keys) -> PersonClaim:
    return PersonClaim(person=person, unit_id=keys.units[unit], first_reported=days[0], last_reported=days[1])


def _tag(person: Person, draft: Draft, keys: Keys) -> PersonTag:
    slot = draft.slot
    return PersonTag(person=person, chain_id=keys.chains[slot.chain], node_id=keys.nodes.get(slot.node))


def update_people(people: list[Person], drafts: list[Draft]) -> None:
    """The updates of this month, so that the change log tells them as what they are."""
    changed: dict[str, list[Person]] = {}
    for person, draft in zip(people, drafts, strict=True):
        for field in draft.earlier:
            setattr(person, field, draft.values[field])
            changed.setdefault(field, []).append(person)
    for field, some in changed.items():
        Person.objects.bulk_update(some, [field], batch_size=BATCH)


def write_employers(employers: list[Employer], keys: Keys) -> list[Enterprise]:
    rows = []
    for employer in employers:
        chain, node = keys.chains.get(employer.chain), keys.nodes.get(employer.node)
        row = Enterprise(**employer.values, chain_id=chain, node_id=node, unit_id=keys.units[employer.unit])
        row.search = vector(enterprise_terms(row))
        rows.append(row)
    insert_many(rows)
    return rows


def write_needs(drafts: list[NeedDraft], enterprises: list[Enterprise], keys: Keys) -> None:
    rounds = {}
    for draft in drafts:
        if draft.round.code not in rounds:
            known = {name: getattr(draft.round, name) for name in ("year", "half", "opened_on", "due_on", "closed_on")}
            rounds[draft.round.code] = Round.objects.create(**known)
    needs = []
    for draft in drafts:
        enterprise = enterprises[draft.employer]
        need = Need(**draft.values, round=rounds[draft.round.code], enterprise=enterprise, unit_id=enterprise.unit_id)
        need.chain_id, need.node_id = keys.chains.get(draft.chain), keys.nodes.get(draft.node)
        need.changed_at = _noon(draft.values["received_on"])
        need.search = vector(need_terms(need))
        needs.append(need)
    insert_many(needs)


def write_figures(seed: int, today: dt.date, keys: Keys) -> None:
    Opening.objects.bulk_create(Opening(**row) for row in invent_openings(today))
    rows = []
    for row in invent_reported(seed, today):
        unit, value = keys.units[row.pop("unit")], Decimal(row.pop("value"))
        rows.append(Reported(**row, unit_id=unit, value=value))
    Reported.objects.bulk_create(rows)
    told = dict.fromkeys((row.figure, row.unit_id) for row in rows if row.figure in KINDS)
    Duty.objects.bulk_create(Duty(figure=figure, unit_id=unit) for figure, unit in told)
