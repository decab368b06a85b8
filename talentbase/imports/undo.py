"""An applied batch taken back: what it added goes, what it changed returns to its old value, what was edited since stays.

The audit log is the memory: every row a batch wrote stands there under the batch's mark, with the values it replaced. Rooms
say in `ready()` which of their records may go and how columns made from others are made anew.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction
from django.db.models import PROTECT, Model

from talentbase.audit.actor import set_local
from talentbase.audit.models import Change
from talentbase.imports.models import Batch, Row

SECRET = "***"
PIECE = 500
EDITED = "导入之后又修改过，没有撤销"
USED = "其中有已被别处使用的，没有全部撤销"
TAKEN = "之后的登记占了原来的位置，没有撤销"
SUBJECT = "of subject"  # beside the values of a row that are given back
HIDDEN_VALUE = "原值没有留存，没有撤销"

Reasons = dict[int, str]  # {record id: why it stays}


@dataclass
class Room:
    """rebuild: ids -> None, makes derived columns anew after values returned. keepers: ids -> reasons to leave some alone."""

    model: type[Model]
    rebuild: Callable[[list[int]], None]
    keepers: list[Callable[[list[int]], Reasons]] = field(default_factory=list)


_rooms: dict[str, Room] = {}


def register(model: type[Model], rebuild: Callable[[list[int]], None]) -> None:
    _rooms.setdefault(model._meta.db_table, Room(model, rebuild))


def keep(model: type[Model], keeper: Callable[[list[int]], Reasons]) -> None:
    """A room above says which records must not go (people already recommended, employers with needs)."""
    room = _rooms[model._meta.db_table]
    if keeper not in room.keepers:
        room.keepers.append(keeper)


def mark(batch: Batch) -> str:
    """What the audit log calls the changes of this batch."""
    return f"第{batch.pk}批导入"


def take_back(
    label: str,
    told_as: str,
    progress: Callable[[int, int, str], None] | None = None,
    *,
    beyond_rooms: bool = False,
    as_a_whole: bool = True,
) -> dict[tuple[str, int], str]:
    """{(table, record id): why it was kept}; everything else under the label is as before. Inside the caller's transaction.

    told_as: what the log calls the undoing. beyond_rooms: rows of tables that no room speaks for get their values back too.
    as_a_whole: raises IntegrityError where an old value breaks a rule of its table by now; else that row alone is kept.
    """
    log = _Log(label, as_a_whole)
    set_local({"batch": told_as[:40]})
    kept: dict[tuple[str, int], str] = {}
    for done, (table, room) in enumerate(reversed(_rooms.items()), 1):
        kept |= {(table, pk): why for pk, why in _take_back_room(table, room, log).items()}
        if progress:
            progress(done, len(_rooms), "撤销导入")
    for table in sorted(log.tables - _rooms.keys()) if beyond_rooms else ():
        kept |= {(table, pk): why for pk, why in _give_back(table, log)[1].items()}
    return kept


def _take_back_room(table: str, room: Room, log: "_Log") -> Reasons:
    added = log.added(table)
    kept = dict.fromkeys(added & log.edited(table), EDITED)
    for keeper in room.keepers:
        kept |= keeper(sorted(added - kept.keys()))
    going = sorted(added - kept.keys())
    for start in range(0, len(going), PIECE):
        room.model._base_manager.filter(pk__in=going[start : start + PIECE]).delete()
    changed, refused = _give_back(table, log)
    if changed:
        room.rebuild(sorted(changed))
    return kept | {pk: why for pk, why in refused.items() if pk not in going}


def _give_back(table: str, log: "_Log") -> tuple[set[int], Reasons]:
    """Values and rows of records that were there before: (records touched, {record: why something stayed})."""
    touched, refused = set(), {}
    old = defaultdict(list)
    gone = defaultdict(dict)
    for change in log.of_older(table):
        if (change.table, change.row_id) in log.later_rows:
            refused[int(change.subject_id)] = EDITED
        elif change.operation == "U" and SECRET in change.before.values():
            refused[int(change.subject_id)] = HIDDEN_VALUE
        else:
            touched.add(int(change.subject_id))
            if change.operation == "U":
                values = {**change.before, "id": int(change.row_id), SUBJECT: int(change.subject_id)}
                old[change.table, tuple(sorted(change.before))].append(values)
            elif change.operation == "I":
                gone[change.table][int(change.row_id)] = int(change.subject_id)
    for child, subjects in gone.items():  # first, so that what stood before finds its place free
        used = _in_use(child, list(subjects))
        refused |= {subjects[pk]: USED for pk in used}
        delete_rows(child, [pk for pk in subjects if pk not in used])
    for (changed_table, columns), rows in old.items():
        refused |= _give_back_each(changed_table, columns, rows, log.as_a_whole)
    return touched, refused


def _give_back_each(table: str, columns: tuple[str, ...], rows: list[dict], as_a_whole: bool) -> Reasons:
    """All at once; where a rule of the table speaks against one of them, each for itself."""
    try:
        with transaction.atomic():
            give_back_values(table, columns, rows)
        return {}
    except IntegrityError:
        if as_a_whole:
            raise
        if len(rows) == 1:
            return {rows[0][SUBJECT]: TAKEN}
    kept: Reasons = {}
    for row in rows:
        kept |= _give_back_each(table, columns, [row], as_a_whole)
    return kept


def _in_use(table: str, ids: list[int]) -> set[int]:
    """Rows that another table points at and must not lose."""
    model = next(each for each in apps.get_models(include_auto_created=True) if each._meta.db_table == table)
    held = [each.field for each in model._meta.related_objects if each.on_delete is PROTECT]
    found = (
        field.model._base_manager.filter(**{f"{field.name}__in": ids}).values_list(field.attname, flat=True) for field in held
    )
    return set().union(*found)


_renamed: dict[tuple[str, str], tuple[str, Callable]] = {}


def renamed(table: str, old: str, new: str, convert: Callable) -> None:
    """The log of an older version calls a column `old`; convert: its value then -> its value now."""
    _renamed[table, old] = (new, convert)


def give_back_values(table: str, columns: Iterable[str], rows: list[dict]) -> None:
    """Names come from the log, which the trigger wrote from the table itself; values stay parameters."""
    for old in columns:
        if (table, old) in _renamed:
            new, convert = _renamed[table, old]
            rows = [{**{k: v for k, v in row.items() if k != old}, new: convert(row[old])} for row in rows]
            columns = [new if name == old else name for name in columns]
    names = ", ".join(f"{_quoted(name)} = old.{_quoted(name)}" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_quoted(table)} AS present SET {names} "
            f"FROM jsonb_populate_recordset(NULL::{_quoted(table)}, %s::jsonb) AS old WHERE present.id = old.id",
            [json.dumps(rows, cls=DjangoJSONEncoder)],
        )


def delete_rows(table: str, ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_quoted(table)} WHERE id = ANY(%s)", [ids])


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name.replace('"', ""))


class _Log:
    """The changes of one batch and what happened to the same records afterwards."""

    def __init__(self, label: str, as_a_whole: bool):
        self.as_a_whole = as_a_whole
        fields = ("id", "table", "row_id", "operation", "before", "subject_table", "subject_id")
        self.changes = list(Change.objects.filter(batch=label).order_by("-id").only(*fields))
        self.records = {(c.subject_table, c.subject_id) for c in self.changes}
        self.fresh = {(c.table, c.row_id) for c in self.changes if c.operation == "I" and c.table == c.subject_table}
        self.tables = {table for table, _ in self.records}
        self.later_rows: set[tuple[str, str]] = set()
        self.later_records: set[tuple[str, str]] = set()
        self._look_further(label)

    def _look_further(self, label: str) -> None:
        if not self.changes:
            return
        later = Change.objects.filter(id__gt=self.changes[-1].pk).exclude(batch=label)
        for table in self.tables:
            ids = [row for known, row in self.records if known == table]
            rows = later.filter(subject_table=table, subject_id__in=ids)
            for changed, row, subject in rows.values_list("table", "row_id", "subject_id"):
                self.later_rows.add((changed, row))
                self.later_records.add((table, subject))

    def added(self, table: str) -> set[int]:
        return {int(row) for known, row in self.fresh if known == table}

    def edited(self, table: str) -> set[int]:
        return {int(row) for known, row in self.later_records if known == table}

    def of_older(self, table: str) -> Iterable[Change]:
        """Changes to records that the batch did not add, the latest first."""
        return (c for c in self.changes if c.subject_table == table and (table, c.subject_id) not in self.fresh)


def tell_rows(batch: Batch, kept: dict[tuple[str, int], str], table_of: dict[str, str]) -> None:
    """Outcome of each row after the undo; what stayed says why. table_of: {kind: table}."""
    rows = list(batch.rows.exclude(target=None).exclude(outcome=Row.Outcome.SKIPPED))
    for row in rows:
        why = kept.get((table_of.get(batch.layout["blocks"][row.block]["kind"], ""), row.target))
        if why:
            row.duplicate = row.duplicate | {"kept": why}
            row.outcome = Row.Outcome.KEPT
        elif row.outcome != Row.Outcome.SAME:
            row.outcome = Row.Outcome.UNDONE
    Row.objects.bulk_update(rows, ["duplicate", "outcome"], batch_size=PIECE)
