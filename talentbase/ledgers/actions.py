"""Verbs on ledgers, their columns and entries. Each is one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from people.registry.fields import str_of
from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.files.models import StoredFile
from talentbase.ledgers.cells import BadCell, Named, comparable, kind_of, opened, value_of
from talentbase.ledgers.models import MOST_COLUMNS, Column, Entry, Ledger, Reference
from talentbase.ledgers.sheets import Table
from talentbase.registers import saving
from talentbase.registers.saving import Refused

BATCH = 1000
SHOWN = 20
POINTS_AT = {Person: "person", Unit: "unit", StoredFile: "file"}
Cell = object  # a stored value, the person, unit or file that is meant, or a Reference that stays as it is


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
        kind, choices = kind_of(label, [values.get(label) for _, values in table.rows])
        Column.objects.create(ledger=ledger, key=f"c{order + 1}", label=label, kind=kind, choices=choices, order=order)
    return take_in(ledger, table, by=by)


@transaction.atomic
def take_in(ledger: Ledger, table: Table, *, by) -> Taken:
    """Rows whose cells say what an entry says already change nothing. Raises Refused where no column is known."""
    if saving.locked(ledger).closed_on:  # the lock: the same sheet twice at once is one sheet
        raise Refused("台账已停用，恢复以后才能追加。")
    columns = {column.label: column for column in ledger.columns.all() if column.kind != Column.Kind.FILE}
    known = {label: columns[label] for label in table.headers.values() if label in columns}
    if not known:
        raise Refused(f"表中没有本台账的列。本台账的列是：{'、'.join(columns)}。")
    named, taken, fresh = Named(), Taken(), []
    people = [label for label, column in known.items() if column.kind == Column.Kind.PERSON]
    named.read_ahead(values.get(label) for _, values in table.rows for label in people)
    there = _signs(ledger, known.values())
    for row, written in table.rows:
        try:
            cells = {column: value_of(column, written.get(label), named) for label, column in known.items()}
        except BadCell as problem:
            taken.wrong.append((row, str(problem)))
            continue
        cells = {column: value for column, value in cells.items() if value is not None}
        sign = _sign({column.key: value for column, value in cells.items()})
        if not cells or sign in there:
            taken.same += bool(cells)
            continue
        there.add(sign)
        fresh.append(cells)
    _insert(ledger, fresh)
    taken.added = len(fresh)
    return taken


def _signs(ledger: Ledger, columns: Iterable[Column]) -> set[str]:
    """What the entries say in these columns: what else stands in them does not make another row of the sheet."""
    keys = {column.key for column in columns}
    points = {}
    references = Reference.objects.filter(entry__ledger=ledger, column__in=[column.pk for column in columns])
    for entry, key, person, unit in references.values_list("entry", "column__key", "person", "unit"):
        points.setdefault(entry, {})[key] = person or unit
    return {
        _sign({key: value for key, value in values.items() if key in keys} | points.get(entry, {}))
        for entry, values in ledger.entries.values_list("pk", "values")
    }


def _sign(values: dict) -> str:
    return repr(sorted((key, comparable(value)) for key, value in values.items()))


def _insert(ledger: Ledger, rows: list[dict[Column, Cell]]) -> None:
    entries = [Entry(ledger=ledger, values=(plain := _plain(cells)), words=_words(cells, plain)) for cells in rows]
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    pairs = zip(entries, rows, strict=True)
    Reference.objects.bulk_create([each for entry, cells in pairs for each in _references(entry, cells)], batch_size=BATCH)


def _plain(cells: dict[Column, Cell]) -> dict:
    return {column.key: value for column, value in cells.items() if value is not None and not _is_linked(value)}


def _is_linked(value: Cell) -> bool:
    return isinstance(value, Reference) or type(value) in POINTS_AT


def _references(entry: Entry, cells: dict[Column, Cell]) -> list[Reference]:
    found = []
    for column, value in cells.items():
        if isinstance(value, Reference):
            person, unit, file = value.points_at
            found.append(Reference(entry=entry, column=column, person_id=person, unit_id=unit, file_id=file))
        elif type(value) in POINTS_AT:
            found.append(Reference(entry=entry, column=column, **{POINTS_AT[type(value)]: value}))
    return found


def _words(cells: dict[Column, Cell], plain: dict) -> str:
    """Of people nothing: whoever sees the ledger does not see everybody in it."""
    units = [value.name for value in cells.values() if isinstance(value, Unit)]
    units += [value.unit.name for value in cells.values() if isinstance(value, Reference) and value.unit_id]
    return "\n".join([*(str(value) for value in plain.values() if not isinstance(value, dict)), *units])


@transaction.atomic
def keep_entry(entry: Entry, cells: dict[Column, Cell], *, opened_version: int | None, by) -> Entry:
    """cells: as `value_of` gives them, all columns of the ledger. Raises Stale, Refused."""
    if not entry.pk and saving.locked(entry.ledger).closed_on:
        raise Refused("台账已停用，恢复以后才能新增。")
    entry.values = _plain(cells)
    entry.words = _words(cells, entry.values)
    saving.keep(entry, opened_version=opened_version, by=by)
    stored = {each.column_id: each for each in entry.references.select_for_update(of=("self",))}
    for fresh in _references(entry, cells):
        known = stored.pop(fresh.column_id, None)
        if known and known.points_at == fresh.points_at:
            continue
        if known:
            known.delete()
        fresh.save()
    for gone in stored.values():
        gone.delete()
    return entry


@transaction.atomic
def keep_columns(ledger: Ledger, changed: list[Column], new: Column | None, *, by) -> None:
    """All columns of the page at once. Raises Refused that names the column; then nothing is changed."""
    ledger = saving.locked(ledger)
    labels = [column.label for column in changed] + ([new.label] if new else [])
    held = dict(ledger.columns.values_list("label", "pk"))
    own = {column.label: column.pk for column in changed}
    for label in labels:
        if labels.count(label) > 1 or held.get(label) not in (None, own.get(label)):
            raise Refused(f"已有“{label}”列。")
    for column in changed:
        _change(ledger, column)
    if new:
        _add(ledger, new)


def _add(ledger: Ledger, column: Column) -> None:
    keys = list(ledger.columns.values_list("key", flat=True))
    if len(keys) >= MOST_COLUMNS:
        raise Refused(f"一个台账最多{MOST_COLUMNS}列。")
    column.ledger, column.key = ledger, f"c{max((int(key[1:]) for key in keys), default=0) + 1}"
    column.save()


def _change(ledger: Ledger, column: Column) -> None:
    """Another name, kind or choices; what is stored must fit. Raises Refused that names the entries that do not."""
    stored = Column.objects.select_for_update(of=("self",)).get(pk=column.pk)
    if ledger.sums == column.key and column.kind != Column.Kind.NUMBER:
        raise Refused(f"“{column.label}”列的合计是指标，不能改为别的类型；请先在台账设置中把指标改为条数。")
    if (stored.kind, stored.choices) != (column.kind, column.choices):
        if Column.Kind.FILE in (stored.kind, column.kind) and stored.kind != column.kind and _is_filled(stored):
            raise Refused(f"“{column.label}”列已有内容，不能改为附件，也不能由附件改为别的类型。")
        _keep_covered(stored, column)
        _convert(stored, column)
    column.save()


def _keep_covered(stored: Column, column: Column) -> None:
    """What is masked, or hidden with the person it names, does not come into the open by another kind. Raises Refused."""
    kinds = Column.Kind
    covered = {kinds.PHONE: (kinds.SECRET,), kinds.SECRET: (kinds.PHONE,), kinds.PERSON: ()}
    if stored.kind in covered and column.kind not in (stored.kind, *covered[stored.kind]) and _is_filled(stored):
        raise Refused(
            f"“{column.label}”列已登记{stored.get_kind_display()}，改为{column.get_kind_display()}后会不再遮盖，不能改。请另加一列。"
        )


def _is_filled(column: Column) -> bool:
    return column.references.exists() or column.ledger.entries.filter(values__has_key=column.key).exists()


def _convert(stored: Column, column: Column) -> None:
    wrong, named = [], Named()
    entries = column.ledger.entries.select_for_update(of=("self",)).prefetch_related("references__person", "references__unit")
    for entry in entries:
        reference = next((each for each in entry.references.all() if each.column_id == column.pk), None)
        written = _as_written(stored, entry.values.get(column.key), reference)
        if written in (None, ""):
            continue
        try:
            value = value_of(column, written, named)
        except BadCell as problem:
            wrong.append(f"“{entry}”：{problem}")
            continue
        if reference:
            reference.delete()
        cells = {column: value}
        entry.values = {key: each for key, each in entry.values.items() if key != column.key} | _plain(cells)
        entry.words = _words(cells, entry.values)
        entry.save()
        for each in _references(entry, cells):
            each.save()
    if wrong:
        raise Refused(f"有{len(wrong)}条不合新的类型，请先修改：{'；'.join(wrong[:5])}。")


def _as_written(stored: Column, value, reference: Reference | None):
    """What a person or unit is called, a secret number in full, everything else as it is."""
    if reference:
        return str_of(reference.person) if reference.person_id else reference.unit.name if reference.unit_id else None
    return opened(value) if isinstance(value, dict) else value


@transaction.atomic
def close(ledger: Ledger, *, by) -> Ledger:
    ledger = saving.locked(ledger)
    ledger.closed_on = None if ledger.closed_on else timezone.localdate()
    ledger.save(update_fields=["closed_on"])
    return ledger
