"""One row of a sheet without a file: cells and headers as a clerk would write them."""

from talentbase.imports.reading import read_block
from talentbase.imports.recipe import RowReading
from talentbase.sheets.blocks import Block, BlockColumn, BlockRow
from talentbase.sheets.cells import Cell


def read_rows(recipe, rows, headers=None, **block) -> list[RowReading]:
    """rows: [{key: value or Cell}]; headers renames columns; block sets fields of the Block (title, meta, sheet)."""
    labels = {column.key: column.label for column in recipe.columns} | (headers or {})
    keys = list(dict.fromkeys(key for row in rows for key in row))
    columns = [BlockColumn(number, labels[key], key) for number, key in enumerate(keys, 1)]
    made = []
    for at, row in enumerate(rows, 4):
        cells = {n: row[key] if isinstance(row.get(key), Cell) else Cell(row.get(key)) for n, key in enumerate(keys, 1)}
        made.append(BlockRow(at, {n: cell for n, cell in cells.items() if cell.value is not None or cell.error}))
    return read_block(
        recipe, Block(**{"sheet": "Sheet1", "kind": recipe.kind, "header_rows": [3]} | block, columns=columns, rows=made)
    )


def codes(notes) -> list[tuple[str, str]]:
    return [(note.field, note.code) for note in notes]
