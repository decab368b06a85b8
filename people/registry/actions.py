"""Verbs on people: register, register_many, update, archive, reveal. Each is one transaction and keeps the derived columns."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from people.registry import record as records
from people.registry.models import (
    BusinessProfile,
    Contact,
    ExpertProfile,
    OfficialProfile,
    Person,
    PersonClaim,
    PersonTag,
    Post,
)
from people.registry.search_terms import terms_of
from people.registry.ways import WAYS
from talentbase.accounts.sealing import blind, seal, unseal
from talentbase.audit import log
from talentbase.codes.book import current_book
from talentbase.codes.models import IndustryChain
from talentbase.pg.rows import copies, insert_many, update_rows
from talentbase.pg.search import vector
from talentbase.text.ids import mask_id
from talentbase.text.names import split_name
from talentbase.text.pinyin import sort_key
from talentbase.text.strokes import stroke_key
from talentbase.web.edits import Stale
from talentbase.web.requests import whole_number

BATCH = 500
PROFILES = {"official": OfficialProfile, "expert": ExpertProfile, "business": BusinessProfile}


@dataclass(frozen=True)
class Source:
    """Where records come from: the reporting unit, the day, the words for 入库来源 and the legal evidence."""

    unit: Any
    day: Any
    words: str = ""
    evidence: str = ""


@transaction.atomic
def register_many(found: list[records.Record], *, source: Source) -> list[Person]:
    """Write new people with everything below them, in a dozen statements for the whole list. Returns them in order."""
    book = current_book()
    blank, chains = copies(_blank(source)), _chains()
    people = [_new_person(record, blank, book, chains) for record in found]
    insert_many(people)
    _write_children(people, found, book)
    renew_claims([person.pk for person in people], source)
    return people


def _blank(source: Source) -> Person:
    """What every person of this source starts from."""
    return Person(unit_ids=[source.unit.pk], source=source.words, basis_evidence=source.evidence, entered_on=source.day)


def _new_person(record: records.Record, blank: Callable[..., Person], book, chains: dict[str, int]) -> Person:
    person = blank(**record.fields)
    _apply_marks(person, record, chains)
    refresh_derived(person, [*record.phones, *record.family_phones], book)
    person.categories = person.categories or [Person.Category.EXPERT]
    return person


def apply_fields(person: Person, record: records.Record, chains: dict[str, int]) -> list[str]:
    """Put a record's values on a person; returns the names of the fields that really changed. Then `refresh_derived`.

    chains: {code: id} of the industry chains.
    """
    changed = []
    for name, value in record.fields.items():
        if name == "categories":
            value = sorted({*person.categories, *value})
        if getattr(person, name) != value:
            setattr(person, name, value)
            _unconfirmed(person, name)
            changed.append(name)
    return changed + _apply_marks(person, record, chains)


def _apply_marks(person: Person, record: records.Record, chains: dict[str, int]) -> list[str]:
    """The ID number and the chains; what of them changed."""
    changed = []
    if record.id_number and person.id_number_hash != blind(record.id_number):
        person.id_number_cipher, person.id_number_hash = seal(record.id_number), blind(record.id_number)
        changed.append("id_number_hash")
    if record.chains:
        wanted = sorted({*person.chain_ids, *(chains[code] for code in record.chains if code in chains)})
        changed += ["chain_ids"] if wanted != person.chain_ids else []
        person.chain_ids = wanted
    return changed


def _unconfirmed(person: Person, name: str) -> None:
    """A way to reach somebody that was written anew has not been tried yet."""
    if name in WAYS:
        setattr(person, f"{name}_confirmed_on", None)


def refresh_derived(person: Person, phones: list[str], book=None) -> None:
    """Columns that lists, search and matching read; call before every save."""
    records.derive(person, book or current_book())
    person.pinyin = sort_key(person.name)[:120]
    person.strokes = stroke_key(person.name)[:160]
    person.search = vector(terms_of(person, phones))


def _chains() -> dict[str, int]:
    return dict(IndustryChain.objects.values_list("code", "pk"))


def _write_children(people: list[Person], found: list[records.Record], book) -> None:
    pairs = list(zip(people, found, strict=True))
    contacts = [contact for person, record in pairs for contact in records.contacts_of(person, record)]
    insert_many(list({(c.person_id, c.whose, c.normal or c.holder): c for c in contacts}.values()))
    OfficialProfile.objects.bulk_create([OfficialProfile(person_id=p.pk, **r.official) for p, r in pairs if r.official])
    ExpertProfile.objects.bulk_create([ExpertProfile(person_id=p.pk, **r.expert) for p, r in pairs if r.expert])
    BusinessProfile.objects.bulk_create([BusinessProfile(person_id=p.pk, **r.business) for p, r in pairs if r.business])
    PersonTag.objects.bulk_create([PersonTag(person_id=p.pk, chain_id=chain) for p, _ in pairs for chain in p.chain_ids])
    _write_posts(pairs)


def _write_posts(pairs: list[tuple[Person, records.Record]]) -> None:
    """The lines of a 简历 as posts, for people who have none yet: what somebody entered line by line stands."""
    told = [(person, record) for person, record in pairs if record.fields.get("resume")]
    people = [person.pk for person, _ in told]
    settled = set(Post.objects.filter(person__pk__among=people).values_list("person_id", flat=True)) if told else set()
    insert_many([post for person, record in told if person.pk not in settled for post in records.posts_of(person, record)])


@transaction.atomic
def update_many(pairs: list[tuple[Person, records.Record]], *, source: Source | None) -> dict[int, list[str]]:
    """Bring what a sheet says into people already known. {person id: changed fields}; unchanged rows are not written.

    A sheet's empty cell takes nothing away; phones are added. The claim of the reporting unit is added or renewed; source
    None: nobody reports, somebody edits.
    """
    if not pairs:
        return {}
    book = current_book()
    outcome: dict[int, list[str]] = {}
    contacts, chains = _contacts_of([person.pk for person, _ in pairs]), _chains()
    new_contacts, written = [], []
    for person, record in pairs:
        stored = contacts.get(person.pk, [])
        added = contact_news(record, stored)
        changed = apply_fields(person, record, chains) + _write_profiles(person, record)
        if rows := records.contacts_of(person, added):
            changed.append("contacts")
            new_contacts += rows
        if source and source.unit.pk not in person.unit_ids:
            person.unit_ids = [*person.unit_ids, source.unit.pk]
            changed.append("unit_ids")
        outcome[person.pk] = changed
        if changed:
            phones = [contact.phone for contact in stored]
            refresh_derived(person, [*phones, *added.phones, *added.family_phones], book)
            written.append(person)
    update_rows(list({person.pk: person for person in written}.values()))
    Contact.objects.bulk_create(new_contacts, ignore_conflicts=True)
    _write_posts([(person, record) for person, record in pairs if "resume" in outcome[person.pk]])
    if source:
        renew_claims([person.pk for person, _ in pairs], source)
    _write_tags([person for person, _ in pairs if "chain_ids" in outcome[person.pk]])
    return outcome


def profile_news(person: Person, record: records.Record) -> list[tuple[models.Model, str, Any]]:
    """(profile, field, value) of what the record says of office, title and business and is not stored yet.

    The profile is unsaved where there is none. person: with its profiles selected, or each costs a query.
    """
    found = []
    for name, model in PROFILES.items():
        if given := getattr(record, name):
            profile = getattr(person, name, None) or model(person=person)
            values = {key: _as_stored(profile, key, value) for key, value in given.items()}
            found += [(profile, key, value) for key, value in values.items() if getattr(profile, key) != value]
    return found


def _as_stored(profile: models.Model, name: str, value):
    """Texts cut to their column, amounts with two places."""
    field = profile._meta.get_field(name)
    if isinstance(field, models.DecimalField):
        return Decimal(str(value)).quantize(Decimal("0.01"))
    return value[: field.max_length] if isinstance(value, str) and field.max_length else value


def _write_profiles(person: Person, record: records.Record) -> list[str]:
    """The names of the fields that changed."""
    told = profile_news(person, record)
    for profile, name, value in told:
        setattr(profile, name, value)
    for profile in {id(profile): profile for profile, _, _ in told}.values():
        profile.save()
    return [name for _, name, _ in told]


def contact_news(record: records.Record, stored: list[Contact]) -> records.Record:
    """A record of nothing but the numbers and the family contact that are not among the stored rows."""
    own, family = ({contact.phone for contact in stored if contact.whose == whose} for whose in Contact.Whose)
    more = [number for number in record.family_phones if number not in family]
    is_new = more or record.family_contact not in {contact.holder for contact in stored}
    return records.Record(
        fields={},
        phones=[number for number in record.phones if number not in own],
        family_phones=more,
        family_contact=record.family_contact if is_new else "",
    )


def _contacts_of(ids: list[int]) -> dict[int, list[Contact]]:
    found: dict[int, list[Contact]] = {}
    for contact in Contact.objects.filter(person__in=ids).order_by("whose", "order", "id"):
        found.setdefault(contact.person_id, []).append(contact)
    return found


def renew_claims(people: Collection[int], source: Source) -> None:
    """The unit reports these people (ids): its claim on each is made, or renewed where it is older."""
    if not people:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_personclaim AS known (person_id, unit_id, first_reported, last_reported) "
            "SELECT DISTINCT id, %(unit)s::bigint, %(day)s::date, %(day)s::date FROM unnest(%(ids)s::bigint[]) AS given(id) "
            "ON CONFLICT (person_id, unit_id) DO UPDATE SET last_reported = EXCLUDED.last_reported "
            "WHERE known.last_reported < EXCLUDED.last_reported",
            {"unit": source.unit.pk, "day": source.day, "ids": list(people)},
        )


def _write_tags(people: list[Person]) -> None:
    tags = [PersonTag(person=person, chain_id=chain) for person in people for chain in person.chain_ids]
    PersonTag.objects.bulk_create(tags, ignore_conflicts=True)


@transaction.atomic
def register(person: Person, *, unit, by, id_number: str = "", chains=()) -> Person:
    """One person from the form. `person` is unsaved and checked; the claim is that of `unit`."""
    person.unit_ids = [unit.pk]
    person.chain_ids = sorted(chain.pk for chain in chains)
    person.source = person.source or f"{unit.name}登记"
    person.last_confirmed = person.last_confirmed or timezone.localdate()
    _set_id_number(person, id_number)
    refresh_derived(person, [])
    person.save()
    today = timezone.localdate()
    PersonClaim.objects.create(person=person, unit=unit, first_reported=today, last_reported=today)
    _write_tags([person])
    return person


@transaction.atomic
def update(person: Person, *, opened_version: int, by, id_number: str | None = None, chains=None) -> Person:
    """Save an edited person; raises Stale where somebody saved since `opened_version`. id_number None = unchanged."""
    stored = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if stored.version != opened_version:
        raise Stale(stored)
    for name in WAYS:
        if getattr(person, name) != getattr(stored, name):
            _unconfirmed(person, name)
    if id_number is not None:
        _set_id_number(person, id_number)
    if chains is not None:
        person.chain_ids = sorted(chain.pk for chain in chains)
        PersonTag.objects.filter(person=person).exclude(chain__in=person.chain_ids).delete()
        _write_tags([person])
    refresh_derived(person, list(person.contacts.values_list("phone", flat=True)))
    person.save()
    person.refresh_from_db(fields=["version", "changed_at"])
    return person


def _set_id_number(person: Person, number: str) -> None:
    person.id_number_cipher = seal(number) if number else None
    person.id_number_hash = blind(number)


@transaction.atomic
def save_contacts(person: Person, contacts: list[Contact], *, removed: list[int] = ()) -> None:
    """Save the form's phone rows; only rows marked for it are taken away. Another number is another version of the person."""
    before = list(person.contacts.order_by("pk").values())
    person.contacts.filter(pk__in=removed).delete()
    last = max((row["order"] for row in before), default=0)
    for place, contact in enumerate(contacts, 1):
        contact.person, contact.order = person, contact.order if contact.pk else last + place
        contact.save()
    refresh_derived(person, list(person.contacts.values_list("phone", flat=True)))
    person.save(update_fields=["search"])
    if before != list(person.contacts.order_by("pk").values()):
        Person.objects.filter(pk=person.pk).update(changed_at=timezone.now())


@transaction.atomic
def confirm_way(person: Person, way: str, *, by) -> bool:
    """Somebody was reached today by this way: one of WAYS, or "phone-" and the number of the contact. False: there is none."""
    today = timezone.localdate()
    if way in WAYS and getattr(person, way):
        Person.objects.filter(pk=person.pk).update(**{f"{way}_confirmed_on": today})
        return True
    number = whole_number(way.removeprefix("phone-")) if way.startswith("phone-") else None
    standing = person.contacts.filter(pk=number or 0, is_dead=False).exclude(phone="")
    return bool(standing.update(confirmed_on=today))


@transaction.atomic
def confirm(person: Person, *, by) -> Person:
    """核实: somebody made sure today that the record is right."""
    person.last_confirmed = timezone.localdate()
    person.save(update_fields=["last_confirmed"])
    return person


@transaction.atomic
def archive(person: Person, *, reason: str, by) -> Person:
    """Out of every list and figure; nothing is deleted, `restore` brings it back."""
    person.archived_at, person.archived_reason = timezone.now(), reason
    person.save(update_fields=["archived_at", "archived_reason"])
    return person


_guards: list[Callable[[Person], str]] = []


def guard_restore(guard: Callable[[Person], str]) -> None:
    """A room above says why an archived file must stay so ("" = it need not)."""
    _guards.append(guard)


class NotRestorable(Exception):
    """Says what is in the way and what to do."""


@transaction.atomic
def restore(person: Person, *, by) -> Person:
    """Raises NotRestorable, and IntegrityError where the ID number is registered with another file by now."""
    for guard in _guards:
        if reason := guard(person):
            raise NotRestorable(reason)
    person.archived_at, person.archived_reason = None, ""
    person.save(update_fields=["archived_at", "archived_reason"])
    return person


def reveal(person: Person, field: str, *, reason: str, by, address: str = "") -> list[str]:
    """The full numbers of one person and one field ("phones" or "id_number"), after one line in the access log."""
    log.record("reveal", user=by, address=address, subject=person, field=field, reason=reason)
    if field == "id_number":
        return [unseal(person.id_number_cipher)] if person.id_number_cipher else []
    return [contact.phone for contact in person.contacts.all() if contact.phone]


def masked_id_number(person: Person) -> str:
    return mask_id(unseal(person.id_number_cipher)) if person.id_number_cipher else ""


def clean_name(text: str) -> str:
    """The name as the register writes it: `李 红` -> 李红."""
    return split_name(text).name
