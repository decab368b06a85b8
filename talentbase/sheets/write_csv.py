"""A list as csv for other systems: UTF-8 with BOM, as Excel and WPS expect it, and nothing a spreadsheet would compute."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from talentbase.sheets.column import Column
from talentbase.sheets.write_xlsx import begins_formula, clean_text

BOM = "\ufeff"
# spreadsheets would cut the one short and drop the 0 of the other: 19900000001, 1978.10
AS_TEXT = re.compile(r"\+?\d[\dXx\-]{7,}|\d{4}\.\d{1,2}(?:\.\d{1,2})?")


def write_csv(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """A tab before a long number or a month keeps its digits when a spreadsheet opens the file; the importer does not read it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.label for column in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or isinstance(value, int | float):
        return value
    text = clean_text(str(value))
    if AS_TEXT.fullmatch(text):
        return f"\t{text}"
    return f"'{text}" if begins_formula(text) else text
