"""What a row keeps of its sheet: the cells sealed as one value, and of the values read the sensitive ones sealed."""

import base64
import datetime as dt
import json
from typing import Any

from talentbase.accounts.sealing import seal, unseal
from talentbase.sheets.cells import Cell

MARK = "sealed:"
SEALED_KEYS = ("id_number", "account")
GENERAL = "General"
_KINDS = {"d": dt.date.fromisoformat, "m": dt.datetime.fromisoformat, "t": dt.time.fromisoformat}


def seal_text(text: str) -> str:
    return MARK + base64.b64encode(seal(text)).decode()


def unseal_text(text: str) -> str:
    return unseal(base64.b64decode(text.removeprefix(MARK)))


def seal_values(values: dict[str, Any]) -> dict[str, Any]:
    """The same dict where it holds nothing sensitive."""
    sealed = {key: seal_text(values[key]) for key in SEALED_KEYS if values.get(key)}
    return values | sealed if sealed else values


def open_values(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: unseal_text(value) if isinstance(value, str) and value.startswith(MARK) else value
        for key, value in values.items()
    }


def pack_cells(cells: dict[int, Cell]) -> str:
    """{column: Cell} -> one sealed text."""
    return seal_text(json.dumps([[column, *_packed(cell)] for column, cell in cells.items()], ensure_ascii=False))


def unpack_cells(text: str) -> dict[int, Cell]:
    return {column: _cell(*rest) for column, *rest in json.loads(unseal_text(text))} if text else {}


def _packed(cell: Cell) -> list:
    """The fields of a cell, those at the end left out that say nothing."""
    value = cell.value
    if isinstance(value, dt.date | dt.time):
        kind = "t" if isinstance(value, dt.time) else "m" if isinstance(value, dt.datetime) else "d"
        value = [kind, value.isoformat()]
    if cell.error or cell.formula_uncached or cell.filled_from or cell.fill or cell.comment:
        return [value, cell.number_format, cell.error, cell.formula_uncached, cell.filled_from, cell.fill, cell.comment]
    return [value] if cell.number_format == GENERAL else [value, cell.number_format]


def _cell(value, number_format=GENERAL, error="", uncached=False, filled_from=None, fill="", comment="") -> Cell:
    value = _KINDS[value[0]](value[1]) if isinstance(value, list) else value
    return Cell(value, number_format, error, uncached, tuple(filled_from) if filled_from else None, fill, comment)
