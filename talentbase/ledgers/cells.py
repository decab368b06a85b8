"""Words of a cell -> the value of a typed column, and back."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from people.registry.fields import PersonField, str_of
from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.ledgers.models import Column
from talentbase.text.dates import BadDate, parse_date
from talentbase.text.folding import fold, one_line

Kind = Column.Kind
LONGEST = 1000
FEW = 8  # different words that make a column one of choices
REPEATED = 3  # times as many rows as words, at least


class BadCell(ValueError):
    """What is written does not fit the column; the message is a Chinese sentence without its full stop."""


def value_of(column: Column, written, people=None):
    """What is stored; None for an empty cell. people: those the user may name. Raises BadCell."""
    if written in (None, ""):
        return None
    if column.kind == Kind.NUMBER:
        return _number(column, written)
    if column.kind == Kind.DATE:
        return _date(column, written)
    text = one_line(f"{written:%Y-%m-%d}" if isinstance(written, dt.date) else _plain(written))[:LONGEST]
    if column.kind == Kind.CHOICE and text not in column.choices:
        raise BadCell(f"“{column.label}”没有选项“{text[:20]}”，可选{'、'.join(column.choices)}")
    if column.kind == Kind.UNIT:
        found = Unit.objects.filter(name=text).first()
        if found is None:
            raise BadCell(f"“{column.label}”没有单位“{text[:20]}”")
        return found.pk
    if column.kind == Kind.PERSON:
        return _person(column, text, people)
    return text or None


def _plain(written) -> str:
    """3.0 out of a sheet is 3."""
    return str(int(written)) if isinstance(written, float) and written.is_integer() else str(written)


def _number(column: Column, written) -> float | int:
    try:
        number = Decimal(fold(str(written)).replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise BadCell(f"“{column.label}”应为数字，现为“{str(written)[:20]}”") from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise BadCell(f"“{column.label}”的数字太大")
    return int(number) if number == number.to_integral_value() else float(number)


def _date(column: Column, written) -> str:
    try:
        return parse_date(written).date.iso()
    except BadDate as problem:
        raise BadCell(f"“{column.label}”{problem}") from None


def _person(column: Column, text: str, people) -> int:
    box = PersonField()
    box.people = Person.objects.present() if people is None else people
    try:
        return box.clean(text).pk
    except Exception as problem:
        raise BadCell(f"“{column.label}”{'；'.join(problem.messages)}") from None


class Names:
    """Words of people and units, asked once for a page. Of people only those the user sees are named."""

    def __init__(self, columns: Iterable[Column], entries, user):
        self.people, self.units = {}, {}
        keys = {kind: [column.key for column in columns if column.kind == kind] for kind in (Kind.PERSON, Kind.UNIT)}
        wanted = {kind: {entry.values.get(key) for entry in entries for key in keys[kind]} - {None} for kind in keys}
        if wanted[Kind.PERSON]:
            seen = Person.objects.visible_to(user).filter(pk__in=wanted[Kind.PERSON])
            self.people = {person.pk: person for person in seen}
        if wanted[Kind.UNIT]:
            self.units = dict(Unit.objects.filter(pk__in=wanted[Kind.UNIT]).values_list("pk", "name"))

    def words(self, column: Column, value) -> str:
        if value is None:
            return ""
        if column.kind == Kind.PERSON:
            person = self.people.get(value)
            return person.name if person else "（不在您的范围内）"
        if column.kind == Kind.UNIT:
            return self.units.get(value, "")
        return str(value).replace("-", ".") if column.kind == Kind.DATE else str(value)


def typed(column: Column, value) -> str:
    """As the form's box shows it."""
    if value is None:
        return ""
    if column.kind == Kind.PERSON:
        person = Person.objects.filter(pk=value).first()
        return str_of(person) if person else ""
    return str(value)


def kind_of(cells: list) -> tuple[str, list[str]]:
    """(kind, choices) that fits everything written in a column of a sheet."""
    written = [cell for cell in cells if cell not in (None, "")]
    if not written:
        return Kind.TEXT, []
    for kind in (Kind.NUMBER, Kind.DATE):
        if all(_fits(kind, cell) for cell in written):
            return kind, []
    words = Counter(one_line(_plain(cell)) for cell in written)
    is_choice = len(words) <= FEW and len(written) >= REPEATED * len(words) and all(len(word) <= 20 for word in words)
    return (Kind.CHOICE, [word for word, _ in words.most_common()]) if is_choice else (Kind.TEXT, [])


def _fits(kind: str, cell) -> bool:
    if kind == Kind.DATE and isinstance(cell, int | float):
        return False
    try:
        value_of(Column(label="", kind=kind), cell)
    except BadCell:
        return False
    return True
