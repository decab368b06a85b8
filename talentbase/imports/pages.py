"""What the wizard's pages show: steps, columns to confirm, rows as lines, and the two files that go out."""

import io
from collections import defaultdict

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from talentbase.audit import log
from talentbase.codes.book import current_book
from talentbase.files import store
from talentbase.imports.layouts import blocks_of
from talentbase.imports.models import Batch, Row
from talentbase.imports.reading import shown
from talentbase.imports.recipe import UNNAMED, recipes
from talentbase.imports.sealing import unpack_cells
from talentbase.sheets.annotate import annotated_return
from talentbase.sheets.headers import is_serial, matcher_of
from talentbase.sheets.write_template import write_template
from talentbase.web.requests import address_of, whole_number

STEPS = ("上传文件", "对应列名", "核对数据", "处理重复", "导入完成")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_WRITTEN_SHOWN = 200
SHOWN_COLUMNS = 8
TABS = {"look": "要看的", "added": "新增", "changed": "变化", "same": "未变", "all": "全部"}


def steps(present: int) -> list[dict]:
    return [{"number": n, "label": label, "done": n < present, "here": n == present} for n, label in enumerate(STEPS, 1)]


def recipes_of(batch: Batch) -> list:
    kinds = {block["kind"] for block in batch.layout.get("blocks", [])}
    return [recipe for kind, recipe in recipes().items() if kind in kinds]


# --- columns ---


def tables(batch: Batch, chosen: dict | None = None) -> list[dict]:
    """One per table found: its columns with what each was taken for, unmapped ones first to be seen."""
    found = []
    for number, block in enumerate(batch.layout["blocks"]):
        recipe = recipes()[block["kind"]]
        choices = [(column.key, column.label) for column in recipe.columns]
        columns = [
            {
                "name": f"column-{number}-{position}",
                "header": header,
                "key": (chosen or {}).get((number, position), key),
                "hidden": hidden,
                "samples": samples,
                "is_serial": is_serial(header.rsplit("/", 1)[-1]),
            }
            for position, header, key, hidden, samples in block["columns"]
        ]
        found.append({"number": number, "block": block, "label": recipe.label, "choices": choices, "columns": columns})
    return found


def chosen_columns(batch: Batch, post) -> tuple[dict[tuple[int, int], str | None], str]:
    """({(block, column): key or None}, problem sentence or ""). A required column must be named, an unknown key is refused.

    What stands above a list (一企一表) needs no column.
    """
    chosen: dict[tuple[int, int], str | None] = {}
    for number, block in enumerate(batch.layout["blocks"]):
        known = {column.key: column for column in recipes()[block["kind"]].columns}
        for column in block["columns"]:
            value = post.get(f"column-{number}-{column[0]}", column[2] or "")
            if value and value not in known:
                return chosen, "列名选择无效，请重新选择。"
            chosen[number, column[0]] = value or None
        named = {key for (block_number, _), key in chosen.items() if block_number == number} | _keys_above(block)
        missing = [column.label for column in known.values() if column.required and column.key not in named]
        if missing:
            return chosen, f"工作表“{block['sheet']}”没有指定“{'、'.join(missing)}”这一列，请在下面选择。"
    return chosen, ""


def _keys_above(block: dict) -> set[str]:
    matcher = matcher_of(recipes()[block["kind"]].columns)
    found = (matcher.match((label,)) for label in (block["head"] or [[]])[0])
    return {match.key for match in found if match}


# --- rows ---


def rows_of(batch: Batch, tab: str):
    """Rows of a tab; problem rows first on the first one."""
    rows = batch.rows.all()
    good = rows.filter(state=Row.State.GOOD)
    if tab == "added":
        return good.filter(duplicate={})
    if tab == "changed":
        return good.exclude(duplicate={}).exclude(duplicate__changes=[])
    if tab == "same":
        return good.filter(duplicate__changes=[])
    if tab == "all":
        return rows
    look = rows.filter(state__in=[Row.State.HELD, Row.State.DISMISSED]) | rows.exclude(warnings=[], errors=[])
    return look.order_by("-state", "block", "row")


def check_tabs(batch: Batch) -> list[tuple[str, str, int]]:
    counts = batch.counts
    sizes = {
        "look": rows_of(batch, "look").count(),
        "added": counts.get("added", 0),
        "changed": counts.get("changed", 0),
        "same": counts.get("same", 0),
        "all": counts.get("rows", 0),
    }
    return [(key, label, sizes[key]) for key, label in TABS.items()]


def lines(batch: Batch, rows) -> list[dict]:
    """Rows as the check page shows them: the sheet's own words by our column labels, problems as sentences."""
    blocks = blocks_of(batch.layout)
    return [_line(row, blocks[row.block]) for row in rows]


def not_written(batch: Batch) -> list[dict]:
    """Lines of the rows that the import left out, each with its reason; of many the first NOT_WRITTEN_SHOWN."""
    rows = batch.rows.filter(outcome=Row.Outcome.SKIPPED).order_by("block", "row")[:NOT_WRITTEN_SHOWN]
    return [line | {"why": _why_left(line["row"], batch.mode)} for line in lines(batch, rows)]


def _why_left(row: Row, mode: str) -> str:
    if told := row.duplicate.get("left_out"):
        return told
    if row.state == Row.State.HELD:
        return "有错误：" + "；".join(note["message"] for note in row.errors)
    if row.state == Row.State.REPEATED:
        return row.duplicate.get("sentence", "")
    if row.state == Row.State.DISMISSED:
        return "核对时选择了不导入"
    if row.decision == Row.Decision.SKIP:
        return "判定为不导入"
    if row.decision == Row.Decision.MERGE and mode == Batch.Mode.ADD:
        return "更新方式为“仅新增”，库中已有的没有更新"
    return "这类表格只核对，不写入，或您没有登记的权限"


def _changes(row: Row) -> list[tuple]:
    """(label, stored, new, key, whether it is the first of its key): fields of one key stand together, and are taken or left so."""
    of_key: dict[str, list] = {}
    for change in row.duplicate.get("changes", ()):
        of_key.setdefault(change[3], []).append(change)
    return [(*change, change is changes[0]) for changes in of_key.values() for change in changes]


def _line(row: Row, block) -> dict:
    texts = _texts(row, block)
    labels = {column.key: column.label for column in recipes()[block.kind].columns}
    wrong = {note["field"]: "error" for note in row.errors}
    doubted = {note["field"]: "warning" for note in row.warnings}
    keys = _shown_keys(block)
    return {
        "row": row,
        "one": "同一人" if block.kind == "people" else "同一条",
        "changes": _changes(row),
        "left": row.duplicate.get("left", []),
        "is_unnamed": row.duplicate.get("rule") == UNNAMED,
        "labels": [labels[key] for key in keys],
        "cells": [(texts.get(key, ""), wrong.get(key) or doubted.get(key, "")) for key in keys],
        "problems": [{**note, "label": labels.get(note["field"], ""), "tone": "error"} for note in row.errors]
        + [{**note, "label": labels.get(note["field"], ""), "tone": "warning"} for note in row.warnings],
    }


def _shown_keys(block) -> list[str]:
    """The first mapped columns, each once."""
    return list(dict.fromkeys(column.key for column in block.columns if column.key))[:SHOWN_COLUMNS]


def _texts(row: Row, block) -> dict[str, str]:
    """{key: text as the sheet or the page says}; several columns of one key are joined."""
    cells = unpack_cells(row.raw.get("cells", ""))
    found: dict[str, list[str]] = defaultdict(list)
    for column in block.columns:
        if column.key and (cell := cells.get(column.column)) and cell.value is not None:
            found[column.key].append(shown(cell.value))
    return {key: "；".join(texts) for key, texts in found.items()} | row.edits


def cells_of(batch: Batch, row: Row) -> list[dict]:
    """All mapped columns of one row for its form."""
    block = blocks_of(batch.layout)[row.block]
    texts = _texts(row, block)
    columns = {column.key: column for column in recipes()[block.kind].columns}
    keys = dict.fromkeys([*(column.key for column in block.columns if column.key), *(note["field"] for note in row.errors)])
    notes = defaultdict(list)
    for tone, stored in (("error", row.errors), ("warning", row.warnings)):
        for note in stored:
            notes[note["field"]].append({**note, "tone": tone})
    return [
        {
            "key": key,
            "label": columns[key].label,
            "text": texts.get(key, ""),
            "notes": notes[key],
            "example": columns[key].example,
        }
        for key in keys
        if key in columns
    ]


def typed_changes(batch: Batch, row: Row, post) -> dict[str, str]:
    """What differs from the sheet's words; only keys of mapped columns are taken."""
    before = {cell["key"]: cell["text"] for cell in cells_of(batch, row)}
    return {
        key: post[f"cell-{key}"].strip()[:2000]
        for key in before
        if f"cell-{key}" in post and post[f"cell-{key}"].strip() != before[key]
    }


def decisions(post) -> dict[int, str]:
    """{row id: decision} from fields named decision-<id>."""
    found = {}
    for name, value in post.items():
        head, _, pk = name.partition("-")
        if head == "decision" and whole_number(pk) and value in Row.Decision.values:
            found[int(pk)] = value
    return found


def left_fields(post) -> dict[int, list[str]]:
    """{row id: keys that stay as stored} from fields named take-<id>-<key> with the value stored or new."""
    found: dict[int, list[str]] = {}
    for name, value in post.items():
        head, _, rest = name.partition("-")
        pk, _, key = rest.partition("-")
        if head == "take" and whole_number(pk):
            found.setdefault(int(pk), []).extend([key] if value == "stored" else [])
    return found


# --- files that go out ---


def annotated(batch: Batch, request) -> HttpResponse:
    """The upload with every problem marked."""
    blocks = blocks_of(batch.layout)
    problems = []
    for row in batch.rows.filter(state__in=[Row.State.HELD, Row.State.REPEATED]):
        places = {column.key: column.column for column in blocks[row.block].columns if column.key}
        problems += [(row.sheet, row.row, places.get(note["field"]), note["message"]) for note in row.errors]
        if row.state == Row.State.REPEATED:
            problems.append((row.sheet, row.row, None, row.duplicate["sentence"]))
    headers = {block.sheet: block.header_rows[-1] for block in blocks if block.header_rows}
    out = io.BytesIO()
    with store.opened(batch.file) as path:
        annotated_return(path, problems, out, name=batch.file.name, headers=headers)
    log.record("export", user=request.user, address=address_of(request), subject=batch, rows=len(problems))
    return _download(out, f"退回_{batch.file.name.rpartition('.')[0]}.xlsx")


def blank_form(recipe) -> HttpResponse:
    """The workbook an office sends out to be filled in."""
    out = io.BytesIO()
    title = f"{recipe.label}信息采集表"
    choices = {column.key: offered(column) for column in recipe.columns if column.choices}
    write_template(out, recipe.columns, title=title, choices=choices)
    return _download(out, f"{title}.xlsx")


def offered(column) -> list[str]:
    """The words of a column's drop-down; of a code table all names but its mere headings and what ranks as nothing."""
    if not isinstance(column.choices, str):
        return list(column.choices)
    rows = current_book().rows(column.choices)
    heads = {row.parent for row in rows}
    return [row.name for row in rows if row.rank != 0 and (row.code not in heads or row.aliases)]


def _download(out: io.BytesIO, name: str) -> HttpResponse:
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
