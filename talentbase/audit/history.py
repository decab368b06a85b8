"""Rows of the two logs -> words people read: 谁 何时 把 X 由 A 改为 B, 查看了什么."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime

from talentbase.audit.models import Access, Change
from talentbase.web.fields import PartialDateField

LIMIT = 200
SETTINGS = {
    "password": "修改本人密码",
    "user": "登记或修改用户",
    "grant": "授予角色或停用",
    "unlock": "解除锁定",
    "reach": "修改单位的管理范围",
}
REVEALED = {"id_number": "身份证号", "phones": "电话", "phone": "电话"}
NOTHING = (None, "", [], {}, False)
INNER = ("version", "changed_at", "order", "normal")
MASKED_WORDS = ("phone", "phones", "investor_phone", "id_number", "normal", "wechat", "email", "family_address")


@dataclass(frozen=True)
class Entry:
    at: object
    actor: str
    what: str
    lines: list[str]
    batch: str
    pk: int = 0
    table: str = ""
    operation: str = ""
    columns: tuple[str, ...] = ()


def history_of(table: str, row_id, name_of=str) -> list[Entry]:
    """The newest first, changes of the rows below included. name_of: code key ("degrees.208") -> words."""
    rows = Change.objects.filter(subject_table=table, subject_id=str(row_id)).order_by("-id")[:LIMIT]
    return [entry for entry in (entry_of(row, name_of) for row in rows) if entry.lines or entry.what]


def entry_of(change: Change, name_of=str) -> Entry:
    row = (change.pk, change.table, change.operation, tuple(change.after or ()))
    return Entry(change.at, change.actor_name, what_of(change), _lines(change, name_of), change.batch, *row)


def what_of(change: Change) -> str:
    """删除学历"""
    model = _model(change.table)
    noun = model._meta.verbose_name if model else change.table
    return {"I": f"新增{noun}", "D": f"删除{noun}", "U": f"修改{noun}"}[change.operation]


def fields_of(change: Change) -> list[str]:
    """Labels of what an update changed, in the order of the form."""
    model, after = _model(change.table), change.after or {}
    if model is None or change.operation != "U":
        return []
    return [str(field.verbose_name) for field in model._meta.concrete_fields if field.column in after]


def subject_of(access: Access) -> str:
    """人才12: what was looked at, without its name."""
    model = _model(access.subject_table)
    return f"{model._meta.verbose_name if model else access.subject_table}{access.subject_id}"


def content_of(access: Access) -> str:
    """What exactly: the field that was revealed, the page that was refused, the setting that was changed."""
    detail = access.detail
    if access.field:
        return REVEALED.get(access.field, access.field)
    if access.kind == Access.Kind.DENIED:
        return f"{detail.get('path', '')}（{'没有权限' if detail.get('status') == 403 else '不存在或不在范围内'}）"
    if access.kind == Access.Kind.LOGIN_FAILED:
        return f"用户名{detail.get('username', '')}{'（已锁定）' if detail.get('locked') else ''}"
    return SETTINGS.get(detail.get("what", ""), detail.get("file", ""))


def _model(table: str):
    return next((model for model in apps.get_models() if model._meta.db_table == table), None)


Reader = Callable[[Change], list[str]]
_readers: dict[tuple[str, str], Reader] = {}


def register_reader(table: str, column: str, reader: Reader) -> None:
    """A room whose column holds several things says itself what of them changed."""
    _readers[table, column] = reader


def _lines(change: Change, name_of) -> list[str]:
    model = _model(change.table)
    if model is None or change.operation == "I":
        return []
    return _of_deleted(model, change, name_of) if change.operation == "D" else _of_changed(model, change, name_of)


def _of_changed(model, change: Change, name_of) -> list[str]:
    lines = []
    for field in model._meta.concrete_fields:
        if field.column in (change.after or {}):
            if reader := _readers.get((change.table, field.column)):
                lines += reader(change)
                continue
            was, now = (_words(field, values.get(field.column), name_of) for values in (change.before, change.after))
            lines.append(f"{field.verbose_name}由“{was}”改为“{now}”")
    return lines


def _of_deleted(model, change: Change, name_of) -> list[str]:
    """What stood in a row below a record, on one line; nothing where it spoke of a record that is out of sight."""
    told = []
    for field in model._meta.concrete_fields:
        value = (change.before or {}).get(field.column)
        if value in NOTHING or _is_inner(field, change):
            continue
        if field.is_relation and not isinstance(value, str) and _related(field, value) is None:
            return []
        told.append(f"{field.verbose_name}“{_words(field, value, name_of)}”")
    return ["原为" + "、".join(told)] if told else []


def _is_inner(field: models.Field, change: Change) -> bool:
    """A number of the database, a derived or sealed value, or the link to the record whose history this is."""
    if field.primary_key or field.column in INNER or field.column.endswith(("_hash", "cipher")):
        return True
    if isinstance(field, models.JSONField):
        return True
    return field.is_relation and field.related_model._meta.db_table == change.subject_table


def _words(field: models.Field, value, name_of) -> str:
    if value in (None, "", []):
        return "空"
    if field.column in MASKED_WORDS or field.column.endswith("cipher"):
        return "***"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        names = dict(getattr(field.base_field, "flatchoices", ()) or ()) if hasattr(field, "base_field") else {}
        return "、".join(str(names.get(each, each)) for each in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return date_format(localtime(parse_datetime(value)), "Y.m.d H:i")
    if isinstance(field, models.DateField | PartialDateField):
        return value.replace("-", ".")
    if field.is_relation:
        return name_of(value) if isinstance(value, str) else _related_words(field, value)
    return str(value)


def _related(field: models.Field, pk):
    """What the record is now; None where it is gone or out of sight."""
    return field.related_model._default_manager.filter(pk=pk).first()


def _related_words(field: models.Field, pk) -> str:
    found = _related(field, pk)
    return str(found) if found else f"编号{pk}"
