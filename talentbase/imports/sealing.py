"""What a row keeps of its sheet: the cells sealed as one value, and of the values read the sensitive ones sealed."""

import base64
import json
from typing import Any

import orjson

from talentbase.accounts.sealing import seal_bytes, unseal
from talentbase.sheets.cells import Cell
from talentbase.sheets.wire import in_json, out_of_json

MARK = "sealed:"
SEALED_KEYS = ("id_number", "account")
GENERAL = "General"


def seal_text(text: str) -> str:
    return _sealed(text.encode())


def _sealed(data: bytes) -> str:
    return MARK + base64.b64encode(seal_bytes(data)).decode()


def unseal_text(text: str) -> str:
    return unseal(base64.b64decode(text.removeprefix(MARK)))


def seal_values(values: dict[str, Any]) -> dict[str, Any]:
    """The same dict where it holds nothing sensitive."""
    sealed = {key: seal_text(values[key]) for key in SEALED_KEYS if values.get(key)}
    return values | sealed if sealed else values


def open_values(values: dict[str, Any]) -> dict[str, Any]:
    sealed = [key for key in SEALED_KEYS if isinstance(text := values.get(key), str) and text.startswith(MARK)]
    return values | {key: unseal_text(values[key]) for key in sealed}


def pack_cells(cells: dict[int, Cell]) -> str:
    """{column: Cell} -> one sealed text."""
    return _sealed(orjson.dumps([[column, *_packed(cell)] for column, cell in cells.items()]))


def unpack_cells(text: str) -> dict[int, Cell]:
    """By Python's json: rows of an older house may hold a NaN, which orjson does not read."""
    return {column: _cell(*rest) for column, *rest in json.loads(unseal_text(text))} if text else {}


def _packed(cell: Cell) -> list:
    """The fields of a cell, those at the end left out that say nothing."""
    value = cell.value if type(cell.value) is str else in_json(cell.value)
    if cell.error or cell.formula_uncached or cell.filled_from or cell.fill or cell.comment:
        return [value, cell.number_format, cell.error, cell.formula_uncached, cell.filled_from, cell.fill, cell.comment]
    return [value] if cell.number_format == GENERAL else [value, cell.number_format]


def _cell(value, number_format=GENERAL, error="", uncached=False, filled_from=None, fill="", comment="") -> Cell:
    return Cell(out_of_json(value), number_format, error, uncached, tuple(filled_from) if filled_from else None, fill, comment)
