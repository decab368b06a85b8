"""Any ledger as a table: the line of headers is the first whose cells are words and stand over rows."""

from dataclasses import dataclass

from talentbase.ledgers.models import MOST_COLUMNS
from talentbase.registers.saving import Refused
from talentbase.sheets import cells as sheets
from talentbase.sheets.child import read_workbook
from talentbase.text.folding import one_line

MOST_ROWS = 20_000
LOOKED_AT = 15  # lines among which the headers stand
TOTALS = ("合计", "小计", "总计", "填表人", "审核人", "导出人", "注：", "备注：")
NUMBERING = ("序号", "编号", "No", "NO")


@dataclass
class Table:
    """headers: column of the sheet -> label; rows: [(row of the sheet, {label: value})]."""

    headers: dict[int, str]
    rows: list[tuple[int, dict[str, object]]]


def read_table(path, name: str) -> Table:
    """The first visible sheet with a table. Raises Refused."""
    try:
        workbook = read_workbook(path, name)
    except sheets.Refused as refused:
        raise Refused(refused.message) from None
    for sheet in workbook.sheets:
        if not sheet.hidden and (table := _table(sheet)):
            return table
    raise Refused("没有找到表格。请确认第一张工作表有一行列名，列名下面有内容。")


def _table(sheet: sheets.Sheet) -> Table | None:
    lines = sorted(sheet.rows)
    for place, row in enumerate(lines[:LOOKED_AT]):
        headers = _headers(sheet.rows[row])
        if len(headers) >= 2 and place + 1 < len(lines):
            return Table(headers, _rows(sheet, lines[place + 1 :], headers))
    return None


def _headers(cells: dict[int, sheets.Cell]) -> dict[int, str]:
    """Words each of which stands in one cell; a title merged over the line is no header."""
    found: dict[int, str] = {}
    for column, cell in sorted(cells.items()):
        if cell.filled_from or not isinstance(cell.value, str):
            continue
        label = one_line(cell.value).replace(" ", "").lstrip("*")[:40]
        if label and label not in NUMBERING and label not in found.values():
            found[column] = label
    return dict(list(found.items())[:MOST_COLUMNS])


def _rows(sheet: sheets.Sheet, lines: list[int], headers: dict[int, str]) -> list[tuple[int, dict[str, object]]]:
    found = []
    for row in lines:
        cells = sheet.rows[row]
        first = next((str(cell.value) for _, cell in sorted(cells.items()) if cell.value not in (None, "")), "")
        values = {label: cells[column].value for column, label in headers.items() if column in cells}
        values = {label: value for label, value in values.items() if value not in (None, "")}
        if values and not first.replace(" ", "").startswith(TOTALS) and row not in sheet.hidden_rows:
            found.append((row, values))
    if len(found) > MOST_ROWS:
        raise Refused(f"表中有{len(found)}行，一次最多导入{MOST_ROWS}行，请分成几个文件。")
    return found
