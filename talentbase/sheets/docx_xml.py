"""Text, paragraphs and tables as WordprocessingML strings: a long table is parsed once, not built cell by cell."""

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from xml.sax.saxutils import escape

from talentbase.sheets.docx_blocks import Run, Table, Value
from talentbase.sheets.docx_styles import LEVELS, fonts

# Not allowed in XML 1.0, or (C1, direction marks) able to disguise what is written.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LETTER = {"l": "left", "c": "center", "r": "right"}


def clean(text: str) -> str:
    """Without control characters; every kind of line end becomes a newline."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _FORBIDDEN.sub("", lines)


def width(text: str) -> float:
    """Width in Chinese characters; Latin letters and digits count half."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def chinese_date(day: dt.date) -> str:
    """2026年7月1日, no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def run_xml(text: str, properties: str = "") -> str:
    inner = escape(clean(text)).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    inner = inner.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    properties = properties or '<w:rFonts w:hint="eastAsia"/>'
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{inner}</w:t></w:r>'


def _runs_xml(runs: Sequence[Run]) -> str:
    parts = []
    for run in runs:
        face = fonts(LEVELS[run.level]) if run.level else '<w:rFonts w:hint="eastAsia"/>'
        parts.append(run_xml(run.text, face + ("<w:b/>" if run.bold else "")))
    return "".join(parts)


def paragraph_xml(style: str, content: str | Sequence[Run] = "", extra: str = "", letters: str = "") -> str:
    """extra: paragraph properties after the style, in schema order; letters: run properties of a plain string."""
    inner = run_xml(content, letters) if isinstance(content, str) else _runs_xml(content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{inner}</w:p>'


def _shown(value: Value) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.date):
        return f"{value:%Y.%m.%d}"
    return str(value)


def _cell(value: Value, twips: int, style: str, align: str) -> str:
    if not align:
        align = "r" if isinstance(value, int | float) and not isinstance(value, bool) else "l"
    side = "" if style == "TableHead" else f'<w:jc w:val="{_LETTER[align]}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph_xml(style, _shown(value), side)}</w:tc>"
    )


def _row(values: Sequence[Value], widths: Sequence[int], aligns: Sequence[str], head: bool = False) -> str:
    style = "TableHead" if head else "TableText"
    repeat = "<w:tblHeader/>" if head else ""
    cells = "".join(_cell(v, w, style, a) for v, w, a in zip(values, widths, aligns, strict=True))
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="420" w:hRule="atLeast"/>{repeat}</w:trPr>{cells}</w:tr>'


def table_xml(table: Table, line: int) -> str:
    """line: width of the type area in twips. Black 0.75 pt rules, the header repeats, no row splits over two pages.

    Raises ValueError when a row or `align` has another length than the columns.
    """
    labels = [c if isinstance(c, str) else c.label for c in table.columns]
    shares = [12 if isinstance(c, str) else c.width for c in table.columns]
    widths = [line * share // sum(shares) for share in shares]
    aligns = list(table.align) or [""] * len(labels)
    rule = 'w:val="single" w:sz="6" w:space="0" w:color="000000"'
    borders = "".join(f"<w:{side} {rule}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    rows = "".join(_row(row, widths, aligns) for row in table.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_row(labels, widths, aligns, head=True)}{rows}</w:tbl>"
    )
