"""Sheets filled in by label and value: a 登记表 of one person or project, and the head above a list (一企一表)."""

import re
from dataclasses import dataclass

from talentbase.sheets.blocks import Block, BlockColumn, BlockRow
from talentbase.sheets.captions import bare_meta, is_meta_label, text_of
from talentbase.sheets.cells import Cell
from talentbase.sheets.grid import Grid, Run
from talentbase.sheets.headers import SOMEBODY_ELSE, STRONG, Match, Matcher
from talentbase.text.folding import fold

_UNKNOWN_LABEL = re.compile(r"[^\d,，。;；、!！?？]{2,12}")
_INLINE_LABEL = re.compile(r"(?:^|(?<=[\s，,；;]))([^\s:：，,；;]{2,15})[:：]")
LONGEST = 200  # rows; a longer sheet is no form
FEWEST_LABELS = 4
SAMPLES = 3
COLUMNS_OF_A_LIST, LONGEST_CAPTION, FILLED = 5, 12, 0.6
LIST_CAPTIONS = 4  # so many captions with the next one at their side make a list, whatever recipe is asked


@dataclass(frozen=True, slots=True)
class Field:
    """A label and the cell that answers it (None: left empty). row: where the label stands. key "": no column knows it."""

    row: int
    label: str
    key: str
    value: Cell | None


def read_fields(grid: Grid, matcher: Matcher, rows: list[int]) -> list[Field]:
    """Labels with a place for a value (`姓名｜张三`, `姓名：张三`); rows of captions side by side are skipped."""
    fields: list[Field] = []
    for row in rows:
        runs = grid.runs(row)
        matches = _label_matches(matcher, runs)
        if _is_caption_row(runs, matches):
            continue
        for index, run in enumerate(runs):
            if index in matches and run.top == row:
                following = runs[index + 1] if index + 1 < len(runs) else None
                answered = following and following.first == run.last + 1 and index + 1 not in matches
                fields.append(Field(row, run.text.rstrip(":"), matches[index].key, following.cell if answered else None))
            elif index not in matches and run.top == row:
                fields += _inline(run, row, matcher)
    return fields


def _label_matches(matcher: Matcher, runs: list[Run]) -> dict[int, Match]:
    """{index of the run: what it means}. A label standing after `家庭联系人｜某某` speaks of that person."""
    matches: dict[int, Match] = {}
    group = ""
    for index, run in enumerate(runs):
        text = run.text.rstrip(":")
        if not isinstance(run.cell.value, str) or len(text) > 30:
            continue
        match = matcher.match((group, text) if group and text != group else (text,))
        if match and match.quality >= STRONG:
            matches[index] = match
        if matcher.is_group(text) or (SOMEBODY_ELSE.search(text) and "联系人" in text):
            group = text
    return matches


def _is_caption_row(runs: list[Run], matches: dict[int, Match], fewest: int = 2) -> bool:
    """`称谓｜姓名｜年龄｜工作单位`: the header of a small table inside the form, no labels."""
    beside = sum(index + 1 in matches and runs[index + 1].first == runs[index].last + 1 for index in matches)
    return beside >= fewest


def _list_header_rows(grid: Grid, matchers: dict[str, Matcher]) -> set[int]:
    """Rows that are the header of a list to one recipe: to another, which knows few of its captions, they look like answers.

    Such a row has many captions side by side, or nothing but captions, or rows below it that answer it column by column.
    """
    found = set()
    for row in grid.rows:
        runs = grid.runs(row)
        if (
            len(runs) > 2
            and any(
                _is_caption_row(runs, _label_matches(matcher, runs), min(LIST_CAPTIONS, len(runs) - 1))
                for matcher in matchers.values()
            )
            or len(runs) >= COLUMNS_OF_A_LIST
            and _heads_columns(grid, runs, row, matchers)
        ):
            found.add(row)
    return found


def _heads_columns(grid: Grid, runs: list[Run], row: int, matchers: dict[str, Matcher]) -> bool:
    """Short words without digits, over two rows that fill the same columns and hold no label of their own."""
    if any(run.wide or len(run.text) > LONGEST_CAPTION or re.search(r"\d", run.text) for run in runs):
        return False
    columns = {run.first for run in runs}
    below = [grid.runs(at) for at in _next_two(grid, row)]
    if len(below) < 2 or any(len({run.first for run in each} & columns) < FILLED * len(columns) for each in below):
        return False
    return not any(len(_label_matches(matcher, each)) > 1 for matcher in matchers.values() for each in below)


def _next_two(grid: Grid, row: int) -> list[int]:
    rows = grid.between(row, 10**9)
    return [at for _, at in zip(range(2), rows, strict=False)]


def _inline(run: Run, row: int, matcher: Matcher) -> list[Field]:
    """`姓名：张三` in one cell, also several such pairs."""
    text = text_of(run.cell)
    labels = list(_INLINE_LABEL.finditer(text))
    fields = []
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        match = matcher.match((label[1],))
        if match and match.quality >= STRONG:
            value = text[label.end() : following.start() if following else None].strip(" \t\u3000，,；;")
            fields.append(Field(row, fold(label[1]), match.key, Cell(value) if value else None))
    return fields


def find_form(grid: Grid, matchers: dict[str, Matcher]) -> Block | None:
    """A block of one row if the sheet is a form of some recipe's kind; every required key must be among its labels."""
    if len(grid.rows) > LONGEST:
        return None
    best: Block | None = None
    most = FEWEST_LABELS - 1
    headers = _list_header_rows(grid, matchers)
    rows = [row for row in grid.rows if row not in headers]
    for kind, matcher in matchers.items():
        fields = read_fields(grid, matcher, rows)
        keys = {field.key for field in fields}
        if len(keys) > most and matcher.required <= keys and _looks_like_form(fields):
            others = _other_fields(grid, matcher, _outside_tables(grid, headers, {field.row for field in fields}))
            whole = sorted([*fields, *others], key=lambda field: field.row)
            best, most = _block(grid, kind, matcher, whole), len(keys)
    return best


def _outside_tables(grid: Grid, headers: set[int], labelled: set[int]) -> list[int]:
    """The rows of the form without the small tables in it, which go on to the next row of labels: 家庭成员 is nobody's field."""
    rows, inside = [], False
    for row in grid.rows:
        inside = row in headers or (inside and row not in labelled)
        if not inside and min(labelled) <= row <= max(labelled):
            rows.append(row)
    return rows


def _other_fields(grid: Grid, matcher: Matcher, rows: list[int]) -> list[Field]:
    """`婚姻状况｜已婚`: a short text and an answer beside it, neither of them known or taken. Nothing on a form gets lost."""
    fields: list[Field] = []
    for row in rows:
        runs = grid.runs(row)
        known = _label_matches(matcher, runs)
        index = 0
        while index < len(runs) - 1:
            run, following = runs[index], runs[index + 1]
            answered = following.first == run.last + 1 and index + 1 not in known
            if answered and index not in known and run.top == following.top == row and _UNKNOWN_LABEL.fullmatch(run.text):
                fields.append(Field(row, run.text.rstrip(":"), "", following.cell))
            index += 2 if answered else 1
    return fields


def _looks_like_form(fields: list[Field]) -> bool:
    """Labels spread over several rows; a list's header has them all in one."""
    rows = [field.row for field in fields]
    return max(map(rows.count, rows)) < len(rows) * 0.8


def _block(grid: Grid, kind: str, matcher: Matcher, fields: list[Field]) -> Block:
    """One row for each form that stands on the sheet; the same label is the same column in all of them."""
    columns: dict[tuple[str, int], BlockColumn] = {}
    rows = []
    for form in _forms(fields, matcher):
        cells: dict[int, Cell] = {}
        times: dict[str, int] = {}
        for field in form:
            name = field.key or field.label
            times[name] = times.get(name, 0) + 1
            if name in matcher.required and times[name] > 1:
                continue
            place = columns.setdefault(
                (name, times[name]), BlockColumn(len(columns) + 1, field.label, field.key or None, samples=[])
            )
            place.samples += _samples(field.value)[: SAMPLES - len(place.samples)]
            if field.value is not None:
                cells[place.column] = field.value
        at = next((field.row for field in form if field.key in matcher.required), form[0].row)
        rows.append(BlockRow(at, cells, hidden=at in grid.sheet.hidden_rows))
    first = min(field.row for field in fields)
    title = "\n".join(text_of(run.cell).strip() for row in grid.rows if row < first for run in grid.runs(row))
    filled = [row for row in rows if row.cells] or rows[:1]
    return Block(grid.sheet.name, kind, [], list(columns.values()), filled, title=title, layout="form")


def _forms(fields: list[Field], matcher: Matcher) -> list[list[Field]]:
    """The fields of each form. Another one begins at a row that names the subject (姓名) again and asks the same again."""
    starts = [fields[0].row]
    subjects = [field for field in fields if field.key in matcher.required]
    for field in subjects:
        before = {other.key for other in fields if starts[-1] <= other.row < field.row}
        after = {other.key for other in fields if other.row >= field.row}
        if field.key in before and len(before & after) >= FEWEST_LABELS:
            starts.append(field.row)
    ends = [*starts[1:], 10**9]
    return [[each for each in fields if start <= each.row < end] for start, end in zip(starts, ends, strict=True)]


def is_blank_form(block: Block, matcher: Matcher) -> bool:
    """Nothing is written beside the labels of what must be there (姓名)."""
    answered = {column.key for column in block.columns for row in block.rows if column.column in row.cells}
    return not (answered & matcher.required if matcher.required else answered)


def is_whole_form(block: Block, matcher: Matcher) -> bool:
    """Everything that must be there is answered."""
    answered = {column.key for column in block.columns for row in block.rows if column.column in row.cells}
    return matcher.required <= answered


def read_head(grid: Grid, matcher: Matcher, rows: list[int], listed: set[str]) -> dict[str, Cell]:
    """{label: value} of the rows above a list, without what the list itself has a column for.

    Where the list lacks a required key and the head has it (一企一表), 联系人 and 电话 there belong to every row;
    else such lines speak of the office that sent the sheet.
    """
    fields = [field for field in read_fields(grid, matcher, rows) if field.value is not None and field.key not in listed]
    own_head = any(field.key in matcher.required for field in fields if field.label != "单位")
    head: dict[str, Cell] = {}
    for field in fields:
        if field.label != "单位" and (own_head or not is_meta_label(field.label)):
            head.setdefault(field.label, field.value)
    return head


def read_record(grid: Grid, matchers: dict[str, Matcher]) -> Block | None:
    """The one record of a form's own file (lrmx): labels in row 1, answers in row 2; None where no recipe knows the labels.

    What stands behind an empty column is not matched: it is kept under its label.
    """
    labels = {at: text_of(cell) for at, cell in grid.sheet.rows[1].items()}
    answers = grid.sheet.rows[2]
    gap = next(at for at in range(1, len(labels) + 2) if at not in labels)
    meta: dict[str, str] = {}
    for at, label in labels.items():
        if at > gap and is_meta_label(label):
            meta |= bare_meta(label, text_of(answers.get(at)))
    best, most = None, 0
    for kind, matcher in matchers.items():
        keys = {at: match.key for at, label in labels.items() if at < gap and (match := matcher.match((label,)))}
        known = set(keys.values())
        if len(known) > most and matcher.required <= known:
            columns = [BlockColumn(at, label, keys.get(at), samples=_samples(answers.get(at))) for at, label in labels.items()]
            row = BlockRow(2, answers)
            best, most = Block(grid.sheet.name, kind, [], columns, [row], meta=meta, layout="form"), len(known)
    return best


def _samples(cell: Cell | None) -> list[str]:
    return [text_of(cell)] if cell else []
