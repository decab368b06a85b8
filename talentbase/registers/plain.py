"""Sheets of a small register, read by its columns alone: words, days, sums, counts, numbers to call, one word of a list.

A room names its columns once (`Column.holds` says what they hold) and what makes two rows one record.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import DataError, IntegrityError, ProgrammingError, transaction
from django.db.models import Model

from talentbase.codes.lookup import CodeBook
from talentbase.imports.models import Row
from talentbase.imports.reading import RowReader, shown
from talentbase.imports.reading_terms import decided, read_day, read_project_amount
from talentbase.imports.recipe import UNNAMED, Item, Known, Repeat, RowReading
from talentbase.registers.recipe import RegisterRecipe
from talentbase.registers.saving import sentence_of
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Cell
from talentbase.sheets.column import Column
from talentbase.text.folding import fold, one_line
from talentbase.text.money import read_amount, read_count

OTHER = "other"
Words = Mapping[str, Sequence[str]]  # value -> words that mean it, the label first
REPEATED = "same_row"
MOST = 2_000_000_000  # what an integer column holds
SUM_UNIT = re.compile(r"亿元|万元|千元|元")
DENIED = "42501"  # a row-level policy says no


class PlainReading:
    """The pure half. `once`: keys that make two rows one record; `apart`: what tells two records of one sheet apart besides;
    `choices`: {key: {value: words}}, an OTHER among the values takes what no word fits; `whole_days`: keys whose month alone is
    not enough; `long`: keys of texts that keep their lines; `titles`: what a line above such a table is called. Keys that end in
    _wan and _yuan are sums.
    """

    kind = label = titles = ""
    columns: tuple[Column, ...] = ()
    once: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    choices: Mapping[str, Words] = {}
    whole_days: frozenset[str] = frozenset()
    long: frozenset[str] = frozenset()

    def __init__(self, book: CodeBook | None = None, today: dt.date | None = None):
        self.book = book
        self.today = today or dt.date.today()

    def read_row(self, cells: dict[str, list[Cell]], block: Block, row: int) -> RowReading:
        reader = RowReader(cells, block, row)
        for column in self.columns:
            self._read(reader, column)
            missing = column.required and column.key not in reader.values
            if missing and not any(note.field == column.key for note in reader.reading.errors):
                reader.fail(column.key, "missing", f"{column.label}为空，请补填")
        return reader.take_rest()

    def _read(self, reader: RowReader, column: Column) -> None:
        key = column.key
        if key in self.choices:
            self._choose(reader, column)
        elif column.holds == "date":
            read_day(reader, key, self.today)
            if key in self.whole_days:
                _complete(reader, key)
        elif key.endswith("_wan"):
            read_project_amount(reader, key=key)
        elif key.endswith("_yuan"):
            _yuan(reader, column)
        elif column.holds == "number":
            _count(reader, column)
        elif column.holds == "phone":
            reader.put(key, "、".join(reader.numbers(reader.phones(key))))
        elif key in self.long:
            reader.put(key, reader.text(key, lines=True))
        else:
            reader.put(key, decided(reader, key))

    def _choose(self, reader: RowReader, column: Column) -> None:
        text = decided(reader, column.key)
        if not text:
            return
        if value := meaning(text, self.choices[column.key]):
            reader.put(column.key, value)
        elif OTHER in self.choices[column.key]:
            reader.put(column.key, OTHER)
            reader.keep(column.label, text)
            reader.warn(column.key, "code_mapped", f"“{text[:20]}”按“其他”登记，原文保留在未登记的列中")
        else:
            known = "、".join(words[0] for words in self.choices[column.key].values())
            reader.fail(column.key, "bad_value", f"“{text[:20]}”不是可选的{column.label}，请写{known}之一")

    def judge(self, readings: list[RowReading]) -> list[Repeat]:
        first: dict[tuple, int] = {}
        repeats = []
        for number, reading in enumerate(readings):
            if reading.held:
                continue
            mark = mark_of(reading.values, self.once + self.apart)
            if mark in first:
                repeats.append(Repeat(number, first[mark], REPEATED, "与前面一行相同"))
            else:
                first[mark] = number
        return repeats


def choices_of(enum, **more: str) -> dict[str, tuple[str, ...]]:
    """Words of a Django enum: its labels, and further ones by the name of the member, parted by blanks."""
    return {member.value: (str(member.label), *more.get(member.name, "").split()) for member in enum}


def meaning(text: str, words: Words) -> Any:
    """The value whose label is the text, else the one that a word of speaks in it; "" where none does."""
    folded = fold(text)
    for value, (label, *_) in words.items():
        if folded == label:
            return value
    found = [(len(word), value) for value, known in words.items() for word in known if word in folded]
    return max(found, key=lambda pair: pair[0])[1] if found else ""


def mark_of(values: Mapping[str, Any], keys: Iterable[str]) -> tuple:
    return tuple(fold(str(values.get(key, ""))) for key in keys)


def _complete(reader: RowReader, key: str) -> None:
    """2025.11 becomes its first day, and says so; a year alone is asked about."""
    known = reader.values.get(key, "")
    if len(known) == 7:
        reader.values[key] = f"{known}-01"
        reader.warn(key, "date_text", f"没有写日，按{known.replace('-', '.')}.01登记，请核对")
    elif len(known) == 4:
        del reader.values[key]
        reader.fail(key, "bad_date", f"只有年份“{known}”，请写到年月日")
    elif not known and reader.values.get("date_text"):
        reader.fail(key, "bad_date", f"“{reader.values['date_text'][:20]}”不是日期，请写成2026.3.15的样子")


def _count(reader: RowReader, column: Column) -> None:
    cell = reader.cell(column.key)
    if cell is None:
        return
    text = one_line(shown(cell.value))
    counted = read_count(cell.value)
    number = counted and (counted.low if counted.low is not None else counted.high)
    if number is None or number > MOST:
        reader.keep(column.label, text)
        reader.warn(column.key, "unknown_count", f"“{text[:20]}”不是数字，未读入")
        return
    reader.put(column.key, int(number))
    if counted.low != counted.high or not re.fullmatch(r"[\d.]+\D?", fold(text)):
        reader.warn(column.key, "approx_number", f"“{text[:20]}”按{int(number)}读取")


def _yuan(reader: RowReader, column: Column) -> None:
    """To the cent; what a bare number means says the header, else it is 元."""
    cell = reader.cell(column.key)
    if cell is None:
        return
    found = SUM_UNIT.search(reader.header(column.key))
    amount = read_amount(cell.value, found[0] if found else "元")
    wan = amount and (amount.low if amount.low is not None else amount.high)
    text = one_line(shown(cell.value))
    if wan is None or wan * 10_000 > MOST:
        reader.keep(column.label, text)
        reader.warn(column.key, "unknown_amount", f"“{text[:20]}”不是金额，未读入")
        return
    yuan = round(wan * 10_000, 2)
    reader.put(column.key, int(yuan) if yuan == int(yuan) else yuan)
    if (found and found[0] != "元") or not re.fullmatch(r"[\d.,]+元?", fold(text)):
        reader.warn(column.key, "unit_converted", f"“{text[:20]}”按{yuan:.10g}元读取")


class PlainRecipe(RegisterRecipe):
    """The database half. `fields`: {key: model field}; `found_by`: key that stored records are looked up by.

    `made`: {key: value -> model value} where the stored value is not the read one (a day, a sum); `named`: {key: of which table
    of `prepare` it is a name}: a name that nothing bears is left out, and stands in the row. `needed`: {key of `named`: sentence
    with {} for the name}: without what bears it there is no record, so the row waits for somebody. `subject`: field of the record
    under whose name the log keeps these, where that is not their own; a row then remembers that one.
    """

    reading: type[PlainReading]
    model: type[Model]
    fields: Mapping[str, str] = {}
    found_by = ""
    made: Mapping[str, Callable[[Any], Any]] = {}
    named: frozenset[str] = frozenset()
    needed: Mapping[str, str] = {}
    subject = ""

    def __init__(self):
        super().__init__(self.reading)
        self.names: dict[str, dict[str, Any]] = {}

    def prepare(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        """{key of `named`: {folded name: model value}}, asked once for all rows."""
        return {}

    def fields_of(self, values):
        found = {}
        for key, name in self.fields.items():
            value = values.get(key)
            if value in (None, ""):
                continue
            if key in self.named:
                value = self.names.get(key, {}).get(fold(str(value)))
            elif key in self.made:
                value = self.made[key](value)
            if value not in (None, ""):
                found[name] = value
        return found

    @property
    def table(self):
        return self.model._meta.get_field(self.subject).related_model._meta.db_table if self.subject else super().table

    def known(self, readings, *, by, unit=None):
        """Asked by several threads at once: each works on a recipe of its own."""
        return copy(self)._known(readings, by=by, unit=unit)

    def apply(self, items, *, batch, by):
        return copy(self)._apply(items, batch=batch, by=by)

    def _known(self, readings: list[RowReading], *, by, unit) -> dict[int, Known]:
        self.names = self.prepare([reading.values for reading in readings])
        found = super().known(readings, by=by, unit=unit)
        for number, reading in enumerate(readings):
            if not reading.held and number not in found and (sentence := self.hindered(reading.values)):
                found[number] = Known(None, UNNAMED, sentence, review=True)
        subjects = self._subjects(each.target for each in found.values())
        return {number: replace(each, target=subjects.get(each.target, each.target)) for number, each in found.items()}

    def _apply(self, items: list[Item], *, batch, by) -> list[tuple]:
        self.names = self.prepare([item.values for item in items])
        written = super().apply(self._met(items) if self.subject else items, batch=batch, by=by)
        subjects = self._subjects(pk for pk, *_ in written)
        return [(subjects.get(pk, pk), *rest) for pk, *rest in written]

    def _met(self, items: list[Item]) -> list[Item]:
        """The record that each row met when it was checked, whose subject alone the row remembers."""
        stored = list(self.candidates([item.values for item in items], None))
        met = [next((each.pk for each in stored if self.meets(each, item.values)[0]), None) for item in items]
        return [replace(item, target=target) for item, target in zip(items, met, strict=True)]

    def _subjects(self, records: Iterable[int | None]) -> dict[int, int]:
        """{record: its subject}, {} where records are remembered themselves."""
        if not self.subject:
            return {}
        return dict(self.model.objects.filter(pk__in=[pk for pk in records if pk]).values_list("pk", self.subject))

    def _changes(self, record, fields):
        """Told under the keys of the sheet, by which a clerk or a mode leaves one as it is."""
        keys = {name: key for key, name in self.fields.items()}
        for label, stored, new, name in super()._changes(record, fields):
            yield label, stored, new, keys.get(name, name)

    def hindered(self, values: Mapping[str, Any]) -> str:
        """Why a new record cannot be made of this row as things stand, or ""."""
        return self._unnamed(values)

    def _unnamed(self, values: Mapping[str, Any]) -> str:
        for key, sentence in self.needed.items():
            if values.get(key) and fold(str(values[key])) not in self.names.get(key, {}):
                return sentence.format(f"“{values[key]}”")
        return ""

    def _write(self, item: Item, record: Model | None, batch) -> tuple:
        """A row against which a rule of the table speaks is left out alone, with the reason, not its whole sheet."""
        if record is None and (sentence := self._unnamed(item.values)):
            return None, Row.Outcome.SKIPPED, sentence
        try:
            with transaction.atomic():
                return super()._write(item, record, batch)
        except IntegrityError as broken:
            return None, Row.Outcome.SKIPPED, sentence_of(broken, self.model)
        except DataError:
            return None, Row.Outcome.SKIPPED, "有数字或文字超出了可以登记的范围，请核对"
        except ProgrammingError as broken:
            if getattr(broken.__cause__, "sqlstate", "") != DENIED:
                raise
            return None, Row.Outcome.SKIPPED, "所填的单位或对象不在您的管理范围内"

    def candidates(self, found, unit):
        name = self.fields[self.found_by]
        wanted = {self.fields_of(values).get(name) for values in found} - {None}
        return self.model.objects.filter(**{f"{name}__in": wanted}).order_by("pk")

    def meets(self, record, values):
        told = self.fields_of(values)
        names = [self.fields[key] for key in self.reading.once]
        same = all((getattr(record, name) or "") == (told.get(name) or "") for name in names)
        return (REPEATED, "已登记过", False) if same else ("", "", False)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def hundredths(number) -> Decimal:
    return Decimal(str(number)).quantize(Decimal("0.01"))
