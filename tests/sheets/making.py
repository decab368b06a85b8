"""Real xlsx files from plain rows: what a test writes down is what a clerk would see on the screen."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Workbook
from talentbase.sheets.child import read_here
from talentbase.sheets.layout import find_blocks
from tests.sheets.recipes import ALL

Row = Sequence[str | int | float | dt.date | None]


def make_xlsx(path: Path, sheets: dict[str, Sequence[Row]], merges: dict[str, Iterable[str]] | None = None) -> Path:
    """sheets: {name: rows}; merges: {name: ["A1:D1", ...]}."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
        for area in (merges or {}).get(name, ()):
            page.merge_cells(area)
    book.save(path)
    return path


def read_rows(folder: Path, *rows: Row, merges: Iterable[str] = (), name: str = "名单") -> Workbook:
    """One sheet, written as xlsx and read again."""
    return read_here(make_xlsx(folder / f"{name}.xlsx", {name: rows}, {name: merges}))


def keys(block: Block) -> list[str | None]:
    return [column.key for column in block.columns]


def data_rows(block: Block) -> list[int]:
    return [row.row for row in block.rows]


def one_block(workbook):
    blocks, _ = find_blocks(workbook, ALL)
    assert len(blocks) == 1, [block.header_rows for block in blocks]
    return blocks[0]
