"""Small tidying that every reader does alike."""

import re

from talentbase.sheets.cells import Cell, Value

# beyond fifteen digits Excel has lost the rest: the float stays a float, so that the loss can be seen
EXACT = 10**15
LONGEST_SHARED, MOST_SHARED = 12, 5_000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def tidy_text(text: str) -> str | None:
    """None where nothing visible is left. Line breaks become \\n, `_x000D_` escapes and control characters go."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = "".join(sign for sign in text if sign in "\n\t" or not _is_control(sign))
    return text if text.strip() else None


def _is_control(sign: str) -> bool:
    return sign < " " or "\x7f" <= sign < "\xa0" or "\ud800" <= sign <= "\udfff" or sign in "\ufffe\uffff"


def tidy_number(number: float) -> int | float | None:
    """Whole numbers as int; None for what is no number (NaN, infinity)."""
    if number != number or number in (float("inf"), float("-inf")):
        return None
    if number.is_integer() and abs(number) < EXACT:
        return int(number)
    return number


class CellPool:
    """Makes plain cells of one look; equal short ones (男, 汉族, 中共党员) are one object: half the memory of a list."""

    def __init__(self, number_format: str = "", fill: str = "", filled_from: tuple[int, int] | None = None):
        self.number_format, self.fill, self.filled_from = number_format, fill, filled_from
        self.texts: dict[str, Cell] = {}
        self.numbers: dict[int, Cell] = {}

    def make(self, value: Value) -> Cell:
        if type(value) is str and len(value) <= LONGEST_SHARED:
            known = self.texts
        elif type(value) is int:
            known = self.numbers
        else:
            return Cell(value, self.number_format, "", False, self.filled_from, self.fill)
        cell = known.get(value)
        if cell is None:
            cell = Cell(value, self.number_format, "", False, self.filled_from, self.fill)
            if len(known) < MOST_SHARED:
                known[value] = cell
        return cell
