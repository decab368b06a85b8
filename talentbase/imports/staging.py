"""From a stored file to rows that wait for a human: read in the child, laid out, read by the recipe, judged."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

import orjson
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast

from talentbase.files import store
from talentbase.imports import memory
from talentbase.imports.layouts import blocks_of, layout_of
from talentbase.imports.models import Batch, Row
from talentbase.imports.reading import EXTRA, read_block
from talentbase.imports.recipe import Known, Note, RoomRecipe, RowReading, recipes
from talentbase.imports.sealing import open_values, pack_cells, seal_values, unpack_cells
from talentbase.pg.rows import copies, insert_many
from talentbase.sheets.blocks import Block, BlockRow
from talentbase.sheets.cells import Cell, Refused
from talentbase.sheets.child import read_workbook
from talentbase.sheets.layout import find_blocks

NO_WORDS = MappingProxyType({})
READ_AT_ONCE = 1500  # rows
JUDGED = ("id", "block", "sheet", "row", "state", "duplicate", "decision", "target", "warnings")
MERGED = 50  # rows of one merged cell that are waited for at the end of a piece


def read_file(path, name: str, kind: str = "") -> tuple[list[Block], list[dict], list[str]]:
    """(blocks, ignored sheets, warnings about the file). kind "": whatever fits. Raises Refused."""
    workbook = read_workbook(path, name)
    readers = [recipe.reader() for recipe in recipes().values() if kind in ("", recipe.kind)]
    blocks, ignored = find_blocks(workbook, readers)
    if not blocks:
        raise Refused("no_header", "没有找到可以导入的表格。请确认表头有姓名或企业名称、岗位名称等列，再重新上传。")
    return blocks, ignored, workbook.warnings


def read_batch(batch: Batch, progress, kind: str = "") -> None:
    """First reading of an upload: the layout as found and all rows, or the refusal with its reason."""
    progress(0, 3, "读取文件")
    try:
        with store.opened(batch.file) as path:
            blocks, ignored, warnings = read_file(path, batch.file.name, kind)
    except Refused as refused:
        batch.state, batch.refusal_code, batch.refusal = Batch.State.REFUSED, refused.code, refused.message[:300]
        batch.save()
        return
    batch.kind = blocks[0].kind if len({block.kind for block in blocks}) == 1 else "mixed"
    recalled = memory.recall(batch, blocks)
    batch.layout = layout_of(blocks, ignored, warnings) | {"recalled": recalled}
    _stage(batch, blocks, progress)
    batch.state = Batch.State.COLUMNS
    batch.save()


def restage(batch: Batch, progress) -> None:
    """Read all rows again after the user changed the meaning of columns; edits made on the page are kept."""
    progress(0, 3, "按新的列名读取")
    blocks = blocks_of(batch.layout)
    edits = {}
    for row in batch.rows.all():
        cells = unpack_cells(row.raw.get("cells", ""))
        blocks[row.block].rows.append(BlockRow(row.row, cells, row.raw.get("hidden", False)))
        edits[row.block, row.row] = row.edits
    batch.rows.all().delete()
    _stage(batch, blocks, progress, edits)
    batch.state = Batch.State.CHECK
    batch.save()


def _stage(batch: Batch, blocks: list[Block], progress, edits: dict | None = None) -> None:
    """A piece is written and let go before the next one is read: the cells of a whole city need not lie in memory."""
    progress(1, 3, "核对数据")
    rows: list[Row] = []
    readings: list[RowReading] = []
    for number, block in enumerate(blocks):
        while block.rows:
            _insert(rows)
            size = _size_of_piece(block.rows)
            piece = replace(block, rows=block.rows[:size])
            del block.rows[:size]
            for row, reading in _read_piece(batch, number, piece, edits or {}):
                rows.append(row)
                readings.append(_without_empties(reading))
    progress(2, 3, "查找重复")
    judge(batch, rows, readings)
    keep_judgement([row for row in rows if row.duplicate and not row._state.adding])
    _insert(rows)
    count(batch, rows)


def _size_of_piece(rows: list[BlockRow]) -> int:
    """READ_AT_ONCE, or a little more, so that rows of one merged cell stay together."""
    size = READ_AT_ONCE
    while size < min(len(rows), READ_AT_ONCE + MERGED) and any(
        cell.filled_from and cell.filled_from[0] < rows[size].row for cell in rows[size].cells.values()
    ):
        size += 1
    return size


def _without_empties(reading: RowReading) -> RowReading:
    """Three empty lists a row are five megabytes of a city's sheet."""
    reading.warnings, reading.errors = reading.warnings or (), reading.errors or ()
    reading.extra = reading.extra or NO_WORDS
    return reading


def _insert(rows: list[Row]) -> None:
    """What a row says is in its reading as well: of one that is written only what its judgement needs stays in memory."""
    fresh = [row for row in rows if row._state.adding]
    insert_many(fresh)
    for row in fresh:
        kept = {name: getattr(row, name) for name in JUDGED}
        row.__dict__ = kept | {"_state": fresh[0]._state}


def _read_piece(batch: Batch, number: int, block: Block, edits: dict) -> Iterator[tuple[Row, RowReading]]:
    """The rows of a part of the block."""
    reader = recipes()[block.kind].reader()
    blank = copies(Row(batch=batch, block=number, sheet=block.sheet[:60]))
    packed = [pack_cells(source.cells) for source in block.rows]
    for source in block.rows:
        _put_typed(block, source.cells, edits.get((number, source.row)) or {})
    for source, cells, reading in zip(block.rows, packed, read_block(reader, block), strict=True):
        raw = {"cells": cells, "hidden": source.hidden}
        row = blank(row=source.row, edits=edits.get((number, source.row)) or {}, raw=raw)
        put(row, reading)
        yield row, reading


def read_again(reader, block: Block, row: Row, following: Iterable[Row] = ()) -> RowReading:
    """One row from its stored cells, with what was typed on the page in place of the sheet's.

    following: rows below that may belong to the same record.
    """
    sources = []
    for each in (row, *following):
        cells = unpack_cells(each.raw.get("cells", ""))
        _put_typed(block, cells, each.edits)
        sources.append(BlockRow(each.row, cells, each.raw.get("hidden", False)))
    return read_block(reader, replace(block, rows=sources))[0]


def _put_typed(block: Block, cells: dict[int, Cell], typed: dict[str, str]) -> None:
    """What was typed on the page in place of the sheet's cells."""
    for key, text in typed.items():
        columns = [column.column for column in block.columns if column.key == key]
        for column in columns[1:]:
            cells.pop(column, None)
        if columns:
            cells[columns[0]] = Cell(text or None)


def put(row: Row, reading: RowReading) -> None:
    row.values = seal_values(reading.values | ({EXTRA: reading.extra} if reading.extra else {}))
    row.warnings = [note.plain() for note in reading.warnings]
    row.errors = [note.plain() for note in reading.errors]
    row.state = Row.State.HELD if reading.held else Row.State.GOOD
    row.duplicate, row.decision, row.target = {}, "", None


def reading_of(row: Row) -> RowReading:
    """The stored row as a reading again."""
    values = open_values(row.values)
    extra = values.pop(EXTRA, {})
    notes = ([Note(**note) for note in stored] for stored in (row.warnings, row.errors))
    return RowReading(row.sheet, row.row, values, *notes, extra=extra)


def judge(batch: Batch, rows: list[Row], readings: list[RowReading]) -> None:
    """Repeats inside the file and records already known, per kind, asked once for the whole batch. readings: of the rows."""
    kinds = [block["kind"] for block in batch.layout["blocks"]]
    batch.judged_against = Batch.objects.writes()  # asked first: what is committed meanwhile is seen at the import
    mine: dict[str, list[Row]] = {}
    read: dict[str, list[RowReading]] = {}
    for row, reading in zip(rows, readings, strict=True):
        if row.state not in (Row.State.HELD, Row.State.DISMISSED):
            mine.setdefault(kinds[row.block], []).append(row)
            read.setdefault(kinds[row.block], []).append(reading)
    for kind in mine:
        _judge_kind(batch, recipes()[kind], mine[kind], read[kind])


def _judge_kind(batch: Batch, recipe: RoomRecipe, rows: list[Row], readings: list[RowReading]) -> None:
    for row in rows:
        row.state, row.duplicate, row.decision, row.target = Row.State.GOOD, {}, "", None
    for number, known in recipe.known(readings, by=batch.made_by, unit=batch.unit).items():
        mark_known(rows[number], known)
    for repeat in recipe.reader().judge(readings):
        _mark_repeat(rows[repeat.later], rows[repeat.first], repeat)


def keep_judgement(rows: list[Row]) -> None:
    """Write what `judge` said of rows that are stored already. One statement; a CASE per row would cost seconds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE imports_row SET state = given.state, decision = given.decision, target = given.target, "
            "duplicate = given.duplicate FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::jsonb[]) "
            "AS given(id, state, decision, target, duplicate) WHERE imports_row.id = given.id",
            [
                [row.pk for row in rows],
                [str(row.state) for row in rows],
                [str(row.decision) for row in rows],
                [row.target for row in rows],
                [json.dumps(row.duplicate, ensure_ascii=False) for row in rows],
            ],
        )


def stored(batch: Batch, ids: Sequence[int]) -> list[Row]:
    """Rows with what is needed to write their records, in the order of the sheet; all else of them stays where it is."""
    blank = copies(Row(batch=batch))
    columns = ("id", "state", "duplicate", "decision", "outcome", "target")
    found = batch.rows.filter(pk__among=ids).values_list(*columns, Cast("values", TextField()))
    return [blank(values=orjson.loads(values), **dict(zip(columns, row, strict=True))) for *row, values in found]


def keep_outcomes(rows: list[Row]) -> None:
    """One statement with three arrays; a CASE of thousands of branches would cost seconds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE imports_row SET target = given.target, outcome = given.outcome "
            "FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS given(id, target, outcome) WHERE imports_row.id = given.id",
            [[row.pk for row in rows], [row.target for row in rows], [str(row.outcome) for row in rows]],
        )
    Row.objects.bulk_update([row for row in rows if "left_out" in row.duplicate], ["duplicate"])


def mark_known(row: Row, known: Known) -> None:
    """An echo or a certain match needs nobody; one for review waits for a decision, one out of scope for the county."""
    row.target = None if known.hidden else known.target
    row.duplicate = {
        "known": known.target,
        "rule": known.rule,
        "sentence": known.sentence,
        "changes": [] if known.hidden else list(known.changes),
        "words": "" if known.hidden else known.words,
        "hidden": known.hidden,
        "echo": known.rule == "echo",
    }
    if known.review or known.hidden:
        row.state = Row.State.DOUBTFUL
    else:
        row.decision = Row.Decision.MERGE


def _mark_repeat(row: Row, first: Row, repeat) -> None:
    where = f"第{first.row}行" if first.sheet == row.sheet else f"工作表“{first.sheet}”第{first.row}行"
    row.duplicate = {
        "of_row": first.row,
        "of_sheet": first.sheet,
        "rule": repeat.rule,
        "sentence": f"与{where}重复：{repeat.sentence}",
    }
    row.state = Row.State.DOUBTFUL if repeat.review else Row.State.REPEATED


def count(batch: Batch, rows) -> None:
    """Numbers of the check page; every row stands in exactly one of good, held, doubtful, repeated, dismissed."""
    rows = list(rows)
    states = {state: sum(row.state == state for row in rows) for state in Row.State.values}
    ready = [row for row in rows if row.state == Row.State.GOOD]
    fresh = [row for row in ready if not row.duplicate]
    same = [row for row in ready if row.duplicate and not row.duplicate.get("changes")]
    batch.counts = {
        **states,
        "rows": len(rows),
        "warned": sum(bool(row.warnings) and row.state == Row.State.GOOD for row in rows),
        "added": len(fresh),
        "same": len(same),
        "changed": len(ready) - len(fresh) - len(same),
    }
