"""A sheet as the eye sees it: a merged area is one thing."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from talentbase.sheets.captions import text_of
from talentbase.sheets.cells import BLANK, Cell, Sheet
from talentbase.text.folding import fold


@dataclass(slots=True)
class Run:
    """Neighbouring cells of one row that show one value: a plain cell, or the part of a merge that lies in the row.

    text: folded, when it is asked for: of a data row few are. top: row where the merge begins (the row itself for a plain cell).
    """

    first: int
    last: int
    top: int
    cell: Cell
    _text: str | None = None

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = fold(text_of(self.cell))
        return self._text

    @property
    def wide(self) -> bool:
        return self.last > self.first


class Grid:
    """Row access to one sheet; only cells with a value, an error or an uncached formula count."""

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        self.rows = sorted(row for row, cells in sheet.rows.items() if any(map(_speaks, cells.values())))
        self.last_column = max((max(sheet.rows[row]) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        return self.sheet.rows.get(row, {}).get(column, BLANK)

    def origin(self, row: int, column: int) -> tuple[int, int]:
        return self.cell(row, column).filled_from or (row, column)

    def runs(self, row: int, left: int = 1, right: int = 10_000) -> list[Run]:
        found: list[Run] = []
        origin = None
        cells = self.sheet.rows.get(row, {})
        for column in sorted(cells):
            cell = cells[column]
            if not left <= column <= right or (cell.value is None and not _speaks(cell)):
                continue
            here = cell.filled_from
            if here and here == origin and found[-1].last == column - 1:
                found[-1].last = column
            else:
                found.append(Run(column, column, here[0] if here else row, cell))
            origin = here or (row, column)
        return found

    def between(self, after: int, before: int) -> Iterator[int]:
        """Rows that hold something, after < row < before."""
        for row in self.rows[bisect_right(self.rows, after) :]:
            if row >= before:
                return
            yield row

    def next_row(self, row: int) -> int | None:
        return next(self.between(row, 10**9), None)


def _speaks(cell: Cell) -> bool:
    return cell.value is not None or bool(cell.error) or cell.formula_uncached
