"""A batch's tables as JSON: what the column page shows and what a row needs to be read again."""

from talentbase.imports.sealing import pack_cells, unpack_cells
from talentbase.sheets.blocks import Block, BlockColumn


def layout_of(blocks: list[Block], ignored_sheets: list[dict], warnings: list[str]) -> dict:
    """Everything but the rows; values above a list (一企一表) are sealed like rows."""
    return {"blocks": [_block(block) for block in blocks], "ignored_sheets": ignored_sheets, "warnings": warnings}


def _block(block: Block) -> dict:
    return {
        "sheet": block.sheet,
        "kind": block.kind,
        "header_rows": block.header_rows,
        "columns": [[c.column, c.header, c.key, c.hidden, c.samples] for c in block.columns],
        "rows": len(block.rows),
        "ignored_rows": block.ignored_rows,
        "title": block.title,
        "meta": block.meta,
        "notes": block.notes,
        "layout": block.layout,
        "head": [list(block.head), pack_cells(dict(enumerate(block.head.values())))] if block.head else None,
    }


def blocks_of(layout: dict) -> list[Block]:
    """The blocks without their rows."""
    return [_restored(block) for block in layout.get("blocks", [])]


def _restored(stored: dict) -> Block:
    head = {}
    if stored["head"]:
        labels, sealed = stored["head"]
        head = dict(zip(labels, unpack_cells(sealed).values(), strict=True))
    return Block(
        sheet=stored["sheet"],
        kind=stored["kind"],
        header_rows=stored["header_rows"],
        columns=[BlockColumn(*column) for column in stored["columns"]],
        rows=[],
        ignored_rows=[tuple(row) for row in stored["ignored_rows"]],
        title=stored["title"],
        meta=stored["meta"],
        head=head,
        layout=stored["layout"],
        notes=stored["notes"],
    )


def take_columns(layout: dict, chosen: dict[tuple[int, int], str | None]) -> dict:
    """The layout with the user's reading of columns: {(block, column): key or None}."""
    for number, block in enumerate(layout["blocks"]):
        for column in block["columns"]:
            if (number, column[0]) in chosen:
                column[2] = chosen[number, column[0]]
    return layout
