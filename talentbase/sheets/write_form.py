"""Writes a 表 (登记表, 审批表) as docx: one grid of boxes on A4, boxes that span, a portrait in one of them.

    write_form(buffer, [Form("在外人才登记表", (20, 30, …), rows, above="…", below="…")])

The typefaces are those of the 公文 (`docx_styles`), smaller: a form has to end on its page.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from talentbase.sheets import docx_page
from talentbase.sheets.docx_styles import BODY, HEI, SONG, TITLE, fonts
from talentbase.sheets.docx_xml import clean, run_xml

TWIPS = 56.7  # in a millimetre
MARGINS = (20, 18, 18, 20)  # top, right, bottom, left
PORTRAIT = (26, 32)  # millimetres
MARK = "\ue000"  # where a picture goes; legacy texts may hold it too
RULE = 'w:val="single" w:sz="6" w:space="0" w:color="000000"'


@dataclass(frozen=True, slots=True)
class Box:
    """across, down: columns and rows it spans. is_label: set in 黑体, centred. picture: a JPEG in its place."""

    text: str = ""
    across: int = 1
    down: int = 1
    is_label: bool = False
    is_long: bool = False  # text from the top, left aligned
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Row:
    """height: millimetres at least."""

    boxes: Sequence[Box]
    height: float = 10


@dataclass(frozen=True, slots=True)
class Form:
    """columns: widths in millimetres. above, below: a small line before and after the grid."""

    title: str
    columns: Sequence[float]
    rows: Sequence[Row] = field(default_factory=tuple)
    above: str = ""
    below: str = ""


def write_form(target: str | Path | BinaryIO, forms: Sequence[Form]) -> None:
    """Each form begins a new page. Raises ValueError where the boxes of a row do not fill its columns."""
    document = docx_page.new_document()
    _margins(document)
    end = document.element.body[-1]
    for number, form in enumerate(forms):
        for element in docx_page.elements(_form_xml(form, new_page=number > 0)):
            end.addprevious(element)
    _place_pictures(document, [box.picture for form in forms for row in form.rows for box in row.boxes if box.picture])
    docx_page.set_properties(document, forms[0].title, {})
    document.save(target)


def _margins(document: Document) -> None:
    section = document.sections[0]
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, MARGINS)
    section.footer_distance = Mm(8)


def _form_xml(form: Form, *, new_page: bool) -> str:
    start = "<w:pageBreakBefore/>" if new_page else ""
    parts = [_line(form.title, _letters(TITLE, 20), "center", start)] if form.title else []
    parts += [_line(form.above, _letters(SONG, 10.5), "left", "" if parts else start)] if form.above else []
    parts.append(_grid_xml(form))
    parts.append(_line(form.below, _letters(SONG, 10.5), "left"))
    return "".join(parts)


def _letters(face: str, points: float) -> str:
    half = round(points * 2)
    return f'{fonts(face)}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _line(text: str, letters: str, align: str, start: str = "") -> str:
    space = '<w:snapToGrid w:val="0"/><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
    return f'<w:p><w:pPr>{start}{space}<w:jc w:val="{align}"/></w:pPr>{run_xml(clean(text), letters)}</w:p>'


def _grid_xml(form: Form) -> str:
    widths = [round(width * TWIPS) for width in form.columns]
    borders = "".join(f"<w:{side} {RULE}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    held: dict[int, tuple[Box, int]] = {}  # column -> (box that reaches down into it, rows still to come)
    rows = "".join(_row_xml(row, widths, held) for row in form.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row_xml(row: Row, widths: list[int], held: dict[int, tuple[Box, int]]) -> str:
    cells, column, boxes = [], 0, iter(row.boxes)
    while column < len(widths):
        if column in held:
            box, left = held.pop(column)
            if left > 1:
                held[column] = (box, left - 1)
            cells.append(_cell_xml(box, widths[column : column + box.across], merge="<w:vMerge/>", is_empty=True))
        else:
            box = next(boxes, None)
            if box is None:
                raise ValueError("the boxes of a row do not fill its columns")
            if box.down > 1:
                held[column] = (box, box.down - 1)
            merge = '<w:vMerge w:val="restart"/>' if box.down > 1 else ""
            cells.append(_cell_xml(box, widths[column : column + box.across], merge=merge))
        column += box.across
    if next(boxes, None) is not None or column != len(widths):
        raise ValueError("a row has more boxes than columns")
    height = round(row.height * TWIPS)
    return f'<w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>{"".join(cells)}</w:tr>'


def _cell_xml(box: Box, widths: list[int], *, merge: str, is_empty: bool = False) -> str:
    align = "left" if box.is_long or len(box.text) > 24 else "center"
    letters = _letters(HEI if box.is_label else BODY, 11 if box.is_label else 12)
    lines = [""] if is_empty or box.picture else clean(box.text).replace(MARK, "").split("\n")
    text = "".join(_line(line, letters, align) for line in lines)
    side = "top" if box.is_long else "center"
    properties = (
        f'<w:tcW w:w="{sum(widths)}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/>{merge}<w:vAlign w:val="{side}"/>'
    )
    mark = f"<w:p><w:r><w:t>{MARK}</w:t></w:r></w:p>" if box.picture and not is_empty else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{mark or text}</w:tc>"


def _place_pictures(document: Document, pictures: list[bytes]) -> None:
    """Where the grid left a mark, in order; python-docx knows how to relate a picture to a run."""
    marks = [run for table in document.tables for run in table._tbl.iter(qn("w:r")) if MARK in "".join(run.itertext())]
    for mark, picture in zip(marks, pictures, strict=True):
        paragraph = next(p for table in document.tables for p in _paragraphs(table) if p._p is mark.getparent())
        paragraph.alignment = 1
        paragraph._p.remove(mark)
        paragraph.add_run().add_picture(io.BytesIO(picture), width=Mm(PORTRAIT[0]), height=Mm(PORTRAIT[1]))


def _paragraphs(table):
    for row in table.rows:
        for cell in row.cells:
            yield from cell.paragraphs
