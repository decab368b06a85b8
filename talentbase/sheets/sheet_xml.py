"""What stands in the XML of a worksheet and no fast reader tells: merges, hidden parts, formats, formulas, errors.

One streaming pass with expat; nothing is kept of cells that hold nothing. A DTD anywhere is refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from talentbase.sheets import limits
from talentbase.sheets.cells import Refused
from talentbase.sheets.plain_rows import ROW_END, PlainRows

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
CHUNK = 256 * 1024
LONGEST_FORMULA = 200


def no_doctype(*_):
    raise Refused("unreadable", "文件中含有不允许的XML声明（DTD），可能有害。请用Excel或WPS打开后另存为新的xlsx文件再上传。")


def new_parser():
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = no_doctype
    parser.EntityDeclHandler = no_doctype
    parser.buffer_text = True
    return parser


def feed(parser, stream: IO[bytes]) -> None:
    while chunk := stream.read(CHUNK):
        parser.Parse(chunk)
    parser.Parse(b"", True)


def parse(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], None] | None = None,
    text: Callable[[str], None] | None = None,
    end: Callable[[str], None] | None = None,
) -> None:
    """Runs the callbacks over one part; element names come without prefix. Raises Refused on a DTD, ExpatError if damaged."""
    parser = new_parser()
    if start:
        parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text:
        parser.CharacterDataHandler = text
    feed(parser, stream)


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def area(reference: str) -> tuple[int, int, int, int] | None:
    """(first row, first column, last row, last column) of `B4:B6`, None where it is no reference."""
    corners = REFERENCE.findall(reference)
    if not corners:
        return None
    (left, top), (right, bottom) = corners[0], corners[-1]
    return int(top), column_number(left), int(bottom), column_number(right)


@dataclass(slots=True)
class SheetFacts:
    """styles: {row: {column: style index}} of every cell that holds something; alike: {row: style} of rows that hold something
    in one look. stray: a formatted blank lies far outside.
    """

    name: str
    hidden: bool = False
    styles: dict[int, dict[int, int]] = field(default_factory=dict)
    alike: dict[int, int] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)  # text without =, "" of shared and long ones
    texts: set[tuple[int, int]] = field(default_factory=set)  # formulas whose stored result is text
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    pictures: int = 0
    cells: int = 0
    stray: bool = False


class SheetScanner:
    """Callbacks for one worksheet part. `budget` = cells that may still hold something in this workbook."""

    def __init__(self, facts: SheetFacts, budget: int):
        self.facts, self.budget = facts, budget
        self.row = self.column = 0
        self.error_at = (0, 0)
        self.slow = {
            "row": self.new_row,
            "mergeCell": self.merge,
            "col": self.column_settings,
            "extLst": self.skip_extension,
        }

    def run(self, stream: IO[bytes]) -> None:
        """Plain rows are cut out on the way; the parser sees all the rest, in order."""
        self.parser = new_parser()
        self.parser.StartElementHandler = self.handler()
        plain, held = PlainRows(self.new_column), b""
        while chunk := stream.read(CHUNK):
            text = held + chunk
            end = text.rfind(ROW_END) + len(ROW_END)
            end = end if end >= len(ROW_END) else len(text) - text.endswith(b"<")
            self.take(plain, text[:end])
            held = text[end:]
        self.parser.Parse(held, True)

    def take(self, plain: PlainRows, text: bytes) -> None:
        facts, after = self.facts, 0
        for found in plain.found(text):
            if found.row in facts.styles or found.row in facts.alike or facts.cells + found.cells > self.budget:
                continue  # the parser has the words for it
            self.parser.Parse(text[after : found.start])
            self.row, after = found.row, found.end
            facts.cells += found.cells
            if found.style is not None:
                facts.alike[found.row] = found.style
            elif found.styles:
                facts.styles[found.row] = found.styles
        self.parser.Parse(text[after:])

    def handler(self) -> Callable[[str, dict[str, str]], None]:
        """One closure for the elements that come by the hundred thousand; the rare ones are methods."""
        kinds: dict[str, str] = {}
        columns: dict[str, int] = {}
        styles, count_cell, slow = self.facts.styles, self.count_cell, self.slow
        style, kind, listed_row, listed = "0", "", 0, {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal style, kind, listed_row, listed
            name = kinds.get(tag)
            if name is None:
                name = kinds[tag] = tag.rpartition(":")[2]
            if name == "c":
                reference = attributes.get("r")
                if reference:
                    letters = reference.rstrip("0123456789")
                    column = columns.get(letters) or columns.setdefault(letters, self.new_column(letters))
                    self.column, self.row = column, int(reference[len(letters) :] or self.row)
                else:
                    self.column += 1
                style = attributes.get("s", "0")
                kind = attributes.get("t", "")
                if self.parser.CharacterDataHandler:
                    self.parser.CharacterDataHandler = None
            elif name == "v" or name == "is" or name == "f":
                if self.row != listed_row:
                    listed_row, listed = self.row, styles.setdefault(self.row, {})
                if self.column not in listed:
                    count_cell()
                    listed[self.column] = int(style)
                if name == "f" or kind == "e":
                    self.special(name, kind)
                elif self.parser.CharacterDataHandler:  # the formula's text ends here
                    self.parser.CharacterDataHandler = None
            elif name in slow:
                slow[name](attributes)

        return start

    def new_column(self, letters: str) -> int:
        if not re.fullmatch("[A-Z]{1,3}", letters):
            raise ValueError(f"cell reference {letters[:20]!r}")
        column = column_number(letters)
        self.facts.stray = self.facts.stray or column > limits.COLUMNS
        return column

    def skip_extension(self, _) -> None:
        """Elements called f inside an extension (xm:f of drop-downs, sparklines) are no cell formulas."""
        cells = self.parser.StartElementHandler

        def end(tag: str) -> None:
            if tag.rpartition(":")[2] == "extLst":
                self.parser.StartElementHandler, self.parser.EndElementHandler = cells, None

        self.parser.StartElementHandler, self.parser.EndElementHandler = None, end

    def count_cell(self) -> None:
        if self.row > limits.ROWS or self.column > limits.COLUMNS:
            raise Refused(
                "unreadable",
                f"工作表“{self.facts.name}”太大：最多{limits.ROWS}行、{limits.COLUMNS}列。请删去远处的多余内容，或分成几个文件上传。",
            )
        self.facts.cells += 1
        if self.facts.cells > self.budget:
            raise Refused("unreadable", f"文件内容太多：有内容的单元格超过{limits.CELLS // 10_000}万个。请分成几个文件上传。")

    def special(self, name: str, kind: str) -> None:
        """A formula, or the value of an error cell (its text follows)."""
        if name == "f":
            self.facts.formulas[self.row, self.column] = ""
            self.parser.CharacterDataHandler = self.formula
            if kind == "str":
                self.facts.texts.add((self.row, self.column))
        elif name == "v":
            self.error_at = (self.row, self.column)
            self.parser.CharacterDataHandler = self.error

    def formula(self, text: str) -> None:
        known = self.facts.formulas[self.row, self.column] + text
        self.facts.formulas[self.row, self.column] = known if len(known) <= LONGEST_FORMULA else ""

    def error(self, text: str) -> None:
        self.facts.errors[self.error_at] = (self.facts.errors.get(self.error_at, "") + text).strip()[:20]

    def new_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self.row = int(number) if number.isdigit() else self.row + 1
        self.column = 0
        self.facts.stray = self.facts.stray or self.row > limits.ROWS
        flat = attributes.get("ht") in ("0", "0.0") and attributes.get("customHeight") in ("1", "true")
        if attributes.get("hidden") in ("1", "true") or flat:
            self.facts.hidden_rows.add(self.row)

    def merge(self, attributes: dict[str, str]) -> None:
        if (merged := area(attributes.get("ref", ""))) is None:
            return
        self.facts.merges.append(merged)
        if len(self.facts.merges) > limits.MERGES:
            raise Refused("unreadable", f"工作表“{self.facts.name}”的合并单元格超过{limits.MERGES}处，请取消合并后再上传。")

    def column_settings(self, attributes: dict[str, str]) -> None:
        flat = attributes.get("width") in ("0", "0.0") and attributes.get("customWidth") in ("1", "true")
        if not flat and attributes.get("hidden") not in ("1", "true"):
            return
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdigit() and last.isdigit():
            self.facts.hidden_columns.update(range(int(first), min(int(last), limits.COLUMNS) + 1))
