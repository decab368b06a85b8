"""The months a payment is for: 4-6月, 4、5、6月, 2025年11月-2026年2月, 第二季度, two columns 起 and 止."""

import datetime as dt
import re
from dataclasses import dataclass, field

from talentbase.imports.reading import EXTRA, RowReader, shown
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Cell
from talentbase.text.folding import fold, one_line

Month = tuple[int, int]

YEAR = re.compile(r"(20\d{2})(?!\d)")
LONGEST_RANGE = 60
LONGEST_CROSSING = 6  # months of 11-2月 and the like; a longer one is 6-4月, a slip
HAN_NUMBER = re.compile(r"十[一二]?|[一二两三四五六七八九]")
HAN_VALUE = {sign: str(number) for number, sign in enumerate("一二三四五六七八九十", 1)} | {
    "十一": "11",
    "十二": "12",
    "两": "2",
}
COUNT = re.compile(r"[(共计,、]*(\d{1,2})个月[)]*")
DAY = re.compile(r"(?<=月)\d{1,2}[日号]|(?<=\d)(?:[日号])")
FULL_DAY = re.compile(r"(20\d{2})([./-])(\d{1,2})\2(\d{1,2})(?!\d)")
QUARTER = re.compile(r"第?(\d)(?:[-~至到、和,]第?(\d))?季度?|q([1-4])", re.I)
HALF = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)}
TOKEN = re.compile(
    r"(?P<packed>20\d{2}(?:0[1-9]|1[0-2]))(?!\d)|(?P<year>20\d{2})(?!\d)(?:年度?|[./-])?|(?P<next>次年|翌年|明年)|(?P<last>上年|去年)"
    r"|(?P<this>当年|今年|本年)|(?P<month>\d{1,2})(?!\d)(?:月份?)?|(?P<range>[-~至到—–―]+)|(?P<gap>[、,;/.及和与]|月份?|份|起|开始|止|\+)"
)
MONTH_COLUMN = re.compile(r"(?:^|/)(\d{1,2})月份?$")


class BadMonths(ValueError):
    """code: bad_month | bad_value; message: Chinese sentence."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(slots=True)
class Months:
    """months: (year, month) in order; count: `共3个月` beside or in place of them; year_assumed: taken from the title."""

    months: list[Month] = field(default_factory=list)
    count: int = 0
    year_assumed: bool = False

    def iso(self) -> list[str]:
        return [f"{year}-{month:02d}" for year, month in dict.fromkeys(self.months)]


def months_year(block: Block, today: dt.date) -> int:
    """The year the payment is for: of the title, the sheet's name, at last of the line 填报时间."""
    for text in (block.title, block.sheet, block.meta.get("date", "")):
        if found := YEAR.search(fold(text)):
            return int(found[1])
    return today.year


def parse_months(text: str, year: int) -> Months:
    """Raises BadMonths. year: where none is written."""
    folded = HAN_NUMBER.sub(lambda found: HAN_VALUE[found[0]], fold(text).lower())
    reading = Months()
    if found := COUNT.search(folded):
        reading.count = int(found[1])
        folded = (folded[: found.start()] + folded[found.end() :]).strip("()")
        if not folded:
            return reading
    stated = YEAR.search(folded)
    base = int(stated[1]) if stated else year
    if span := _named_span(folded):
        reading.months = [(base, month) for month in range(span[0], span[1] + 1)]
        reading.year_assumed = not stated
        return reading
    folded = FULL_DAY.sub(r"\1年\3月", folded)
    _Scan(DAY.sub("", re.sub(r"\(.*?\)", "", folded)), year, reading).run()
    if not reading.months:
        raise BadMonths("bad_value", f"“{text[:20]}”不是月份，例如2026年4-6月")
    return reading


def _named_span(text: str) -> tuple[int, int] | None:
    for words, span in HALF.items():
        if words in text:
            return span
    if found := QUARTER.search(text):
        first = int(found[1] or found[3])
        last = int(found[2] or first)
        return (first * 3 - 2, last * 3) if 1 <= first <= last <= 4 else None
    return None


class _Scan:
    """Reads the text token by token; a year counts for the months after it."""

    def __init__(self, text: str, year: int, reading: Months):
        self.text, self.year, self.reading = text, year, reading
        self.assumed = True  # no year written so far
        self.fresh_year = False  # written since the last month
        self.in_range = False

    def run(self) -> None:
        at = 0
        while at < len(self.text):
            token = TOKEN.match(self.text, at)
            if token is None:
                raise BadMonths("bad_value", f"“{self.text[:20]}”不是月份，例如2026年4-6月")
            getattr(self, f"_{token.lastgroup}")(token[token.lastgroup])
            at = token.end()

    def _packed(self, text: str) -> None:
        self._year(text[:4])
        self._month(text[4:])

    def _year(self, text: str) -> None:
        self.year, self.assumed, self.fresh_year = int(text), False, True

    def _next(self, _: str) -> None:
        self.year, self.fresh_year = self.year + 1, True

    def _last(self, _: str) -> None:
        self.year, self.fresh_year = self.year - 1, True

    def _this(self, _: str) -> None:
        self.fresh_year = True

    def _range(self, _: str) -> None:
        self.in_range = bool(self.reading.months)

    def _gap(self, _: str) -> None:
        """Nothing to do between two months."""

    def _month(self, text: str) -> None:
        month = int(text)
        if not 1 <= month <= 12:
            raise BadMonths("bad_month", f"月份{month}不对，应为1–12")
        months = self.reading.months
        if self.in_range:
            self._close_range(months, month)
        else:
            months.append((self.year, month))
        self.reading.year_assumed = self.reading.year_assumed or self.assumed
        self.in_range = self.fresh_year = False

    def _close_range(self, months: list[Month], month: int) -> None:
        """11-2月 crosses New Year: backwards from the sheet's year, forwards from a year written before it."""
        first_year, first = months.pop()
        guessed = not self.fresh_year and month < first
        if guessed:
            if self.assumed:
                first_year -= 1
            else:
                self.year += 1
        length = (self.year - first_year) * 12 + month - first + 1
        if not 1 <= length <= (LONGEST_CROSSING if guessed else LONGEST_RANGE):
            raise BadMonths("bad_value", f"“{self.text[:20]}”起止月份不对，请核对")
        months += _run(first_year, first, length)


def _run(year: int, month: int, length: int) -> list[Month]:
    return [(year + (month - 1 + step) // 12, (month - 1 + step) % 12 + 1) for step in range(length)]


def read_months(reader: RowReader, year: int) -> None:
    """Puts months. Two cells are 起 and 止; columns 4月｜5月｜6月 with sums in them tell the months as well."""
    cells = [cell for cell in reader.filled("months") if fold(shown(cell.value)) not in ("无", "-", "—", "/")]
    if not cells:
        reader.cell("months")
        reader.put("months", _from_columns(reader, year))
        return
    text = "-".join(_written(reader, cell) for cell in cells[:2])
    try:
        found = parse_months(text, year)
    except BadMonths as error:
        if error.code == "bad_value" and not re.search(r"\d", fold(text)):
            reader.keep("补贴月份", one_line(text))  # 一次性, 按季
        else:
            reader.fail("months", error.code, error.message)
        return
    count = found.count or count_of_months(reader)
    if len(found.months) == 1 and re.search(r"起|开始", text) and 1 < count <= LONGEST_RANGE:  # 5月起，2个月
        found.months = _run(*found.months[0], count)
    reader.put("months", found.iso())
    if found.count and not found.months:
        reader.keep("补贴月数", str(found.count))
    if found.year_assumed:
        reader.warn("months", "year_from_title", f"年份取自标题，按{'、'.join(found.iso())[:60].replace('-', '.')}读取")


def _written(reader: RowReader, cell: Cell) -> str:
    """4-6 typed into a cell becomes 4月6日: under a format of month and day it is read back as it was typed."""
    value = cell.value
    if not isinstance(value, dt.date):
        return one_line(shown(value))
    code = cell.number_format.lower().split(";")[0]
    if "y" not in code and "d" in code and value.month < value.day <= 12:
        reader.warn("months", "number_date", f"“{value.month}月{value.day}日”按{value.month}-{value.day}月读取，请核对")
        return f"{value.month}-{value.day}月"
    return f"{value.year}年{value.month}月"


def _from_columns(reader: RowReader, year: int) -> list[str]:
    """Months whose own column holds a sum."""
    months = []
    for key, cells in reader.cells.items():
        found = MONTH_COLUMN.search(key.removeprefix(EXTRA)) if key.startswith(EXTRA) else None
        if found and 1 <= int(found[1]) <= 12 and any(isinstance(c.value, int | float) and c.value > 0 for c in cells):
            months.append(int(found[1]))
    if months:
        reader.warn("months", "year_from_title", "月份取自列名，年份取自标题")
    return [f"{year}-{month:02d}" for month in sorted(months)]


def count_of_months(reader: RowReader) -> int:
    """How many months, where no list of them is given: a column 补贴月数 or the words 共3个月; 0 where nothing says it."""
    texts = [shown(cell.value) for key, cells in reader.cells.items() if re.search(r"月数|个月", key) for cell in cells]
    texts.append(reader.reading.extra.get("补贴月数", ""))
    numbers = [re.fullmatch(r"(\d{1,2})(?:个月|月)?", fold(text)) for text in texts]
    return next((int(found[1]) for found in numbers if found), 0)
