"""What a workbook looks like after reading: plain values, positions as Excel shows them, nothing of the domain.

Rows and columns are counted from 1, hidden ones included. For CSV the row is the number of the record (header = 1).
"""

import datetime as dt
from dataclasses import dataclass, field

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | None


@dataclass(slots=True)
class Cell:
    """One cell, shared by all of its kind: never changed, only replaced (frozen it would cost five times as much to make).

    `value` is None where the cell is blank; text keeps its inner line breaks.

    number_format: the cell's own format code ("General", "0.00", "yyyy/m/d" ...), "" where the file kind has none.
    error: "#REF!" and the like. formula_uncached: a formula whose result is not stored in the file: `value` was
    computed here, or is None where the formula is not simple (never 0).
    filled_from: (row, column) of the merge's first cell where the value came from a merge, else None.
    fill: "RRGGBB" of a solid background, "" where there is none. comment: text of the cell's note.
    """

    value: Value = None
    number_format: str = ""
    error: str = ""
    formula_uncached: bool = False
    filled_from: tuple[int, int] | None = None
    fill: str = ""
    comment: str = ""


BLANK = Cell()


@dataclass(slots=True)
class Sheet:
    """rows: {row: {column: Cell}}, only cells that hold something (merges already filled down inside the merge)."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # (first row, first col, last row, last col)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    pictures: int = 0


@dataclass(slots=True)
class Workbook:
    """form: xlsx | xls | et | csv. warnings: Chinese sentences about the whole file (links dropped, encoding guessed)."""

    name: str
    form: str
    sheets: list[Sheet] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


class Refused(Exception):
    """The whole file cannot be taken. code: no_header | image_only | empty | encrypted | unreadable | summary_table.

    message: one Chinese sentence for the clerk: what is wrong and what to do.
    """

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message
