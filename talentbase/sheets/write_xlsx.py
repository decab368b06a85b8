"""Styled xlsx lists (title, header, borders, A4 landscape) that no cell text can turn into a formula."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from talentbase.sheets.column import Column

TITLE_FONT, HEADER_FONT, BODY_FONT = Font("方正小标宋简体", 22), Font("黑体", 11, bold=True), Font("仿宋_GB2312", 11)
THIN = Side(style="thin")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
LONGEST_TEXT = 32_767  # characters Excel takes in one cell
DATE_FORMAT, TIME_FORMAT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
TYPED_TEXT = ("date", "phone")  # text format, so that what is typed over them stays as typed: 1985.10 keeps its 0
_LONG_NUMBER = re.compile(r"^\+?\d[\dXx\-/、,，; ]{5,}$")
_BAD_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


def write_table(
    target: str | Path | IO[bytes],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    title: str = "",
    note: str = "",
    sheet: str = "",
) -> None:
    """One list. rows: values in the order of `columns` (text, numbers, dates, None; anything else as its text)."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_BAD_SHEET_NAME.sub("", clean_text(sheet or title))[:31] or "名单")
    first = _set_page(page, columns, bool(title))
    if title:
        _write_title(page, title, len(columns))
    page.append([_styled(page, column.label, HEADER_FONT, centre=True) for column in columns])
    looks = _looks(page)
    cells = [WriteOnlyCell(page) for _ in columns]  # written out at once by append, so one row of cells serves all rows
    written = first
    for row in rows:
        for cell, column, value in zip(cells, columns, row, strict=True):
            _fill(cell, value, column.sensitive or column.holds in TYPED_TEXT, looks)
        page.append(cells)
        written += 1
    if note:
        _write_note(page, note, written + 1, len(columns))
    book.save(target)


def put(cell: Cell, value: Any, *, as_text: bool = False) -> None:
    """Sets a cell's value and format: text stays text whatever it begins with, long numbers keep every digit."""
    value, number_format, quoted = _prepared(value, as_text)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl makes a formula of whatever begins with =
    cell.number_format = number_format
    cell.quotePrefix = quoted


def _prepared(value: Any, as_text: bool) -> tuple[Any, str, bool]:
    """(value as openpyxl takes it, number format, quote prefix)."""
    if isinstance(value, bool):
        value = "是" if value else "否"
    if value is None or isinstance(value, int | float):
        return value, "@" if as_text else "General", False
    if isinstance(value, dt.datetime):
        return value, TIME_FORMAT, False
    if isinstance(value, dt.date):
        return value, DATE_FORMAT, False
    text = clean_text(str(value))
    long_number = bool(_LONG_NUMBER.match(text))
    return text or None, "@" if as_text or long_number else "General", begins_formula(text)


def _looks(page) -> dict[tuple[str, bool], Any]:
    """{(number format, quote prefix): style} of body cells; setting a style by parts takes longer than writing the cell."""
    looks = {}
    for number_format in ("General", "@", DATE_FORMAT, TIME_FORMAT):
        for quoted in (False, True):
            cell = _styled(page, None, BODY_FONT)
            cell.number_format, cell.quotePrefix = number_format, quoted
            looks[number_format, quoted] = cell._style
    return looks


def _fill(cell: WriteOnlyCell, value: Any, as_text: bool, looks: dict[tuple[str, bool], Any]) -> None:
    value, number_format, quoted = _prepared(value, as_text)
    # the property would repeat the checks of `clean_text`, and for a date change the shared style
    kind = "s" if isinstance(value, str) else "n" if value is None or isinstance(value, int | float) else "d"
    cell._value, cell.data_type = value, kind
    cell._style = looks[number_format, quoted]


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula; full-width signs and leading blanks count."""
    if not text or text[0].isalnum():
        return False
    if text[0] in "\t\r":
        return True
    for sign in text[:20]:
        if sign in "=+-@＝＋－＠﹢﹣⁺₊﹦":
            return True
        if not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc"):
            return False
    return False


def clean_text(text: str) -> str:
    """Without characters XML or Excel does not take."""
    if not text.isprintable():
        text = ILLEGAL_CHARACTERS_RE.sub("", text).encode("utf-8", "ignore").decode("utf-8")
    return text[:LONGEST_TEXT]


def _styled(page, value: Any, font: Font, *, centre: bool = False) -> Cell:
    cell = WriteOnlyCell(page)
    put(cell, value)
    cell.font = font
    cell.border = BORDER
    cell.alignment = Alignment(horizontal="center" if centre else None, vertical="center", wrap_text=True)
    return cell


def _set_page(page, columns: Sequence[Column], titled: bool) -> int:
    """Page set-up, widths, frozen header. Returns the header's row."""
    header = 2 if titled else 1
    for number, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width * 1.15
    if titled:
        page.row_dimensions[1].height = 36
    page.row_dimensions[header].height = 32
    page.freeze_panes = f"A{header + 1}"
    page.print_title_rows = f"{header}:{header}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "第 &P 页，共 &N 页"
    return header


def _write_title(page, title: str, width: int) -> None:
    cell = WriteOnlyCell(page)
    put(cell, title)
    cell.font = TITLE_FONT
    cell.alignment = Alignment(horizontal="center", vertical="center")
    page.append([cell])
    if width > 1:
        page.merged_cells.add(f"A1:{get_column_letter(width)}1")


def _write_note(page, note: str, row: int, width: int) -> None:
    cell = WriteOnlyCell(page)
    put(cell, note)
    cell.font = BODY_FONT
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    page.append([cell])
    if width > 1:
        page.merged_cells.add(f"A{row}:{get_column_letter(width)}{row}")
