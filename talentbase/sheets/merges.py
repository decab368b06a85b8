"""The value of a merged area is the value of all its cells."""

from dataclasses import replace

from talentbase.sheets import limits
from talentbase.sheets.cells import Refused, Sheet, Workbook


def fill_merges(workbook: Workbook) -> None:
    """Fills inside the merge only; areas are cut to the part of the sheet that is used. Raises Refused on absurd areas."""
    budget = limits.FILLED_CELLS
    for sheet in workbook.sheets:
        if not sheet.rows or not sheet.merges:
            continue
        sheet.merges = _inside(sheet)
        for top, left, bottom, right in sheet.merges:
            origin = sheet.rows.get(top, {}).get(left)
            if origin is None:
                continue
            budget -= (bottom - top + 1) * (right - left + 1)
            if budget < 0:
                raise Refused("unreadable", f"工作表“{sheet.name}”的合并单元格过大，请取消合并后再上传。")
            filled = replace(origin, filled_from=(top, left), comment="")
            for row in range(top, bottom + 1):
                cells = sheet.rows.setdefault(row, {})
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        cells[column] = filled


def _inside(sheet: Sheet) -> list[tuple[int, int, int, int]]:
    last_row = max(sheet.rows)
    last_column = max((max(cells) for cells in sheet.rows.values() if cells), default=1)
    # a merged cell in the last used row or column may reach a little beyond what is used; far beyond is a whole-column merge
    reach_row, reach_column = min(last_row + 50, limits.ROWS), min(last_column + 50, limits.COLUMNS)
    inside = []
    for top, left, bottom, right in sheet.merges:
        area = (top, left, min(bottom, reach_row), min(right, reach_column))
        if area[0] <= area[2] and area[1] <= area[3] and (area[0], area[1]) != (area[2], area[3]):
            inside.append(area)
    return inside
