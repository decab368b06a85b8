"""Verbs on what a user keeps of a list. Each is one transaction."""

from django.db import transaction

from talentbase.listings.models import ColumnChoice, SavedQuery
from talentbase.web.requests import LONGEST_ADDRESS

LONGEST_NAME = 40
MOST = 100


class Refused(Exception):
    """Says what is wrong and what to do."""


@transaction.atomic
def keep(user, register: str, name: str, query: str, *, shared: bool) -> SavedQuery:
    """The query under this name; one's own query of the same name takes the new conditions."""
    name = " ".join(name.replace("\0", "").split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused(f"请填写查询的名称，最多{LONGEST_NAME}个字。")
    if len(query) > LONGEST_ADDRESS or "\0" in query:
        raise Refused("条件太多，无法保存。请减少几个条件。")
    mine = SavedQuery.objects.filter(owner=user, register=register)
    if not mine.filter(name=name).exists() and mine.count() >= MOST:
        raise Refused(f"最多保存{MOST}个查询，请先删除不用的。")
    values = {"query": query, "unit": user.unit if shared else None}
    return SavedQuery.objects.update_or_create(owner=user, register=register, name=name, defaults=values)[0]


@transaction.atomic
def remove(saved: SavedQuery) -> None:
    saved.delete()


@transaction.atomic
def choose_columns(user, register: str, columns: list[str]) -> None:
    """columns: keys from left to right; none = the register's own."""
    kept = ColumnChoice.objects.filter(user=user, register=register)
    if columns:
        ColumnChoice.objects.update_or_create(user=user, register=register, defaults={"columns": columns})
    else:
        kept.delete()
