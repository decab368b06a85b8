"""After an import was taken back: the columns of people that are made from others and from the rows below them."""

from people.registry.actions import refresh_derived
from people.registry.models import Contact, Person, PersonClaim, PersonTag
from people.registry.record import digits_of
from talentbase.accounts.sealing import blind, unseal
from talentbase.codes.book import current_book
from talentbase.imports import undo

BATCH = 200
DERIVED = ["unit_ids", "chain_ids", "id_number_hash", "pinyin", "strokes", "search", "degree_rank", "title_level"]


def rebuild(ids: list[int]) -> None:
    people = list(Person.objects.filter(pk__in=ids))
    units, chains, phones = (
        _by_person(rows)
        for rows in (
            PersonClaim.objects.filter(person__in=ids).order_by("id").values_list("person_id", "unit_id"),
            PersonTag.objects.filter(person__in=ids).order_by("chain_id").values_list("person_id", "chain_id"),
            Contact.objects.filter(person__in=ids).order_by("whose", "order").values_list("person_id", "phone"),
        )
    )
    book = current_book()
    for person in people:
        person.unit_ids, person.chain_ids = units.get(person.pk, []), chains.get(person.pk, [])
        person.id_number_hash = blind(unseal(person.id_number_cipher)) if person.id_number_cipher else ""
        refresh_derived(person, phones.get(person.pk, []), book)
    Person.objects.bulk_update(people, DERIVED, batch_size=BATCH)
    _digits_anew(ids)


def _digits_anew(ids: list[int]) -> None:
    """`normal` of a phone is not in the log."""
    changed = []
    for contact in Contact.objects.filter(person__in=ids):
        if (digits := digits_of(contact.phone)) != contact.normal:
            contact.normal = digits
            changed.append(contact)
    Contact.objects.bulk_update(changed, ["normal"], batch_size=BATCH)


def _by_person(rows) -> dict[int, list]:
    found: dict[int, list] = {}
    for pk, value in rows:
        found.setdefault(pk, []).append(value)
    return found


undo.register(Person, rebuild)
undo.renamed("registry_person", "population", "populations", lambda population: [population])
