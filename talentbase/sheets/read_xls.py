"""xls and et (BIFF, up to Excel 2003 and WPS): xlrd gives values and formats alike."""

import os
from pathlib import Path

import xlrd
from xlrd.biffh import error_text_from_code

from talentbase.sheets import limits
from talentbase.sheets.cells import Cell, Refused, Sheet, Value, Workbook
from talentbase.sheets.formats import from_serial
from talentbase.sheets.guard import SAVE_AS, Inspection
from talentbase.sheets.merges import fill_merges
from talentbase.sheets.values import CellPool, tidy_number, tidy_text

_SOLID = 1


def read_xls(path: str | Path, name: str, inspection: Inspection) -> Workbook:
    """Raises Refused for passwords, damage and size; whatever else xlrd stumbles over counts as damage."""
    book = _open(str(path))
    workbook = Workbook(name=name, form=inspection.form, warnings=list(inspection.warnings))
    budget = limits.CELLS
    for source in book.sheets()[: limits.SHEETS]:
        sheet = _read_sheet(book, source)
        budget -= sum(map(len, sheet.rows.values()))
        if budget < 0:
            raise Refused("unreadable", f"文件内容太多：有内容的单元格超过{limits.CELLS // 10_000}万个。请分成几个文件上传。")
        workbook.sheets.append(sheet)
    fill_merges(workbook)
    return workbook


def _open(path: str) -> xlrd.Book:
    with open(os.devnull, "w") as silence:
        try:
            return xlrd.open_workbook(path, logfile=silence, formatting_info=True)
        except MemoryError:
            raise
        except Exception as error:
            if "encrypted" in str(error).lower():
                raise Refused("encrypted", "文件已加密，请取消密码后重新上传。") from error
        try:  # damaged style records are common in files other programs wrote; the values are still good
            return xlrd.open_workbook(path, logfile=silence)
        except MemoryError:
            raise
        except Exception as error:
            raise Refused("unreadable", f"文件已损坏或格式太旧，{SAVE_AS}") from error


def _read_sheet(book: xlrd.Book, source: xlrd.sheet.Sheet) -> Sheet:
    merges = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells]
    if len(merges) > limits.MERGES:
        raise Refused("unreadable", f"工作表“{source.name}”的合并单元格超过{limits.MERGES}处，请取消合并后再上传。")
    sheet = Sheet(
        name=source.name,
        merges=merges,
        hidden=bool(source.visibility),
        hidden_rows={row + 1 for row, info in source.rowinfo_map.items() if info.hidden},
        hidden_columns={column + 1 for column, info in source.colinfo_map.items() if info.hidden},
    )
    pools: dict[int | None, CellPool] = {}
    for row in range(source.nrows):
        cells = {}
        for column, cell in enumerate(source.row(row)):
            value, error = _value(cell, book.datemode)
            note = source.cell_note_map.get((row, column))
            comment = note.text.strip() if note else ""
            if value is not None or error or comment:
                if (pool := pools.get(cell.xf_index)) is None:
                    pool = pools[cell.xf_index] = CellPool(*_look(book, cell.xf_index))
                plain = not error and not comment
                look = pool.number_format, error, False, None, pool.fill, comment
                cells[column + 1] = pool.make(value) if plain else Cell(value, *look)
        if cells:
            _check_position(source.name, row + 1, max(cells))
            sheet.rows[row + 1] = cells
    return sheet


def _check_position(name: str, row: int, column: int) -> None:
    if row > limits.ROWS or column > limits.COLUMNS:
        raise Refused(
            "unreadable",
            f"工作表“{name}”太大：最多{limits.ROWS}行、{limits.COLUMNS}列。请删去远处的多余内容，或分成几个文件上传。",
        )


def _value(cell: xlrd.sheet.Cell, datemode: int) -> tuple[Value, str]:
    """(value, error text)."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return tidy_text(cell.value), ""
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return tidy_number(cell.value), ""
    if cell.ctype == xlrd.XL_CELL_DATE:
        moment = from_serial(cell.value, bool(datemode))
        return (tidy_number(moment) if isinstance(moment, float) else moment), ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value), ""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return None, error_text_from_code.get(cell.value, "#N/A")
    return None, ""


def _look(book: xlrd.Book, xf_index: int | None) -> tuple[str, str]:
    """(number format, fill as RRGGBB or "")."""
    if xf_index is None or xf_index >= len(book.xf_list):
        return "", ""
    style = book.xf_list[xf_index]
    number_format = book.format_map.get(style.format_key)
    fill = ""
    if style.background.fill_pattern == _SOLID:
        colour = book.colour_map.get(style.background.pattern_colour_index)
        fill = "".join(f"{part:02X}" for part in colour) if colour else ""
    return (number_format.format_str if number_format else "General"), ("" if fill == "FFFFFF" else fill)
