"""xlsx: values come from calamine, everything else from the guard's own pass over the XML."""

import datetime as dt
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from talentbase.sheets.cells import Cell, Refused, Sheet, Value, Workbook
from talentbase.sheets.formats import from_serial, is_date_format
from talentbase.sheets.formulas import compute
from talentbase.sheets.guard import SAVE_AS, Inspection
from talentbase.sheets.merges import fill_merges
from talentbase.sheets.sheet_xml import SheetFacts
from talentbase.sheets.values import CellPool, tidy_number, tidy_text


def read_xlsx(path: str | Path, name: str, inspection: Inspection) -> Workbook:
    """Raises Refused where calamine cannot read what the guard let through."""
    try:
        book = CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        raise Refused("encrypted", "文件已加密，请取消密码后重新上传。") from error
    except (CalamineError, OSError) as error:
        raise Refused("unreadable", f"文件已损坏或不完整，{SAVE_AS}") from error
    workbook = Workbook(name=name, form="xlsx", warnings=list(inspection.warnings))
    for facts in inspection.sheets:
        workbook.sheets.append(_read_sheet(book, facts, inspection))
    fill_merges(workbook)
    return workbook


def _read_sheet(book: CalamineWorkbook, facts: SheetFacts, inspection: Inspection) -> Sheet:
    sheet = Sheet(
        name=facts.name,
        merges=facts.merges,
        hidden=facts.hidden,
        hidden_rows=facts.hidden_rows,
        hidden_columns=facts.hidden_columns,
        pictures=facts.pictures,
    )
    if facts.styles or facts.alike:
        try:
            source = book.get_sheet_by_name(facts.name)
        except CalamineError as error:
            raise Refused("unreadable", f"工作表“{facts.name}”无法读取，{SAVE_AS}") from error
        _fill(sheet, source, facts, inspection)
        compute(sheet, facts.formulas)
    for (row, column), comment in facts.comments.items():
        if column not in sheet.rows.get(row, {}):
            sheet.rows.setdefault(row, {})[column] = Cell(comment=comment)
    return sheet


def _fill(sheet: Sheet, source: CalamineSheet, facts: SheetFacts, inspection: Inspection) -> None:
    pools: dict[int, CellPool] = {}
    first_column = (source.start or (0, 0))[1]  # iter_rows leaves out empty columns on the left, never empty rows on top
    special = facts.formulas.keys() | facts.errors.keys() | facts.comments.keys()
    for row, values in enumerate(source.iter_rows(), 1):
        width = len(values)
        columns = facts.styles.get(row)
        if columns is None and row in facts.alike:
            columns = dict.fromkeys(range(first_column + 1, first_column + 1 + width), facts.alike[row])
        if not columns:
            continue
        cells = {}
        for column, style in columns.items():
            pool = pools.get(style)
            if pool is None:
                pool = pools[style] = CellPool(inspection.styles.format_of(style), inspection.styles.fill_of(style))
            index = column - 1 - first_column
            value = values[index] if 0 <= index < width else None
            if type(value) is not str or not value.isprintable() or "_x" in value or not value.strip():
                value = _tidy(value, pool.number_format, inspection.epoch_1904)
            if special and (row, column) in special:
                cell = _special(value, pool, facts, (row, column))
            else:
                cell = pool.make(value) if value is not None else None
            if cell is not None:
                cells[column] = cell
        if cells:
            sheet.rows[row] = cells


def _special(value: Value, pool: CellPool, facts: SheetFacts, at: tuple[int, int]) -> Cell | None:
    """A cell with a formula, an error or a note; None where a formula's stored result is empty text."""
    error = facts.errors.get(at, "")
    comment = facts.comments.get(at, "")
    uncached = value is None and not error and at in facts.formulas and at not in facts.texts
    if value is None and not (error or uncached or comment):
        return None
    return Cell(value, pool.number_format, error, uncached, None, pool.fill, comment)


def _tidy(value: object, code: str, epoch_1904: bool) -> Value:
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, float):
        if is_date_format(code):
            moment = from_serial(value, epoch_1904)
            return moment if not isinstance(moment, float) else tidy_number(moment)
        return tidy_number(value)
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return value
