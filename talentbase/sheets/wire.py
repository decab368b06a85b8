"""A workbook as lines of JSON, for the pipe between the child that reads and the process that asked.

Line by line, so that neither side holds the whole text. A look (format, fill, error …) is sent once and named by number.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson

from talentbase.sheets.cells import Cell, Refused, Sheet, Value, Workbook
from talentbase.sheets.values import CellPool

_KINDS = {"d": dt.date.fromisoformat, "m": dt.datetime.fromisoformat, "t": dt.time.fromisoformat, "f": float}


def encode(workbook: Workbook) -> Iterator[bytes]:
    """Lines: book, then for each sheet its head, looks as they are first needed, rows; last of all `end`."""
    yield orjson.dumps(["book", workbook.name, workbook.form, workbook.warnings])
    looks: dict[tuple, int] = {}
    for sheet in workbook.sheets:
        hidden = sheet.hidden, sorted(sheet.hidden_rows), sorted(sheet.hidden_columns)
        yield orjson.dumps(["sheet", sheet.name, sheet.merges, *hidden, sheet.pictures])
        for row in sorted(sheet.rows):
            line: list[Any] = ["row", row]
            for column, cell in sheet.rows[row].items():
                look = (cell.number_format, cell.error, cell.formula_uncached, cell.filled_from, cell.fill, cell.comment)
                number = looks.get(look)
                if number is None:
                    number = looks[look] = len(looks)
                    yield orjson.dumps(["look", *look])
                value = cell.value
                line += (column, value if type(value) is str else in_json(value), number)
            yield orjson.dumps(line)
    yield orjson.dumps(["end"])


def in_json(value: Value) -> Value | list[str]:
    """JSON knows no dates and no numbers without end."""
    if isinstance(value, float) and not math.isfinite(value):
        return ["f", str(value)]
    if not isinstance(value, dt.date | dt.time):
        return value
    kind = "t" if isinstance(value, dt.time) else "m" if isinstance(value, dt.datetime) else "d"
    return [kind, value.isoformat()]


def out_of_json(value: Value | list[str]) -> Value:
    return _KINDS[value[0]](value[1]) if type(value) is list else value


def encode_refusal(refused: Refused) -> bytes:
    return orjson.dumps(["refused", refused.code, refused.message])


def decode(lines: Iterable[bytes]) -> Workbook:
    """Raises Refused as the child did, ValueError where the lines break off before `end`."""
    workbook = Workbook(name="", form="")
    looks: list[Callable[[Value], Cell]] = []
    for line in lines:
        kind, *rest = orjson.loads(line)
        if kind == "row":
            workbook.sheets[-1].rows[rest[0]] = _cells(rest, looks)
        elif kind == "look":
            looks.append(_maker(*rest))
        elif kind == "sheet":
            name, merges, hidden, rows, columns, pictures = rest
            sheet = Sheet(name, {}, [tuple(area) for area in merges], hidden, set(rows), set(columns), pictures)
            workbook.sheets.append(sheet)
        elif kind == "book":
            workbook.name, workbook.form, workbook.warnings = rest
        elif kind == "refused":
            raise Refused(*rest)
        elif kind == "end":
            return workbook
    raise ValueError("the child broke off")


def _maker(number_format, error, uncached, filled_from, fill, comment) -> Callable[[Value], Cell]:
    filled_from = tuple(filled_from) if filled_from else None
    if not error and not uncached and not comment:
        return CellPool(number_format, fill, filled_from).make
    return lambda value: Cell(value, number_format, error, uncached, filled_from, fill, comment)


def _cells(rest: list, looks: list[Callable[[Value], Cell]]) -> dict[int, Cell]:
    cells = {}
    for column, value, look in zip(rest[1::3], rest[2::3], rest[3::3], strict=True):
        cells[column] = looks[look](value if type(value) is str else out_of_json(value))
    return cells
