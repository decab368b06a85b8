"""Rows of a worksheet part that hold values and nothing else, told by pattern: a third of what the parser would cost.

A row is taken only where every byte of it is accounted for. Whatever else a row has - formulas, errors, hidden, rich text,
prefixes, comments between its cells - stays for the parser, and so does everything around the rows.
"""

import re
from collections.abc import Callable, Iterator

from talentbase.sheets import limits

CELL = (
    rb'<c r="[A-Z]{1,2}(?P=row)"(?: s="\d{1,5}+")?(?: t="(?:inlineStr|s|n|b|str)")?'
    rb'(?:/>|>(?:<v>[^<\x00-\x08\x0b\x0c\x0e-\x1f]*+</v>|<is><t(?: xml:space="preserve")?>[^<\x00-\x08\x0b\x0c\x0e-\x1f]*+</t></is>)?</c>)'
)
ROW = re.compile(rb'<row r="(?P<row>[1-9]\d{0,6})"(?P<looks>(?: [\w:]++="[^"<>/]*+")*+)>(?:' + CELL + rb")*+</row>")
CELLS = re.compile(rb'<c r="([A-Z]++)\d++"(?: s="(\d++)")?(?: t="\w++")?(/>|></c>)?')
FLAT = re.compile(rb' (?:hidden|ht="0)')
ROW_END = b"</row>"


class PlainRows:
    """new_column: letters -> number, called once for each column that is met."""

    def __init__(self, new_column: Callable[[str], int]):
        self.new_column = new_column
        self.columns: dict[bytes, int] = {}
        self.styles: dict[bytes, int] = {b"": 0}
        self.commented = False

    def found(self, text: bytes) -> Iterator[tuple[int, int, int, dict[int, int]]]:
        """(start, end, row, {column: style} of the cells that hold something) of each plain row in the text.

        None from the first comment on: what looks like a row may stand inside one.
        """
        self.commented = self.commented or b"<!" in text or b"<?" in text.replace(b"<?xml ", b"", 1)
        for match in () if self.commented else ROW.finditer(text):
            row, cells = int(match["row"]), self._cells(match[0])
            if row <= limits.ROWS and not FLAT.search(match["looks"]) and max(cells, default=0) <= limits.COLUMNS:
                yield *match.span(), row, cells

    def _cells(self, row: bytes) -> dict[int, int]:
        columns, styles, cells = self.columns, self.styles, {}
        for letters, style, blank in CELLS.findall(row):
            column = columns.get(letters) or columns.setdefault(letters, self.new_column(letters.decode()))
            if not blank:
                number = styles.get(style)
                cells[column] = styles.setdefault(style, int(style)) if number is None else number
        return cells
