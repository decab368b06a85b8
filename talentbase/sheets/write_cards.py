"""Writes what is printed once per person as docx: labels, envelopes, seat cards, letters."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from docx.document import Document
from docx.shared import Mm

from talentbase.sheets import docx_page
from talentbase.sheets.docx_styles import BODY, HEI, LINE, SONG, TITLE, fonts
from talentbase.sheets.docx_xml import clean, run_xml, width

TWIPS = 56.7  # in a millimetre
LABEL_COLUMNS, LABEL_ROWS = 3, 8  # of one A4 sheet: 24 labels of 70 x 37 mm
ENVELOPE = (230, 120)  # ZL, 6号 of GB/T 1416-2003, millimetres
SEAT_CARD = (200, 100)
LETTER_MARGINS = (37, 26, 35, 28)


def write_labels(target: str | Path | BinaryIO, labels: Iterable[Sequence[str]]) -> None:
    """labels: lines of each."""
    document = _document((210, 297), (0.5, 0, 0, 0))
    cells = [_cell("".join(_line(line, SONG, 11, "left", 12) for line in lines), 210 / LABEL_COLUMNS) for lines in labels]
    empty = _cell(_line("", SONG, 11), 210 / LABEL_COLUMNS)
    rows = []
    for start in range(0, len(cells), LABEL_COLUMNS):
        filled = cells[start : start + LABEL_COLUMNS]
        rows.append(_row([*filled, *[empty] * (LABEL_COLUMNS - len(filled))], 296 / LABEL_ROWS))
    _fill(document, _table(rows, [210 / LABEL_COLUMNS] * LABEL_COLUMNS))
    _finish(document, target, "标签")


def write_envelopes(target: str | Path | BinaryIO, envelopes: Iterable[tuple[str, str, Sequence[str]]]) -> None:
    """(address, name with its title, lines of the sender), one page each: address above, name in the middle, sender at the foot."""
    document = _document(ENVELOPE, (18, 14, 10, 22))
    pages = []
    for number, (address, name, sender) in enumerate(envelopes):
        page = _line(address, SONG, 15, "left", 6, new_page=number > 0)
        page += _line(f"{name}　收", HEI, 22, "center", 26)
        page += "".join(_line(text, SONG, 13, "right", 16 if place == 0 else 0) for place, text in enumerate(sender))
        pages.append(page)
    _fill(document, "".join(pages))
    _finish(document, target, "信封")


def write_seat_cards(target: str | Path | BinaryIO, names: Iterable[str]) -> None:
    """Each name twice on a page, for both sides of a holder of 200 x 100 mm. Names of two characters get a blank between."""
    document = _document((210, 297), (30, 5, 20, 5))
    pages = []
    for number, name in enumerate(names):
        shown = f"{name[0]}　{name[1]}" if len(name) == 2 else name
        points = min(110, round(SEAT_CARD[0] * 2.83 / max(width(shown), 3) * 0.92))
        card = _cell(_line(shown, TITLE, points, "center"), SEAT_CARD[0])
        start = _line("", SONG, 2, new_page=True) if number else ""
        pages.append(start + _table([_row([card], SEAT_CARD[1])] * 2, [SEAT_CARD[0]], ruled=True))
    _fill(document, "".join(pages))
    _finish(document, target, "席签")


def write_letters(target: str | Path | BinaryIO, letters: Iterable[str], *, sender: str, day: str) -> None:
    """letters: the text of each, lines as written; sender and day close each of them at the right."""
    document = _document((210, 297), LETTER_MARGINS)
    pages = []
    for number, text in enumerate(letters):
        lines = clean(text).split("\n")
        body = "".join(
            _line(line, BODY, 16, "both", new_page=number > 0 and place == 0, grid=True) for place, line in enumerate(lines)
        )
        pages.append(
            body + _line("", BODY, 16, grid=True) + "".join(_line(t, BODY, 16, "right", grid=True) for t in (sender, day))
        )
    _fill(document, "".join(pages))
    _finish(document, target, "信函")


def _document(page: tuple[float, float], margins: tuple[float, float, float, float]) -> Document:
    """margins: top, right, bottom, left; millimetres."""
    document = docx_page.new_document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page[0]), Mm(page[1])
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, margins)
    section.header_distance = section.footer_distance = Mm(0)
    for footer in (section.footer, section.even_page_footer):
        for child in list(footer._element):
            footer._element.remove(child)
        footer._element.extend(docx_page.elements(_line("", SONG, 1)))
    return document


def _fill(document: Document, xml: str) -> None:
    end = document.element.body[-1]
    for element in docx_page.elements(xml):
        end.addprevious(element)


def _finish(document: Document, target: str | Path | BinaryIO, title: str) -> None:
    docx_page.set_properties(document, title, {})
    document.save(target)


def _line(
    text: str, face: str, points: float, align: str = "left", before: float = 0, *, new_page: bool = False, grid: bool = False
) -> str:
    """before: millimetres above it. grid: on the lines of a 公文."""
    letters = f'{fonts(face)}<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'
    start = "<w:pageBreakBefore/>" if new_page else ""
    line = f'w:line="{LINE}" w:lineRule="exact"' if grid else 'w:line="240" w:lineRule="auto"'
    space = f'<w:snapToGrid w:val="0"/><w:spacing w:before="{round(before * TWIPS)}" w:after="0" {line}/>'
    return f'<w:p><w:pPr>{start}{space}<w:jc w:val="{align}"/></w:pPr>{run_xml(clean(text), letters)}</w:p>'


def _cell(content: str, across: float) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(across * TWIPS)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def _row(cells: Sequence[str], height: float) -> str:
    exact = f'<w:trHeight w:val="{round(height * TWIPS)}" w:hRule="exact"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{exact}</w:trPr>{''.join(cells)}</w:tr>"


def _table(rows: Sequence[str], columns: Sequence[float], *, ruled: bool = False) -> str:
    grid = "".join(f'<w:gridCol w:w="{round(across * TWIPS)}"/>' for across in columns)
    rule = 'w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"'
    borders = "".join(f"<w:{side} {rule}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    shown = f"<w:tblBorders>{borders}</w:tblBorders>" if ruled else ""
    total = round(sum(columns) * TWIPS)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>{shown}<w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
