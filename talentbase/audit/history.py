"""Change rows -> sentences a clerk reads: 谁 何时 把 X 由 A 改为 B."""

from dataclasses import dataclass

from django.apps import apps
from django.db import models

from talentbase.audit.models import Change

LIMIT = 200
MASKED_WORDS = ("phone", "id_number", "normal", "wechat", "email", "family_address")


@dataclass(frozen=True)
class Entry:
    at: object
    actor: str
    what: str
    lines: list[str]
    batch: str


def history_of(table: str, row_id, name_of=str) -> list[Entry]:
    """The newest first, changes of the rows below included. name_of: code key ("degrees.208") -> words."""
    rows = Change.objects.filter(subject_table=table, subject_id=str(row_id)).order_by("-id")[:LIMIT]
    return [entry for entry in (entry_of(row, name_of) for row in rows) if entry.lines or entry.what]


def entry_of(change: Change, name_of=str) -> Entry:
    model = _model(change.table)
    noun = model._meta.verbose_name if model else change.table
    what = {"I": f"新增{noun}", "D": f"删除{noun}", "U": f"修改{noun}"}[change.operation]
    return Entry(change.at, change.actor_name, what, _lines(model, change, name_of), change.batch)


def _model(table: str):
    return next((model for model in apps.get_models() if model._meta.db_table == table), None)


def _lines(model, change: Change, name_of) -> list[str]:
    if model is None or change.operation != "U":
        return []
    lines = []
    for field in model._meta.concrete_fields:
        if field.column in (change.after or {}):
            was, now = (_words(field, values.get(field.column), name_of) for values in (change.before, change.after))
            lines.append(f"{field.verbose_name}由“{was}”改为“{now}”")
    return lines


def _words(field: models.Field, value, name_of) -> str:
    if value in (None, "", []):
        return "空"
    if field.column in MASKED_WORDS or field.column.endswith("cipher"):
        return "***"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        return name_of(value) if isinstance(value, str) else _related_words(field, value)
    return str(value)


def _related_words(field: models.Field, pk) -> str:
    """What the record is called now; its number where it is out of sight."""
    found = field.related_model._default_manager.filter(pk=pk).first()
    return str(found) if found else f"编号{pk}"
