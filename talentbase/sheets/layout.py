"""From a workbook to its tables: which sheets, which blocks, which rows of them are data."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Protocol

from talentbase.sheets import captions
from talentbase.sheets.block_rows import build_block
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Refused, Sheet, Workbook
from talentbase.sheets.column import Column
from talentbase.sheets.forms import find_form, is_blank_form, is_whole_form, read_record
from talentbase.sheets.grid import Grid
from talentbase.sheets.headers import Matcher, matcher_of
from talentbase.sheets.tables import HeaderFinder
from talentbase.text.folding import fold


class Kind(Protocol):
    """The part of a recipe that is asked here; it may have `titles`, a pattern of the titles its tables bear."""

    kind: str
    columns: tuple[Column, ...]


def find_blocks(workbook: Workbook, recipes: Sequence[Kind]) -> tuple[list[Block], list[dict[str, str]]]:
    """Blocks in reading order and the sheets left aside, [{"sheet": name, "why": code}].

    why: example | empty_form | summary (statistics) | no_header.

    Raises Refused (empty, image_only, summary_table, no_header) where the workbook holds no table or form of any recipe.
    """
    matchers = {recipe.kind: matcher_of(recipe.columns) for recipe in recipes}
    titles = {recipe.kind: recipe.titles for recipe in recipes if getattr(recipe, "titles", "")}
    finder = HeaderFinder(matchers, titles)
    grids = [grid for sheet in workbook.sheets if (grid := Grid(sheet)).rows]
    _refuse_without_text(workbook, grids)
    blocks: list[Block] = []
    ignored: list[dict[str, str]] = []
    examples = {grid.sheet.name for grid in grids if captions.EXAMPLE_SHEET.search(fold(grid.sheet.name))}
    if len(examples) == len(grids):  # somebody filled in the sample itself
        examples = set()
    for grid in grids:
        name = grid.sheet.name
        if name in examples:
            ignored.append({"sheet": name, "why": "example"})
            continue
        found, why = _read_sheet(grid, matchers, finder, workbook)
        blocks += found
        if why:
            ignored.append({"sheet": name, "why": why})
        elif grid.sheet.hidden:
            workbook.warnings.append(f"工作表“{name}”是隐藏的，也一并读取。")
    if not blocks:
        _refuse(ignored, matchers, workbook)
    return blocks, ignored


def _read_sheet(grid: Grid, matchers: dict[str, Matcher], finder: HeaderFinder, workbook: Workbook) -> tuple[list[Block], str]:
    """(blocks, reason why there are none)."""
    if workbook.form == "lrmx":
        record = read_record(grid, matchers)
        return ([record], "") if record else ([], "no_header")
    form = find_form(grid, matchers)
    if form is not None:
        form.meta = _with_town(form.meta, form.title, grid.sheet, workbook)
        if is_blank_form(form, matchers[form.kind]):
            return [], "empty_form"
        if is_whole_form(form, matchers[form.kind]):
            return [form], ""
    blocks, why = _read_lists(grid, matchers, finder, workbook)
    if form is not None and not blocks:  # half a form: the head of a list looks like one
        return [form], ""
    return blocks, why


def _read_lists(grid: Grid, matchers: dict[str, Matcher], finder: HeaderFinder, workbook: Workbook) -> tuple[list[Block], str]:
    headers = finder.find(grid)
    blocks: list[Block] = []
    for header in headers:
        block = build_block(grid, header, headers, blocks, matchers[header.reading.kind])
        if block is None:
            continue
        _share_headline(blocks[0] if blocks else block, block, matchers[header.reading.kind])
        block.meta = _with_town(block.meta, block.title, grid.sheet, workbook)
        blocks.append(block)
    blocks = [block for block in blocks if not _counts_only(block, matchers[block.kind])]
    if blocks:
        return blocks, ""
    return [], "summary" if headers or _is_summary(grid) else "no_header"


def _share_headline(first: Block, block: Block, matcher: Matcher) -> None:
    """What stands over the first table's own title (`一、招商线索`) is said of the whole sheet: year, unit, who sent it."""
    if block is first:
        return
    lines = takewhile(lambda line: line.startswith("附") or not captions.SECTION.match(fold(line)), first.title.split("\n"))
    own = block.title.split("\n") if block.title else []
    block.title = "\n".join([*own, *(line for line in lines if line and line not in own)])
    given = {match.key for label in block.head if (match := matcher.match((label,)))}
    absent = matcher.required - {column.key for column in block.columns} - given
    shared = {match.key for label in first.head if (match := matcher.match((label,)))}
    if block.kind == first.kind or absent & shared:  # 一企一表 with two lists, be they of two kinds: the firm stands over both
        block.head = first.head | block.head
    block.meta = {key: value for key, value in first.meta.items() if key != "measure"} | block.meta


def _with_town(meta: dict[str, str], title: str, sheet: Sheet, workbook: Workbook) -> dict[str, str]:
    """The town a sheet comes from: as stated, else from the reporting unit, the title, the sheet's or the file's name."""
    if "town" in meta:
        return meta
    for text in (meta.get("unit", ""), title, sheet.name, workbook.name):
        if town := captions.town_in(text):
            return {**meta, "town": town}
    return meta


def _is_number(cell) -> bool:
    return cell.formula_uncached or (isinstance(cell.value, int | float) and not isinstance(cell.value, bool))


def _is_summary(grid: Grid) -> bool:
    """A statistics table: a name and then nothing but numbers, line after line."""
    counted = 0
    for row in grid.rows:
        numbers = [_is_number(run.cell) for run in grid.runs(row)]
        named = bool(numbers) and not numbers[0]
        counted += len(numbers) >= (3 if named else 4) and sum(numbers) >= 0.6 * (len(numbers) - named)
    return counted >= 3


def _counts_only(block: Block, matcher: Matcher) -> bool:
    """Headers sound like a list, but what must name the row is missing and the cells are numbers: statistics."""
    keys = {column.key for column in block.columns}
    if not matcher.required or matcher.required <= keys:
        return False
    cells = [cell for row in block.rows for cell in list(row.cells.values())[1:]]
    return bool(cells) and sum(map(_is_number, cells)) >= 0.6 * len(cells)


def _refuse_without_text(workbook: Workbook, grids: list[Grid]) -> None:
    if grids:
        return
    if any(sheet.pictures for sheet in workbook.sheets):
        raise Refused("image_only", "表中只有图片，没有可读取的文字，请上传原始的电子表格。")
    raise Refused("empty", "表中没有任何内容，请检查是否选错了文件。")


def _refuse(ignored: list[dict[str, str]], matchers: Mapping[str, Matcher], workbook: Workbook) -> None:
    reasons = {sheet["why"] for sheet in ignored}
    if "empty_form" in reasons:
        raise Refused("empty", "登记表是空白的，请填写后再上传。")
    if "summary" in reasons:
        raise Refused("summary_table", "这是统计汇总表，没有可以逐行导入的名单，请上传明细表。")
    if any(sheet.pictures for sheet in workbook.sheets) and sum(len(sheet.rows) for sheet in workbook.sheets) <= 3:
        raise Refused("image_only", "表中主要是图片，没有可读取的名单，请上传原始的电子表格。")
    raise Refused("no_header", f"没有找到表头行：需要有一行列名，例如{_wanted(matchers.values())}。请检查是否选错了文件。")


def _wanted(matchers: Iterable[Matcher]) -> str:
    """`“姓名”，或“企业名称”和“岗位名称”` - what would have made a header."""
    wanted = []
    for matcher in matchers:
        labels = [column.label for column in matcher.columns if column.required][:3]
        if labels:
            wanted.append("和".join(f"“{label}”" for label in labels))
    return "，或".join(dict.fromkeys(wanted)) or "“序号”"
