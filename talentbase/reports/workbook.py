"""The tables of a month as one workbook, a sheet each."""

from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from talentbase.reports.tables import MonthTable
from talentbase.sheets.write_xlsx import BODY_FONT, BORDER, HEADER_FONT, TITLE_FONT, put

CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
HEADER_ROW = 2


def write_workbook(target: str | BinaryIO, tables: list[MonthTable], subtitle: str) -> None:
    """subtitle: the month, stands before each sheet's title."""
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        _fill(book.create_sheet(table.name.removesuffix("统计表").removesuffix("表")[:31]), table, subtitle)
    book.save(target)


def _fill(page: Worksheet, table: MonthTable, subtitle: str) -> None:
    width = len(table.columns)
    _title(page, f"{subtitle}{table.name}", width)
    for number, column in enumerate(table.columns, 1):
        cell = page.cell(HEADER_ROW, number)
        put(cell, column.label)
        cell.font, cell.border, cell.alignment = HEADER_FONT, BORDER, CENTRE
        page.column_dimensions[get_column_letter(number)].width = column.width * 1.15
    for line, row in enumerate(table.rows, HEADER_ROW + 1):
        for number, value in enumerate(row, 1):
            cell = page.cell(line, number)
            put(cell, value)
            cell.font, cell.border = BODY_FONT, BORDER
    if table.note:
        _note(page, table.note, width)
    _set_page(page)


def _title(page: Worksheet, text: str, width: int) -> None:
    put(page.cell(1, 1), text)
    page.cell(1, 1).font, page.cell(1, 1).alignment = TITLE_FONT, CENTRE
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    page.row_dimensions[1].height = 60


def _note(page: Worksheet, text: str, width: int) -> None:
    line = page.max_row + 1
    put(page.cell(line, 1), text)
    page.cell(line, 1).font, page.cell(line, 1).alignment = BODY_FONT, Alignment(wrap_text=True, vertical="top")
    page.merge_cells(start_row=line, start_column=1, end_row=line, end_column=width)
    page.row_dimensions[line].height = 36


def _set_page(page: Worksheet) -> None:
    page.freeze_panes = f"A{HEADER_ROW + 1}"
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
