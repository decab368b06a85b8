"""Writes a 公文 (GB/T 9704-2012) from blocks: title, text, tables, annexes, signature, date.

    write_document(buffer, [Heading("一、总体情况"), Paragraph("……")], title="招才引智工作情况", date=day)

Fonts are names the office PCs have; without red head the title stands on the first line, as a monthly report has it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from talentbase.sheets import docx_page, docx_parts
from talentbase.sheets.docx_blocks import Attachment, Block, Heading, Imprint, PageBreak, Paragraph, Run, Table
from talentbase.sheets.docx_styles import HEI, fonts
from talentbase.sheets.docx_xml import clean, paragraph_xml, table_xml

__all__ = ["Attachment", "Heading", "Imprint", "PageBreak", "Paragraph", "Run", "Table", "write_document"]


def write_document(
    target: str | Path | BinaryIO,
    blocks: Iterable[Block],
    *,
    title: str,
    red_head: str = "",
    document_number: str = "",
    addressee: str = "",
    attachments: Sequence[Attachment | str] = (),
    signature: str = "",
    date: dt.date | None = None,
    sealed: bool = False,
    note: str = "",
    imprint: Imprint | None = None,
    properties: Mapping[str, str] | None = None,
    trace: str = "",
    landscape: bool = False,
) -> None:
    """Writes the document to a path or a binary buffer.

    red_head: 发文机关标志, red over a red rule. document_number: `南组〔2026〕1号`. addressee: 主送机关.
    sealed: room for a seal, the signature stands centred over the date. note: 附注, without its brackets.
    properties: core properties by python-docx's names. trace: who exported it and when, small at the top of each page.
    landscape: the page with the title lies, for a document that is one wide table.
    Line breaks in the title are kept; a title too long for one line is broken between words.
    """
    writer = _Writer(trace, landscape=landscape)
    if red_head:
        writer.add(docx_parts.red_head(red_head, document_number))
    writer.add(docx_parts.title(title) + (docx_parts.addressee(addressee) if addressee else paragraph_xml("Normal")))
    writer.write(blocks)
    annexes = [Attachment(a) if isinstance(a, str) else a for a in attachments]
    closing = docx_parts.annex_list(annexes) + docx_parts.closing(signature, date, sealed)
    if note:
        closing += paragraph_xml("BodyText", f"（{note}）")
    if closing or imprint:
        writer.turn(landscape=False)
        writer.add(closing)
    for number, annex in enumerate(annexes, 1):
        if annex.blocks:
            writer.annex(annex, f"附件{number if len(annexes) > 1 else ''}")
    if imprint:
        writer.turn(landscape=False)
        writer.add(docx_parts.imprint(imprint))
    docx_page.set_properties(writer.document, clean(title).replace("\n", ""), dict(properties or {}))
    writer.document.save(target)


@dataclass(frozen=True, slots=True)
class Letter:
    """One of many documents of one kind, each on pages of its own."""

    title: str
    addressee: str
    blocks: Sequence[Block]
    signature: str
    date: dt.date


def write_letters(target: str | Path | BinaryIO, letters: Iterable[Letter], *, trace: str = "") -> None:
    """Letter after letter in one document, as an office prints and folds them."""
    writer = _Writer(trace)
    for number, letter in enumerate(letters):
        writer.new_page = number > 0
        writer.add(docx_parts.title(letter.title) + docx_parts.addressee(letter.addressee))
        writer.write(letter.blocks)
        writer.add(docx_parts.closing(letter.signature, letter.date, False))
    writer.document.save(target)


class _Writer:
    """A document growing at its end; knows whether the present page lies and whether a new one is due."""

    def __init__(self, trace: str, *, landscape: bool = False):
        self.trace = trace
        self.document = docx_page.new_document(trace, landscape=landscape)
        self.landscape = landscape
        self.new_page = False

    def add(self, xml: str) -> None:
        if self.new_page and xml:
            self.new_page = False
            xml = paragraph_xml("Spacer", extra="<w:pageBreakBefore/>") + xml
        end = self.document.element.body[-1]
        for element in docx_page.elements(xml):
            end.addprevious(element)

    def turn(self, *, landscape: bool) -> None:
        if landscape != self.landscape:
            docx_page.turn(self.document, landscape=landscape, trace=self.trace)
            self.landscape, self.new_page = landscape, False

    def write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, PageBreak):
                self.new_page = True
                continue
            self.turn(landscape=isinstance(block, Table) and block.landscape)
            self.add(self._xml(block))

    def annex(self, annex: Attachment, mark: str) -> None:
        """附件 on a page of its own: the mark flush left in 黑体, the name as title on the third line (7.3.7)."""
        self.new_page = True
        first = annex.blocks[0]
        self.turn(landscape=isinstance(first, Table) and first.landscape)
        self.add(paragraph_xml("Normal", mark, letters=fonts(HEI)))
        self.add(paragraph_xml("Normal") + docx_parts.title(annex.name))
        self.write(annex.blocks)

    def _xml(self, block: Heading | Paragraph | Table) -> str:
        if isinstance(block, Heading):
            return paragraph_xml(f"Heading{block.level}", block.text)
        if isinstance(block, Table):
            line = docx_page.LANDSCAPE_LINE if self.landscape else docx_page.PORTRAIT_LINE
            caption = paragraph_xml("Caption", block.caption) if block.caption else ""
            return caption + table_xml(block, line) + paragraph_xml("Spacer")  # tables that touch would grow together
        style = "BodyText" if block.indent else "Normal"
        if isinstance(block.content, str):
            return "".join(paragraph_xml(style, text) for text in clean(block.content).split("\n"))
        return paragraph_xml(style, block.content)
