"""The code book as the database has it now: the national rows plus what the county added or disabled."""

import time

from talentbase.codes.lookup import Code as Row
from talentbase.codes.lookup import CodeBook
from talentbase.codes.models import ChainNode, Code, IndustryChain

KEEP_SECONDS = 60
_kept: tuple[float, CodeBook, dict[str, str]] | None = None


def current_book() -> CodeBook:
    """Built at most once a minute per process (6,000 rows, 60 ms); an edit in this process drops it at once."""
    return _current()[1]


def chain_names() -> dict[str, str]:
    """{"3": "装备制造"}: chains, the disabled ones too, by the id that stands in addresses. As old as the book."""
    return _current()[2]


def _current() -> tuple[float, CodeBook, dict[str, str]]:
    global _kept
    if _kept is None or time.monotonic() - _kept[0] > KEEP_SECONDS:
        names = {str(pk): name for pk, name in IndustryChain.objects.values_list("pk", "name")}
        _kept = (time.monotonic(), _read(), names)
    return _kept


def _read() -> CodeBook:
    rows = [*_codes(), *_chains(), *_nodes()]
    return CodeBook((row for row, gone in rows if gone is None), retired=(row for row, gone in rows if gone is not None))


def forget_book() -> None:
    global _kept
    _kept = None


def _codes():
    """(row, day it was disabled)."""
    columns = ("table", "code", "name", "aliases", "parent", "rank", "data", "disabled_on")
    for table, code, name, aliases, parent, rank, data, gone in Code.objects.values_list(*columns):
        yield Row(table, code, name, tuple(aliases), parent, rank, data), gone


def _chains():
    for chain in IndustryChain.objects.all():
        yield Row("chains", chain.code, chain.name, tuple(chain.aliases), "", chain.order, chain.data), chain.disabled_on


def _nodes():
    for node in ChainNode.objects.select_related("chain"):
        extra = {"stage": node.stage, "keywords": "|".join(node.keywords), "disciplines": "|".join(node.disciplines)}
        row = Row("chain_nodes", node.code, node.name, tuple(node.aliases), node.chain.code, node.order, extra)
        yield row, node.disabled_on or node.chain.disabled_on


def key_of(table: str, code: str | None) -> str | None:
    """Primary key of a Code row: ("degrees", "208") -> "degrees.208"; None for an empty code."""
    return f"{table}.{code}" if code else None


def name_of(key: str | None) -> str:
    """The name of a Code key, from the book: lists show names without a join."""
    if not key:
        return ""
    table, _, code = key.partition(".")
    row = current_book().get(table, code)
    return row.name if row else code
