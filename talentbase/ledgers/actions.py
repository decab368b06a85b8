"""Verbs on ledgers, their columns and entries. Each is one transaction."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from talentbase.accounts.models import Unit
from talentbase.ledgers.cells import BadCell, kind_of, value_of
from talentbase.ledgers.models import MOST_COLUMNS, Column, Entry, Ledger
from talentbase.ledgers.sheets import Table
from talentbase.registers import saving
from talentbase.registers.saving import Refused

BATCH = 1000
SHOWN = 20


@dataclass
class Taken:
    """What became of a sheet. wrong: (row, why) of rows that were left out."""

    added: int = 0
    same: int = 0
    wrong: list[tuple[int, str]] = field(default_factory=list)

    def __str__(self):
        said = f"新增{self.added}条" + (f"，{self.same}条已有" if self.same else "")
        if not self.wrong:
            return f"{said}。"
        told = "；".join(f"第{row}行{why}" for row, why in self.wrong[:SHOWN])
        return f"{said}，{len(self.wrong)}行没有导入：{told}。"


@transaction.atomic
def found(ledger: Ledger, table: Table | None, *, by) -> Taken:
    """A new ledger, its columns and rows out of a sheet where one is given."""
    ledger.save()
    if table is None:
        return Taken()
    for order, label in enumerate(table.headers.values()):
        kind, choices = kind_of([values.get(label) for _, values in table.rows])
        Column.objects.create(ledger=ledger, key=f"c{order + 1}", label=label, kind=kind, choices=choices, order=order)
    return take_in(ledger, table, by=by)


@transaction.atomic
def take_in(ledger: Ledger, table: Table, *, by) -> Taken:
    """Rows that say what is there already change nothing. Raises Refused where no column is known."""
    saving.locked(ledger)  # the same sheet twice at once is one sheet
    columns = {column.label: column for column in ledger.columns.all()}
    known = {label: columns[label] for label in table.headers.values() if label in columns}
    if not known:
        raise Refused(f"表中没有本台账的列。本台账的列是：{'、'.join(columns)}。")
    taken, fresh = Taken(), []
    there = {_sign(values) for values in ledger.entries.values_list("values", flat=True)}
    for row, written in table.rows:
        try:
            values = {column.key: value_of(column, written.get(label)) for label, column in known.items()}
        except BadCell as problem:
            taken.wrong.append((row, str(problem)))
            continue
        values = {key: value for key, value in values.items() if value is not None}
        if not values or _sign(values) in there:
            taken.same += bool(values)
            continue
        there.add(_sign(values))
        fresh.append(Entry(ledger=ledger, values=values, words=_words(values)))
    Entry.objects.bulk_create(fresh, batch_size=BATCH)
    taken.added = len(fresh)
    return taken


def _sign(values: dict) -> str:
    return repr(sorted(values.items()))


def _words(values: dict) -> str:
    return "\n".join(str(value) for value in values.values())


@transaction.atomic
def keep_entry(entry: Entry, values: dict, *, opened_version: int | None, by) -> Entry:
    """values: as stored. Raises Stale."""
    entry.values = {key: value for key, value in values.items() if value is not None}
    entry.words = _words(entry.values)
    return saving.keep(entry, opened_version=opened_version, by=by)


@transaction.atomic
def add_column(ledger: Ledger, column: Column, *, by) -> Column:
    """Raises Refused."""
    taken = list(ledger.columns.values_list("key", "label"))
    if len(taken) >= MOST_COLUMNS:
        raise Refused(f"一个台账最多{MOST_COLUMNS}列。")
    if column.label in (label for _, label in taken):
        raise Refused(f"已有“{column.label}”列。")
    last = max((int(key[1:]) for key, _ in taken), default=0)
    column.ledger, column.key, column.order = ledger, f"c{last + 1}", last
    column.save()
    return column


@transaction.atomic
def change_column(column: Column, *, by) -> Column:
    """Another name, kind or choices; what is stored must fit. Raises Refused that names the entries that do not."""
    stored = Column.objects.select_for_update(of=("self",)).get(pk=column.pk)
    if stored.ledger.columns.exclude(pk=column.pk).filter(label=column.label).exists():
        raise Refused(f"已有“{column.label}”列。")
    if (stored.kind, stored.choices) != (column.kind, column.choices):
        _convert(stored, column)
    column.save()
    return column


def _convert(stored: Column, column: Column) -> None:
    changed, wrong = [], []
    for entry in column.ledger.entries.select_for_update(of=("self",)).filter(values__has_key=column.key):
        try:
            written = entry.values[column.key]
            entry.values[column.key] = value_of(column, _as_written(stored, written))
        except BadCell as problem:
            wrong.append(f"“{entry}”：{problem}")
            continue
        entry.words = _words(entry.values)
        changed.append(entry)
    if wrong:
        raise Refused(f"有{len(wrong)}条不合新的类型，请先修改：{'；'.join(wrong[:5])}。")
    Entry.objects.bulk_update(changed, ["values", "words"], batch_size=BATCH)


def _as_written(stored: Column, value):
    """What a person or unit is called, everything else as it is."""
    if stored.kind == Column.Kind.UNIT:
        return Unit.objects.filter(pk=value).values_list("name", flat=True).first() or ""
    return f"RC-{value:06d}" if stored.kind == Column.Kind.PERSON else value


@transaction.atomic
def close(ledger: Ledger, *, by) -> Ledger:
    ledger = saving.locked(ledger)
    ledger.closed_on = None if ledger.closed_on else timezone.localdate()
    ledger.save(update_fields=["closed_on"])
    return ledger
