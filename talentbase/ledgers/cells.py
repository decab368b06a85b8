"""Words of a cell -> the value of a typed column, and back."""

import base64
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from people.registry.fields import PersonField
from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.accounts.sealing import blind, seal, unseal
from talentbase.ledgers.models import Column
from talentbase.text.dates import BadDate, parse_date
from talentbase.text.folding import fold, one_line
from talentbase.text.phones import mask_phone, read_phones

Kind = Column.Kind
LONGEST = 1000
FEW = 8  # different words that make a column one of choices
REPEATED = 3  # times as many rows as words, at least
SECRET_LABEL = re.compile(r"身份证|证件号|证件编号|银行卡|卡号|账号|帐号|护照")
PHONE_LABEL = re.compile(r"电话|手机|联系方式|联系号码")
SECRET_CELL = re.compile(r"\d{17}[\dXx]|\d{16,19}")
PHONE_CELL = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
WRITTEN_NUMBER = re.compile(r"0\d+|\d{9,}")  # 0301, 20260301001: a name in digits, nothing to be added up


class BadCell(ValueError):
    """What is written does not fit the column; the message is a Chinese sentence without its full stop."""


class Named:
    """People and units by what is written, each asked once for a whole sheet. people: those the user may name."""

    def __init__(self, people=None):
        self.people = Person.objects.present() if people is None else people
        self._persons: dict[str, Person] = {}
        self._units: dict[str, Unit] | None = None

    def read_ahead(self, texts: Iterable[str]) -> None:
        """Names that only one person has; the others are asked one by one, and say why they are not enough."""
        wanted = {one_line(_plain(text)) for text in texts if text not in (None, "")}
        found: dict[str, list[Person]] = {}
        for person in self.people.filter(name__in=wanted).order_by("pk"):
            found.setdefault(person.name, []).append(person)
        self._persons |= {name: same[0] for name, same in found.items() if len(same) == 1}

    def person(self, text: str) -> Person:
        if text not in self._persons:
            box = PersonField()
            box.people = self.people
            try:
                self._persons[text] = box.clean(text)
            except ValidationError as problem:
                raise BadCell("；".join(problem.messages).rstrip("。")) from None
        return self._persons[text]

    def unit(self, text: str) -> Unit:
        if self._units is None:
            self._units = {unit.name: unit for unit in Unit.objects.order_by("-pk")}
        if text not in self._units:
            raise BadCell(f"没有单位“{text[:20]}”")
        return self._units[text]


def value_of(column: Column, written, named: Named | None = None):
    """What is stored, or the person or unit that is meant; None for an empty cell. Raises BadCell."""
    if written in (None, ""):
        return None
    if column.kind == Kind.NUMBER:
        return _number(column, written)
    if column.kind == Kind.DATE:
        return _date(column, written)
    text = one_line(f"{written:%Y-%m-%d}" if isinstance(written, dt.date) else _plain(written))[:LONGEST]
    if column.kind == Kind.CHOICE and text not in column.choices:
        raise BadCell(f"“{column.label}”没有选项“{text[:20]}”，可选{'、'.join(column.choices)}")
    if column.kind == Kind.PHONE:
        return _phones(column, text)
    if column.kind == Kind.SECRET:
        return secret(column, written, text)
    if column.kind in (Kind.PERSON, Kind.UNIT):
        named = named or Named()
        try:
            return named.unit(text) if column.kind == Kind.UNIT else named.person(text)
        except BadCell as problem:
            raise BadCell(f"“{column.label}”{problem}") from None
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


def _phones(column: Column, text: str) -> str:
    reading = read_phones(text)
    if reading.bad or not reading.numbers:
        raise BadCell(f"“{column.label}”不是电话号码，现为“{text[:4]}…”")
    return "、".join(reading.numbers)


def secret(column: Column, written, text: str) -> dict[str, str]:
    """A number that is kept sealed: of it only the index and the last four digits are there to be read."""
    number = re.sub(r"[\s-]", "", text).upper()
    if isinstance(written, int | float) and abs(written) >= 1e15:
        raise BadCell(f"“{column.label}”在表格中存成了数值，末几位可能已丢失，请改为文本格式重新填写")
    return {"s": base64.b64encode(seal(number)).decode(), "h": blind(number), "m": f"****{number[-4:]}"}


def opened(value: dict[str, str]) -> str:
    return unseal(base64.b64decode(value["s"]))


def comparable(value):
    """Equal for two cells that say the same."""
    if isinstance(value, dict):
        return value["h"]
    return value.pk if isinstance(value, Person | Unit) else value


def shown(column: Column, value) -> str:
    """As every page and sheet has it: numbers of people masked."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return value["m"]
    if column.kind == Kind.PHONE:
        return "、".join(map(mask_phone, str(value).split("、")))
    return str(value).replace("-", ".") if column.kind == Kind.DATE else str(value)


class Cells:
    """Cells of the entries of one page, what they point to asked once. Of people only those the user sees are named."""

    def __init__(self, entries, user):
        self.targets, self.references = {}, {}
        found = [each for entry in entries for each in entry.references.all()]
        seen = set(Person.objects.visible_to(user).filter(pk__in=[r.person_id for r in found]).values_list("pk", flat=True))
        for each in found:
            self.references[each.entry_id, each.column_id] = each
            self.targets[each.entry_id, each.column_id] = self._words(each, seen)

    @staticmethod
    def _words(reference, seen: set[int]) -> str:
        if reference.person_id:
            return reference.person.name if reference.person_id in seen else "（不在您的范围内）"
        return reference.unit.name if reference.unit_id else reference.file.name

    def words(self, column: Column, entry) -> str:
        if column.kind in Column.LINKED:
            return self.targets.get((entry.pk, column.pk), "")
        return shown(column, entry.values.get(column.key))


def kind_of(label: str, cells: list) -> tuple[str, list[str]]:
    """(kind, choices) that fits everything written in a column of a sheet; numbers of people are recognised first."""
    written = [cell for cell in cells if cell not in (None, "")]
    texts = [one_line(_plain(cell)) for cell in written]
    if SECRET_LABEL.search(label) or (texts and all(SECRET_CELL.fullmatch(text) for text in texts)):
        return Kind.SECRET, []
    if not written:
        return (Kind.PHONE if PHONE_LABEL.search(label) else Kind.TEXT), []
    if _all_phones(label, texts):
        return Kind.PHONE, []
    if not any(isinstance(cell, str) and WRITTEN_NUMBER.fullmatch(cell.strip()) for cell in written) and _all_fit(
        Kind.NUMBER, written
    ):
        return Kind.NUMBER, []
    if _all_fit(Kind.DATE, written):
        return Kind.DATE, []
    words = Counter(texts)
    is_choice = len(words) <= FEW and len(written) >= REPEATED * len(words) and all(len(word) <= 20 for word in words)
    return (Kind.CHOICE, [word for word, _ in words.most_common()]) if is_choice else (Kind.TEXT, [])


def _all_phones(label: str, texts: list[str]) -> bool:
    if all(PHONE_CELL.fullmatch(text) for text in texts):
        return True
    readings = [read_phones(text) for text in texts] if PHONE_LABEL.search(label) else []
    return bool(readings) and all(reading.numbers and not reading.bad for reading in readings)


def _all_fit(kind: str, cells: list) -> bool:
    return all(_fits(kind, cell) for cell in cells)


def _fits(kind: str, cell) -> bool:
    if kind == Kind.DATE and isinstance(cell, int | float):
        return False
    try:
        value_of(Column(label="", kind=kind), cell)
    except BadCell:
        return False
    return True
