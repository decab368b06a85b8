"""A workbook as lines of JSON, for the pipe between the child that reads and the process that asked.

Line by line, so that neither side holds the whole text. A look (format, fill, error …) is sent once and named by number.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from talentbase.sheets.cells import Cell, Refused, Sheet, Value, Workbook
from talentbase.sheets.values import CellPool

_KINDS = {"d": dt.date.fromisoformat, "m": dt.datetime.fromisoformat, "t": dt.time.fromisoformat}


def encode(workbook: Workbook) -> Iterator[str]:
    """Lines: book, then for each sheet its head, looks as they are first needed, rows; last of all `end`."""
    yield json.dumps(["book", workbook.name, workbook.form, workbook.warnings])
    looks: dict[tuple, int] = {}
    for sheet in workbook.sheets:
        hidden = sheet.hidden, sorted(sheet.hidden_rows), sorted(sheet.hidden_columns)
        yield json.dumps(["sheet", sheet.name, sheet.merges, *hidden, sheet.pictures])
        for row in sorted(sheet.rows):
            line: list[Any] = ["row", row]
            for column, cell in sheet.rows[row].items():
                look = (cell.number_format, cell.error, cell.formula_uncached, cell.filled_from, cell.fill, cell.comment)
                number = looks.get(look)
                if number is None:
                    number = looks[look] = len(looks)
                    yield json.dumps(["look", *look])
                value = cell.value
                line += (column, _packed(value) if isinstance(value, dt.date | dt.time) else value, number)
            yield json.dumps(line)
    yield json.dumps(["end"])


def _packed(value: dt.date | dt.datetime | dt.time) -> list[str]:
    kind = "t" if isinstance(value, dt.time) else "m" if isinstance(value, dt.datetime) else "d"
    return [kind, value.isoformat()]


def encode_refusal(refused: Refused) -> str:
    return json.dumps(["refused", refused.code, refused.message])


def decode(lines: Iterable[str | bytes]) -> Workbook:
    """Raises Refused as the child did, ValueError where the lines break off before `end`."""
    workbook = Workbook(name="", form="")
    looks: list[Callable[[Value], Cell]] = []
    for line in lines:
        kind, *rest = json.loads(line)
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
        if type(value) is list:
            value = _KINDS[value[0]](value[1])
        cells[column] = looks[look](value)
    return cells
