"""Rows of a worksheet part that hold values and nothing else, told by pattern: a third of what the parser would cost.

A row is taken only where every byte of it is accounted for. Whatever else a row has - formulas, errors, hidden, rich text,
prefixes, comments between its cells - stays for the parser, and so does everything around the rows.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from talentbase.sheets import limits

CELL = (
    rb'<c r="[A-Z]{1,2}(?P=row)"(?: s="\d{1,5}+")?(?: t="(?:inlineStr|s|n|b|str)")?'
    rb'(?:/>|>(?:<v>[^<\x00-\x08\x0b\x0c\x0e-\x1f]*+</v>|<is><t(?: xml:space="preserve")?>[^<\x00-\x08\x0b\x0c\x0e-\x1f]*+</t></is>)?</c>)'
)
ROW = re.compile(rb'<row r="(?P<row>[1-9]\d{0,6})"(?P<looks>(?: [\w:]++="[^"<>/]*+")*+)>(?:' + CELL + rb")*+</row>")
CELLS = re.compile(rb'<c r="([A-Z]++)\d++"(?: s="(\d++)")?(?: t="\w++")?(/>|></c>)?')
FLAT = re.compile(rb' (?:hidden|ht="0)')
ROW_END = b"</row>"


@dataclass(slots=True)
class PlainRow:
    """start, end: where it stands in the text. style: of every cell, or None where `styles` names each. cells: that hold something."""

    start: int
    end: int
    row: int
    cells: int
    style: int | None = None
    styles: dict[int, int] = field(default_factory=dict)


class PlainRows:
    """new_column: letters -> number, called once for each column that is met."""

    def __init__(self, new_column: Callable[[str], int]):
        self.new_column = new_column
        self.columns: dict[bytes, int] = {}
        self.styles: dict[bytes, int] = {b"": 0}
        self.commented = False

    def found(self, text: bytes) -> Iterator[PlainRow]:
        """None from the first comment on: what looks like a row may stand inside one."""
        self.commented = self.commented or b"<!" in text or b"<?" in text.replace(b"<?xml ", b"", 1)
        for match in () if self.commented else ROW.finditer(text):
            row = int(match["row"])
            if row > limits.ROWS or FLAT.search(match["looks"]):
                continue
            cells = text[match.end("looks") : match.end()]
            if self._last_column(cells) <= limits.COLUMNS:
                found = PlainRow(*match.span(), row, cells.count(b"<v>") + cells.count(b"<is>"))
                yield self._with_styles(found, cells)

    def _last_column(self, cells: bytes) -> int:
        start = cells.rfind(b'<c r="')
        return self._column(CELLS.match(cells, start)[1]) if start >= 0 else 0

    def _column(self, letters: bytes) -> int:
        return self.columns.get(letters) or self.columns.setdefault(letters, self.new_column(letters.decode()))

    def _style(self, number: bytes) -> int:
        known = self.styles.get(number)
        return self.styles.setdefault(number, int(number)) if known is None else known

    def _with_styles(self, found: PlainRow, cells: bytes) -> PlainRow:
        """Mostly all cells of a row look alike, which is quickly seen."""
        if not found.cells:
            return found
        style = CELLS.search(cells)[2] or b""
        alike = cells.count(b' s="%b"' % style) == cells.count(b"<c ") if style else b' s="' not in cells
        if alike:
            found.style = self._style(style)
        else:
            found.styles = {
                self._column(column): self._style(style) for column, style, blank in CELLS.findall(cells) if not blank
            }
        return found
