"""The page of GB/T 9704-2012: A4, 37/35/28/26 mm, 22 lines of 28 characters, numbers on the outer side."""

import datetime as dt
from copy import deepcopy

from docx import Document as new_docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _BaseHeaderFooter
from docx.shared import Mm

from talentbase.sheets.docx_styles import LINE, set_styles
from talentbase.sheets.docx_xml import paragraph_xml, run_xml

TWIPS_PER_MM = 1440 / 25.4
PORTRAIT_LINE = int(156 * TWIPS_PER_MM)
LANDSCAPE_LINE = int(225 * TWIPS_PER_MM)
_OUTER = 280  # the number stands one character of 14 pt inside the type area
_UNUSED = (RELATIONSHIP_TYPE.CUSTOM_XML, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.THUMBNAIL)


def elements(xml: str) -> list:
    """The elements of a string of sibling `w:` elements.

    Copied out of their wrapper: a table of 2,700 rows moved with its namespace on a parent takes a minute, so 0.2 s.
    """
    return [deepcopy(child) for child in parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")]


def new_document(trace: str = "", *, landscape: bool = False) -> Document:
    """An empty document with our styles, its first section set up. trace: small words at the top of each page."""
    document = new_docx()
    for part in (document.part.package, document.part):
        for key in [k for k, rel in part.rels.items() if rel.reltype in _UNUSED or "stylesWithEffects" in rel.reltype]:
            del part.rels[key]
    set_styles(document)
    settings = document.settings
    settings.odd_and_even_pages_header_footer = True
    settings.element.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    # A line ended by hand inside a justified paragraph is not stretched.
    settings.element.find(qn("w:compat")).insert(0, parse_xml(f"<w:doNotExpandShiftReturn {nsdecls('w')}/>"))
    _set_up(document.sections[0], landscape=landscape, trace=trace)
    return document


def turn(document: Document, *, landscape: bool, trace: str = "") -> None:
    """Begins a new page in the other direction."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    # The paragraph that ends the old section must not take a line, or a full page gains an empty one after it.
    ending = document.element.body[-2]
    ending.get_or_add_pPr().style = "Spacer"
    _set_up(section, landscape=landscape, trace=trace)


def set_properties(document: Document, title: str, properties: dict[str, str]) -> None:
    """Core properties (author, subject, keywords, comments, identifier ...); an unknown name raises AttributeError."""
    core = document.core_properties
    core.author = core.comments = ""
    core.title = title[:255]
    core.language = "zh-CN"
    core.created = core.modified = dt.datetime.now(dt.UTC)
    for name, value in properties.items():
        if not hasattr(core, name):
            raise AttributeError(name)
        setattr(core, name, value)


def _set_up(section: Section, *, landscape: bool, trace: str) -> None:
    """A lying page is the upright page turned clockwise: its left margin becomes the top, its foot the left side."""
    top, right, bottom, left = (28, 37, 26, 35) if landscape else (37, 26, 35, 28)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(15 if landscape else 25)  # upright: the number's dash 7 mm below the type area
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE))
    for footer, even in ((section.footer, False), (section.even_page_footer, True)):
        _fill(footer, _turned_number(even) if landscape else _number(even))
    for header in (section.header, section.even_page_header):
        _fill(header, paragraph_xml("Trace", trace))


def _fill(part: _BaseHeaderFooter, xml: str) -> None:
    part.is_linked_to_previous = False
    root = part._element
    for child in list(root):
        root.remove(child)
    root.extend(elements(xml))


def _number(even: bool) -> str:
    """`— 1 —`: right on odd pages, left on even ones (GB/T 9704-2012, 7.5)."""
    side = "left" if even else "right"
    fields = "".join(
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{inner}</w:r>'
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    place = f'<w:ind w:{side}="{_OUTER}"/><w:jc w:val="{side}"/>'
    text = f"{run_xml('— ')}{fields}{run_xml(' —')}"
    return f'<w:p><w:pPr><w:pStyle w:val="PageNumber"/>{place}</w:pPr>{text}</w:p>'


def _turned_number(even: bool) -> str:
    """The number where the upright page has it: at the left of the lying page, written downwards."""
    x, y, wide, high = (round(mm * TWIPS_PER_MM) for mm in (23, 28, 7, 156))
    return (
        f'<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{x}" w:tblpY="{y}"/>'
        f'<w:tblW w:w="{wide}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{wide}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{high}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
        f"{_number(even)}</w:tc></w:tr></w:tbl>{paragraph_xml('Spacer')}"
    )
