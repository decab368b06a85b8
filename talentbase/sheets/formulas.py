"""Simple formulas whose result the file does not hold: + - * /, SUM, PRODUCT and ROUND over numbers of the same sheet.

Programs that write workbooks without calculating leave such cells empty. Whatever is not simple stays empty, never 0.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from talentbase.sheets.cells import Sheet, Value
from talentbase.sheets.sheet_xml import column_number
from talentbase.sheets.values import tidy_number

TOKEN = re.compile(
    r"\s*(?:(?P<range>\$?[A-Z]{1,3}\$?\d{1,7}:\$?[A-Z]{1,3}\$?\d{1,7})|(?P<cell>\$?[A-Z]{1,3}\$?\d{1,7})(?![\w(!])"
    r"|(?P<name>SUM|PRODUCT|ROUND)(?=\()|(?P<number>\d+(?:\.\d+)?)(?![\w.])|(?P<sign>[-+*/(),]))"
)
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
MOST_VISITS = 1_000_000  # cells looked at per sheet
DEEPEST = 40  # formulas that rest on formulas, and brackets in brackets

Place = tuple[int, int]


class NotSimple(Exception):
    """The formula is left alone."""


def compute(sheet: Sheet, formulas: Mapping[Place, str]) -> None:
    """Fills cells of uncached formulas in place; `formula_uncached` stays to tell that the value is ours.

    formulas: {(row, column): text without =}. Merges must not be filled yet.
    """
    if not formulas:
        return
    calculator = _Calculator(sheet, formulas)
    for row, cells in sheet.rows.items():
        for column, cell in cells.items():
            if cell.formula_uncached and (value := calculator.result((row, column))) is not None:
                cells[column] = replace(cell, value=tidy_number(round(value, 10)))


class _Calculator:
    def __init__(self, sheet: Sheet, formulas: Mapping[Place, str]):
        self.sheet, self.formulas = sheet, formulas
        self.results: dict[Place, float | None] = {}
        self.visits = 0

    def result(self, at: Place, depth: int = 0) -> float | None:
        """The value of an uncached formula, None where it is not simple (a circle is not)."""
        if at not in self.results:
            self.results[at] = None
            try:
                value = _Formula(self.formulas.get(at, ""), self, depth).value()
            except (NotSimple, ZeroDivisionError, OverflowError, RecursionError):
                return None
            self.results[at] = value if math.isfinite(value) else None
        return self.results[at]

    def number(self, at: Place, depth: int) -> float | None:
        """None where the cell is blank or holds words; raises NotSimple where its own value is not known."""
        self.visits += 1
        if self.visits > MOST_VISITS or depth > DEEPEST:
            raise NotSimple
        cell = self.sheet.rows.get(at[0], {}).get(at[1])
        if cell is None:
            return None
        if cell.error:
            raise NotSimple
        if not cell.formula_uncached:
            return _plain(cell.value)
        if (value := self.result(at, depth + 1)) is None:
            raise NotSimple
        return value


def _plain(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


class _Formula:
    """Recursive descent: sum of products of factors."""

    def __init__(self, text: str, calculator: _Calculator, depth: int):
        self.calculator, self.depth = calculator, depth
        self.tokens = list(_tokens(text))
        self.at = 0

    def value(self) -> float:
        found = self.sum()
        if self.at != len(self.tokens):
            raise NotSimple
        return found

    def take(self, *signs: str) -> str:
        """The next sign if it is one of these, else ""."""
        if self.at < len(self.tokens) and self.tokens[self.at] in [("sign", sign) for sign in signs]:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def sum(self) -> float:
        found = self.product()
        while sign := self.take("+", "-"):
            found += self.product() if sign == "+" else -self.product()
        return found

    def product(self) -> float:
        found = self.factor()
        while sign := self.take("*", "/"):
            other = self.factor()
            found = found * other if sign == "*" else found / other
        return found

    def factor(self) -> float:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotSimple
        sign = -1 if self.take("-", "+") == "-" else 1
        if self.take("("):
            found = self.sum()
            self.close()
        elif self.at >= len(self.tokens):
            raise NotSimple
        else:
            found = self.operand(*self.tokens[self.at])
        self.depth -= 1
        return sign * found

    def operand(self, kind: str, text: str) -> float:
        self.at += 1
        if kind == "number":
            return float(text)
        if kind == "cell":
            return self.written(_place(text))
        if kind != "name":
            raise NotSimple
        self.take("(")
        return self.rounded() if text == "ROUND" else self.total(text)

    def written(self, at: Place) -> float:
        """A blank counts 0 in Excel; here it makes the formula not simple. Digits kept as text count."""
        value = self.calculator.number(at, self.depth)
        if value is None:
            cell = self.calculator.sheet.rows.get(at[0], {}).get(at[1])
            text = str(cell.value).strip() if cell is not None else ""
            if not re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", text):
                raise NotSimple
            value = float(text)
        return value

    def rounded(self) -> float:
        found = self.sum()
        digits = int(self.sum()) if self.take(",") else 0
        self.close()
        if abs(digits) > 15:
            raise NotSimple
        return math.copysign(math.floor(abs(found) * 10**digits + 0.5) / 10**digits, found)

    def total(self, name: str) -> float:
        """SUM and PRODUCT pass over blanks and words, as Excel does."""
        numbers: list[float] = []
        while True:
            if self.at < len(self.tokens) and self.tokens[self.at][0] == "range":
                for place in _places(self.tokens[self.at][1]):
                    value = self.calculator.number(place, self.depth)
                    numbers += [] if value is None else [value]
                self.at += 1
            else:
                numbers.append(self.sum())
            if not self.take(","):
                break
        self.close()
        if not numbers:
            raise NotSimple
        return math.fsum(numbers) if name == "SUM" else math.prod(numbers)

    def close(self) -> None:
        if not self.take(")"):
            raise NotSimple


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    text = text.strip().upper()
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise NotSimple
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


def _place(text: str) -> Place:
    letters, row = REFERENCE.fullmatch(text).groups()
    return int(row), column_number(letters)


def _places(text: str) -> Iterator[Place]:
    (top, left), (bottom, right) = map(_place, text.split(":"))
    if (bottom - top + 1) * (right - left + 1) > MOST_VISITS:
        raise NotSimple
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield row, column
