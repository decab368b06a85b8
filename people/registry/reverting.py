"""One change of the log taken back: a value as it was, a row that was added gone, a row that was deleted there again."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction

from people.registry.models import Person
from people.registry.undo import rebuild
from talentbase.audit.models import Change
from talentbase.imports import undo

PERSON = "registry_person"
# rows below a person that a clerk enters one by one; claims and profiles follow other acts
ROWS = ("registry_contact", "registry_education", "registry_post", "registry_persontag")


class Refused(Exception):
    """Says what is wrong and what to do."""


def is_revertible(table: str, operation: str) -> bool:
    return (table == PERSON and operation == "U") or table in ROWS


@transaction.atomic
def revert(person: Person, change: Change) -> None:
    """Raises Refused where the record has moved on since, or the old value is not kept."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if (change.subject_table, change.subject_id) != (PERSON, str(person.pk)) or not is_revertible(
        change.table, change.operation
    ):
        raise Refused("这一条变更不能单独恢复。")
    if undo.SECRET in (change.before or {}).values():
        raise Refused("原来的身份证号没有留存，不能恢复，请重新填写。")
    stored = _stored(change.table, change.row_id)
    try:
        with transaction.atomic():
            _take_back(change, stored)
            rebuild([person.pk])
    except IntegrityError:
        raise Refused("恢复后会与现有的资料重复，请核对后手工修改。") from None


def _take_back(change: Change, stored: dict | None) -> None:
    if change.operation == "D":
        if stored is not None:
            raise Refused("这一行已经恢复。")
        _insert(change.table, change.before)
        return
    now = {key: stored.get(key) for key in change.after} if stored else None
    if (
        stored is None
        or (change.operation == "U" and now != change.after)
        or (change.operation == "I" and not _same(now, change.after))
    ):
        raise Refused("这一项之后又修改过，请从最近的一次变更开始恢复。")
    if change.operation == "I":
        undo.delete_rows(change.table, [int(change.row_id)])
    else:
        undo.give_back_values(change.table, sorted(change.before), [{**change.before, "id": int(change.row_id)}])


def _same(now: dict, then: dict) -> bool:
    return all(now[key] == then[key] for key in then)


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
    """The log leaves derived columns out: a phone's digits are made anew."""
    if table == "registry_contact":
        return {**values, "normal": "".join(letter for letter in values.get("phone", "") if letter.isdigit() or letter == "+")}
    return values
