"""The sender's own file back, with what is wrong painted and written beside each row."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from talentbase.sheets.captions import text_of
from talentbase.sheets.child import read_workbook
from talentbase.sheets.guard import inspect
from talentbase.sheets.write_xlsx import put

Problem = tuple[str, int, int | None, str]  # (sheet, row, column or None for the whole row, sentence)

REASON = "错误原因"
PAINT = PatternFill("solid", fgColor="FFC7CE")
REASON_FONT = Font("宋体", 10, color="C00000")
MOST_CELLS = 200_000  # openpyxl keeps 500 bytes per cell in memory; larger files are written afresh
LOOK_FOR_REASON = 15  # rows in which a 错误原因 column of an earlier return is looked for


def annotated_return(
    source: str | Path,
    problems: Iterable[Problem],
    out: str | Path | IO[bytes],
    *,
    name: str | None = None,
    headers: dict[str, int] | None = None,
) -> None:
    """Writes an xlsx. headers: {sheet: last header row}, for the caption of the added column. Raises Refused like reading.

    An xlsx keeps its looks; of xls, et, csv and very large files a plain workbook with the same values and positions is made.
    """
    inspection = inspect(source, name)
    small = sum(facts.cells for facts in inspection.sheets) <= MOST_CELLS
    if inspection.form == "xlsx" and small:
        book = openpyxl.load_workbook(source, keep_links=False)
    else:
        book = _rebuilt(source, name)
    by_sheet: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_sheet[problem[0]].append(problem)
    for sheet, found in by_sheet.items():
        if sheet in book.sheetnames:
            _annotate(book[sheet], found, (headers or {}).get(sheet))
    book.save(out)


def _annotate(page, problems: list[Problem], header: int | None) -> None:
    header = header or max(min(row for _, row, _, _ in problems) - 1, 1)
    reason_column = _old_reasons(page) or _last_column(page) + 1
    caption = page.cell(header, reason_column)
    if not isinstance(caption, MergedCell):
        put(caption, REASON)
        caption.font = Font("黑体", 11, bold=True, color="C00000")
    reasons: dict[int, list[str]] = defaultdict(list)
    for _, row, column, sentence in problems:
        reasons[row].append(sentence)
        if column:
            page.cell(row, column).fill = PAINT
    for row, sentences in reasons.items():
        cell = page.cell(row, reason_column)
        if isinstance(cell, MergedCell):  # a merged line across the page: say it in a note
            page.cell(row, 1).comment = Comment("；".join(sentences), REASON)
            continue
        put(cell, "\n".join(dict.fromkeys(sentences)))
        cell.font, cell.fill = REASON_FONT, PAINT
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    page.column_dimensions[get_column_letter(reason_column)].width = 50


def _last_column(page) -> int:
    """Last column that holds something; formatted blanks do not count."""
    return max((cell.column for row in page.iter_rows() for cell in row if cell.value is not None), default=0)


def _old_reasons(page) -> int | None:
    """Column of an earlier return's reasons, emptied: the sender has worked on this very file."""
    for row in page.iter_rows(max_row=LOOK_FOR_REASON):
        for cell in row:
            if cell.value == REASON:
                for old in range(cell.row, page.max_row + 1):
                    below = page.cell(old, cell.column)
                    if not isinstance(below, MergedCell):
                        below.value, below.fill = None, PatternFill()
                return cell.column
    return None


def _rebuilt(source: str | Path, name: str | None) -> openpyxl.Workbook:
    workbook = read_workbook(source, name)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in workbook.sheets:
        page = book.create_sheet(sheet.name[:31])
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                if cell.filled_from is None:
                    _copy(page.cell(row, column), cell)
        for top, left, bottom, right in sheet.merges:
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    return book


def _copy(target, cell) -> None:
    value = cell.value if cell.value is not None else text_of(cell) or None
    put(target, value)
    if cell.number_format and not isinstance(value, str):
        target.number_format = cell.number_format
