"""The blank workbook an office sends out: table with drop-downs and hints, two sample rows, how to fill in each column."""

from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from talentbase.sheets.column import Column
from talentbase.sheets.write_xlsx import BODY_FONT, BORDER, HEADER_FONT, TITLE_FONT, put

TITLE_ROW, META_ROW, HEADER_ROW = 1, 2, 3
FIRST_ROW = HEADER_ROW + 1
ROWS = 200  # with borders, as printed
LAST_ROW = FIRST_ROW + 5_000  # hints, drop-downs and text format reach on, for whoever needs more rows
TABLE, SAMPLES, ADVICE, OPTIONS = "信息采集表", "填写示例", "填表说明", "选项"
META = "填报单位（盖章）：　　　　　　　　　　填报人：　　　　　　联系电话：　　　　　　　　填报时间：　　　　　　"
SAMPLE_META = "填报单位（盖章）：某某镇党委　　填报人：王某某　　联系电话：0393-6200000　　填报时间：2026年3月15日"
ROW_HEIGHT = 30  # points, two lines of text
LONGEST_LIST = 255  # characters Excel takes in a list that stands in the rule itself
LONGEST_PROMPT = 255
HEADER_FILL = PatternFill("solid", "FFF2F2F2")
REQUIRED_FONT = Font("黑体", 11, bold=True, color="FFC00000")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(vertical="center", wrap_text=True)
TEXT = "@"  # what is typed stays as typed: 1985.10 keeps its 0, 2-3 is no date
NARROWEST = 6.5  # characters
NARROW = 0.85  # cells wrap: a printed page of thirty columns needs every millimetre
HOLDS = {
    "date": "按年.月填写；只知道年份的只写年份。",
    "phone": "手机号码写11位，固定电话带区号；有多个号码的用顿号隔开。",
    "number": "只写数字，不写单位。",
}
USUAL_EXAMPLE = {"date": "1985.03"}
ADVICES = (
    "从第4行起填写，每行一条；不要改动、合并表头，不要在中间插入标题或小计。超过200行的接着往下填。",
    "列名前标*的为必填；没有的内容留空，不写“无”或“/”。",
    "点选单元格后有下拉箭头的，从列表中选择；列表中没有的可以直接填写，提示是否继续时选“是”。",
    "日期、电话、身份证号等各列已设为文本格式，照原样填写即可；从别处粘贴时请选择“只粘贴数值”。",
    "“填写示例”中的内容都是虚构的，导入时不读取；请勿在示例表中填写。",
    "表头已锁定，没有密码；确需增加列的，先撤销工作表保护，再在最右边增加。",
    "不得填写涉密信息。",
)


def write_template(
    target: str | Path | IO[bytes],
    columns: Sequence[Column],
    *,
    title: str,
    choices: Mapping[str, Sequence[str]],
    filled: Sequence[Mapping[str, str]] = (),
    rows: int = ROWS,
) -> None:
    """columns: of the kind; those not asked for are left out. choices: {key: words a drop-down offers}.

    filled: rows that are written already, {key: text}; rows: how many are laid out for printing.
    """
    columns = [column for column in columns if column.asked]
    book = Workbook()
    page = book.active
    page.title = TABLE
    _head(page, columns, title, META)
    _rows(page, columns, rows)
    _fill(page, columns, filled)
    rules = _lists(book.create_sheet(OPTIONS), columns, choices)
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        page.add_data_validation(rule := _rule(column, rules.get(column.key, "")))
        rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
    _set_page(page)
    _samples(book.create_sheet(SAMPLES, 1), columns, title, choices)
    _advice(book.create_sheet(ADVICE, 2), columns, title)
    book[OPTIONS].sheet_state = "hidden"
    book.save(target)


def advice_of(column: Column) -> str:
    """How to fill in the column, in one or two sentences; "" where its name says it all."""
    choice = "从下拉列表中选择。" if column.choices else ""
    return choice + (column.hint or ("" if choice else HOLDS.get(column.holds, "")))


def samples_of(column: Column, offered: Sequence[str] = ()) -> tuple[str, str]:
    """The cells of the two sample rows."""
    first = column.example or USUAL_EXAMPLE.get(column.holds, "")
    return first, column.other_example or next((word for word in offered if word != first), first if column.required else "")


def _head(page: Worksheet, columns: Sequence[Column], title: str, meta: str) -> None:
    for row, text, font, height in ((TITLE_ROW, title, TITLE_FONT, 40), (META_ROW, meta, BODY_FONT, 24)):
        cell = page.cell(row, 1)
        put(cell, text)
        cell.font, cell.alignment = font, CENTRE if row == TITLE_ROW else Alignment(vertical="center")
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(columns))
        page.row_dimensions[row].height = height
    page.cell(META_ROW, 1).protection = Protection(locked=False)
    page.row_dimensions[HEADER_ROW].height = 36
    for number, column in enumerate(columns, 1):
        cell = page.cell(HEADER_ROW, number)
        put(cell, f"*{column.label}" if column.required else column.label)
        cell.font = REQUIRED_FONT if column.required else HEADER_FONT
        cell.border, cell.alignment, cell.fill = BORDER, CENTRE, HEADER_FILL
        page.column_dimensions[get_column_letter(number)].width = max(column.width * NARROW, NARROWEST)


def _rows(page: Worksheet, columns: Sequence[Column], rows: int) -> None:
    """Empty rows to write in; the columns' own style serves the rows below them."""
    for number, column in enumerate(columns, 1):
        below = page.column_dimensions[get_column_letter(number)]
        below.number_format = TEXT if column.holds != "number" else "General"
        below.protection, below.font, below.alignment = Protection(locked=False), BODY_FONT, LEFT
        first = page.cell(FIRST_ROW, number)
        first._style = copy(below._style)
        first.border = BORDER
        for row in range(FIRST_ROW + 1, FIRST_ROW + rows):
            page.cell(row, number)._style = copy(first._style)
    for row in range(FIRST_ROW, FIRST_ROW + rows):
        page.row_dimensions[row].height = ROW_HEIGHT


def _fill(page: Worksheet, columns: Sequence[Column], filled: Sequence[Mapping[str, str]]) -> None:
    for row, cells in enumerate(filled, FIRST_ROW):
        for number, column in enumerate(columns, 1):
            if text := cells.get(column.key, ""):
                cell = page.cell(row, number)
                style = copy(cell._style)
                put(cell, text)
                cell._style = style


def _lists(page: Worksheet, columns: Sequence[Column], choices: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """{key: what the drop-down's rule refers to}; long lists stand on the page, one a column."""
    rules = {}
    for column in columns:
        words = choices.get(column.key, ())
        inline = ",".join(words)
        if len(inline) <= LONGEST_LIST and not any("," in word for word in words):
            rules[column.key] = f'"{inline}"' if words else ""
            continue
        place = len([1 for rule in rules.values() if rule.startswith("'")]) + 1
        for row, word in enumerate(words, 1):
            put(page.cell(row, place), word, as_text=True)
        letter = get_column_letter(place)
        rules[column.key] = f"{quote_sheetname(OPTIONS)}!${letter}$1:${letter}${len(words)}"
    return rules


def _rule(column: Column, listed: str) -> DataValidation:
    """The hint that shows beside a chosen cell, with the drop-down where the column has one."""
    rule = DataValidation(type="list", formula1=listed, allow_blank=True) if listed else DataValidation(allow_blank=True)
    example = samples_of(column)[0]
    rule.promptTitle = column.label[:32]
    told = advice_of(column) + (f"\n例如：{example}" if example else "")
    rule.prompt = (told.strip() or "没有的留空。")[:LONGEST_PROMPT]
    rule.showInputMessage = True
    rule.errorStyle, rule.errorTitle = "warning", column.label[:32]
    rule.error = "列表中没有这一项。请从下拉列表中选择；确需这样填写的，选“是”继续。"
    rule.showErrorMessage = bool(listed)
    return rule


def _set_page(page: Worksheet) -> None:
    last = get_column_letter(page.max_column)
    page.freeze_panes = f"B{FIRST_ROW}"
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    page.print_area = f"A1:{last}{FIRST_ROW + ROWS - 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4  # inches
    page.print_options.horizontalCentered = True
    page.oddFooter.center.text = "第 &P 页，共 &N 页"
    _lock(page)
    lock = page.protection
    lock.formatColumns = lock.formatRows = lock.insertRows = lock.deleteRows = lock.sort = lock.autoFilter = False


def _lock(page: Worksheet) -> None:
    page.protection.sheet = True
    page.protection.objects = page.protection.scenarios = False


def _samples(page: Worksheet, columns: Sequence[Column], title: str, choices: Mapping[str, Sequence[str]]) -> None:
    _head(page, columns, f"{title}（{SAMPLES}）", SAMPLE_META)
    for number, column in enumerate(columns, 1):
        for row, text in enumerate(samples_of(column, choices.get(column.key, ())), FIRST_ROW):
            cell = page.cell(row, number)
            put(cell, text, as_text=True)
            cell.font, cell.border, cell.alignment = BODY_FONT, BORDER, LEFT
    page.freeze_panes = f"B{FIRST_ROW}"
    _lock(page)


def _advice(page: Worksheet, columns: Sequence[Column], title: str) -> None:
    lines = [(f"{title}{ADVICE}",), *((f"{number}．{text}",) for number, text in enumerate(ADVICES, 1))]
    for row, (text,) in enumerate(lines, 1):
        put(page.cell(row, 1), text)
        page.cell(row, 1).font = TITLE_FONT if row == 1 else BODY_FONT
        page.cell(row, 1).alignment = CENTRE if row == 1 else LEFT
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        page.row_dimensions[row].height = 40 if row == 1 else 20
    rows = [("列名", "要求", "填写方法", "举例")]
    rows += [(c.label, "必填" if c.required else "选填", advice_of(c), samples_of(c)[0]) for c in columns]
    for row, texts in enumerate(rows, len(lines) + 1):
        for number, text in enumerate(texts, 1):
            cell = page.cell(row, number)
            put(cell, text, as_text=True)
            cell.border, cell.alignment = BORDER, CENTRE if row == len(lines) + 1 or number == 2 else LEFT
            cell.font = HEADER_FONT if row == len(lines) + 1 else BODY_FONT
    for letter, width in zip("ABCD", (20, 8, 70, 30), strict=True):
        page.column_dimensions[letter].width = width
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    _lock(page)
