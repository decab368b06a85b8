"""One change of the log taken back: a value as it was, a row that was added gone, a row that was deleted there again."""

import json
from collections.abc import Iterable

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, ProgrammingError, connection, transaction

from people.registry.models import Person
from people.registry.undo import rebuild
from talentbase.audit.models import Change
from talentbase.imports import undo

PERSON = "registry_person"
# rows below a person that a clerk enters one by one; claims and profiles follow other acts
ROWS = ("registry_contact", "registry_education", "registry_post", "registry_persontag")


class Refused(Exception):
    """Says what is wrong and what to do."""


def is_revertible(table: str, operation: str, columns: Iterable[str]) -> bool:
    """Not what a merge moved, nor archiving, which has acts of its own."""
    if operation == "U" and {"person_id", "archived_at"} & set(columns):
        return False
    return (table == PERSON and operation == "U") or table in ROWS


@transaction.atomic
def revert(person: Person, change: Change) -> None:
    """Raises Refused where the record has moved on since, or the old value is not kept."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    is_his = (change.subject_table, change.subject_id) == (PERSON, str(person.pk))
    if not is_his or not is_revertible(change.table, change.operation, change.after or ()):
        raise Refused("这一条变更不能单独恢复。")
    if undo.SECRET in [*(change.before or {}).values(), *(change.after or {}).values()]:
        raise Refused("身份证号的变更没有留存原文，不能恢复，请直接修改。")
    stored = _stored(change.table, change.row_id)
    try:
        with transaction.atomic():
            _take_back(change, stored)
            rebuild([person.pk])
    except ProgrammingError:  # row-level security
        raise Refused("恢复后，此人就不在您的管理范围内了，不能恢复。") from None
    except IntegrityError:
        raise Refused("恢复后会与现有的资料重复，请核对后手工修改。") from None


def _take_back(change: Change, stored: dict | None) -> None:
    if change.operation == "D":
        if stored is not None:
            raise Refused("这一行已经恢复。")
        _insert(change.table, change.before)
        return
    if stored is None or _has_moved_on(change, stored):
        raise Refused("这一项之后又修改过，请从最近的一次变更开始恢复。")
    if change.operation == "I":
        undo.delete_rows(change.table, [int(change.row_id)])
    else:
        undo.give_back_values(change.table, sorted(change.before), [{**change.before, "id": int(change.row_id)}])


def _has_moved_on(change: Change, stored: dict) -> bool:
    """Of a new row the log leaves blanks out: one that was filled since counts as well."""
    if any(stored.get(key) != value for key, value in change.after.items()):
        return True
    later = Change.objects.filter(table=change.table, row_id=change.row_id, pk__gt=change.pk, operation="U")
    filled = {key for each in later for key in each.after} - change.after.keys()
    return change.operation == "I" and any(stored.get(key) for key in filled)


def _stored(table: str, row_id: str) -> dict | None:
    """The row as the log writes it. table: one of ours, checked before."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(row) FROM {connection.ops.quote_name(table)} AS row WHERE id = %s", [int(row_id)])
        found = cursor.fetchone()
    return (json.loads(found[0]) if isinstance(found[0], str) else found[0]) if found else None


def _insert(table: str, values: dict) -> None:
    """With its old number, so that the log goes on with the same row."""
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {name} SELECT * FROM jsonb_populate_record(NULL::{name}, %s::jsonb)",
            [json.dumps(_complete(table, values), cls=DjangoJSONEncoder)],
        )


def _complete(table: str, values: dict) -> dict:
    """The log leaves derived columns out; `rebuild` makes a phone's digits anew."""
    return {**values, "normal": ""} if table == "registry_contact" else values
