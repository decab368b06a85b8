"""The blocks a 公文 is written from: plain values, every text is data and never a template."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talentbase.sheets.column import Column

Value = str | int | float | bool | dt.date | None


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph. level 1-4: in the typeface of that heading level (`一、总体情况。` before body text)."""

    text: str
    level: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """level 1-4: `一、` 黑体, `（一）` 楷体, `1.` `（1）` 仿宋 (GB/T 9704-2012, 7.3.3). The number is in the text."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text, first line two characters in; a line break in a plain string begins a new paragraph."""

    content: str | Sequence[Run]
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Columns are labels or `Column`s, whose `width` is the share of the line; rows hold one value per column.

    align: one letter per column, l c r; empty = numbers right, all else left. landscape: on pages of its own, lying.
    Values are written as 公文 has them: 2716, 2026.11.21, 是/否, None as –, "" as an empty cell to write in.
    """

    columns: Sequence[Column | str]
    rows: Iterable[Sequence[Value]]
    caption: str = ""
    landscape: bool = False
    align: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a new page."""


Block = Heading | Paragraph | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Attachment:
    """An annex: named below the text; with blocks it also follows the document, on a new page under `附件1`."""

    name: str
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记, the last lines of the last page: 抄送机关, 印发机关 and 印发日期 (GB/T 9704-2012, 7.4)."""

    copies_to: str = ""
    printed_by: str = ""
    printed_on: dt.date | None = None
