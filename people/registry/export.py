"""People as rows of a sheet, by the columns the importer reads: what goes out comes back, changed or not."""

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch, QuerySet

from people.registry.forms import place_words
from people.registry.models import Contact, Person
from people.registry.reading_own import MASK
from people.registry.sheet import PEOPLE_COLUMNS
from talentbase.accounts.sealing import unseal
from talentbase.codes.book import current_book, name_of
from talentbase.sheets.blocks import Block, BlockColumn
from talentbase.sheets.cells import Cell
from talentbase.text.ids import mask_id
from talentbase.text.phones import mask_phone

SECRET = "保密"
PROFILES = ("official", "expert", "business")


def with_everything(people: QuerySet) -> QuerySet:
    """The people with all that a row of the sheet needs, in two statements."""
    return people.select_related(*PROFILES).prefetch_related(Prefetch("contacts", to_attr="numbers"))


def numbers_of(person: Person, whose: str) -> list[str]:
    """person: of `with_everything`. Numbers in use, in their order."""
    return [contact.phone for contact in person.numbers if contact.whose == whose and contact.phone and not contact.is_dead]


def holders_of(person: Person) -> list[str]:
    family = (contact.holder for contact in person.numbers if contact.whose == Contact.Whose.FAMILY)
    return list(dict.fromkeys(filter(None, family)))


def _profile(name: str, field: str) -> Callable[[Person], Any]:
    return lambda person: getattr(getattr(person, name, None), field, None)


def _dotted(value: str | None) -> str:
    return (value or "").replace("-", ".")


def full_place(person: Person) -> str:
    return place_words(person.location_id) if person.location_id else person.location_country


def program_words(person: Person) -> str:
    return "、".join(filter(None, (current_book().name("programs", code) for code in person.programs)))


def _turnover(person: Person) -> int | float | None:
    value = _profile("business", "turnover_wan")(person)
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


CELLS: dict[str, Callable[[Person], Any]] = {
    "record_number": lambda p: p.number,
    "name": lambda p: p.name,
    "name_latin": lambda p: p.name_latin,
    "former_name": lambda p: p.former_name,
    "gender": lambda p: name_of(p.gender_id),
    "birth_ym": lambda p: _dotted(p.birth),
    "nation": lambda p: name_of(p.nation_id),
    "hometown": lambda p: p.hometown,
    "tie_kind": lambda p: p.tie_kind,
    "politics": lambda p: name_of(p.politics_id),
    "party_date": lambda p: _dotted(p.party_date) or p.party_text,
    "work_since": lambda p: _dotted(p.work_since),
    "education": lambda p: name_of(p.education_id),
    "degree": lambda p: name_of(p.degree_id),
    "school": lambda p: p.school,
    "dept": lambda p: p.school_department,
    "major": lambda p: p.major,
    "employer": lambda p: p.employer,
    "position": lambda p: p.position,
    "title": lambda p: p.title_text or name_of(p.title_id),
    "title_since": lambda p: _dotted(_profile("expert", "title_since")(p)),
    "post_since": lambda p: _dotted(_profile("official", "post_since")(p)),
    "category": lambda p: "、".join(p.category_labels),
    "field": lambda p: p.field,
    "programs": program_words,
    "honors": lambda p: p.honors,
    "resume": lambda p: p.resume,
    "location_code": full_place,
    "email": lambda p: p.email,
    "wechat": lambda p: p.wechat,
    "consent": lambda p: p.get_consent_display(),
    "intent": lambda p: p.intent,
    "status": lambda p: p.get_status_display(),
    "uscc": _profile("business", "uscc"),
    "industry": _profile("business", "industry"),
    "products": _profile("business", "products"),
    "turnover_wan": _turnover,
    "employees": _profile("business", "employees"),
    "remark": lambda p: p.remark,
}


def _id_number(person: Person, full: bool) -> str:
    if not person.id_number_cipher:
        return ""
    number = unseal(person.id_number_cipher)
    return number if full else mask_id(number)


def _phones(person: Person, full: bool) -> str:
    """A secret number is told in full only; 保密 stands beside it, for the importer as for the reader."""
    numbers = _joined(numbers_of(person, Contact.Whose.OWN), full)
    if not person.phone_is_secret:
        return numbers
    return f"{numbers}（{SECRET}）" if full and numbers else SECRET


def _joined(numbers: list[str], full: bool) -> str:
    return "、".join(number if full else mask_phone(number) for number in numbers)


def _family(person: Person, full: bool) -> str:
    return "、".join(holder if full else holder[:1] + MASK for holder in holders_of(person))


def _home_address(person: Person, full: bool) -> str:
    return person.family_address if full else person.family_address and person.family_address[:1] + MASK


SENSITIVE: dict[str, Callable[[Person, bool], str]] = {  # (person, in full) -> cell
    "id_number": _id_number,
    "phones": _phones,
    "family_contact": _family,
    "family_phones": lambda p, full: _joined(numbers_of(p, Contact.Whose.FAMILY), full),
    "family_address": _home_address,
}
_KNOWN = [column for column in PEOPLE_COLUMNS if column.key in CELLS or column.key in SENSITIVE]
EXPORTED = tuple(sorted(_KNOWN, key=lambda column: column.key != "record_number"))
_COLUMNS = [BlockColumn(number, column.label, column.key) for number, column in enumerate(EXPORTED, 1)]
BLOCK = Block(sheet="", kind="people", header_rows=[1], columns=_COLUMNS, rows=[])


def row_of(person: Person, *, full: bool = False) -> list[Any]:
    """One row in the order of EXPORTED. person: of `with_everything`; full: numbers unmasked."""
    return [CELLS[column.key](person) if column.key in CELLS else SENSITIVE[column.key](person, full) for column in EXPORTED]


def as_exported(person: Person, reading) -> dict[str, Any]:
    """What the importer would read from this person's own unmasked row. reading: the pure half of the recipe."""
    values = zip(EXPORTED, row_of(person, full=True), strict=True)
    cells = {column.key: [Cell(value)] for column, value in values if value not in (None, "")}
    return reading.read_row(cells, BLOCK, 0).values


def news(values: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
    """What a row that came back says differently from what went out. stored: of `as_exported`."""
    return {key: value for key, value in values.items() if stored.get(key) != value}
