"""Dates as people write them -> PartialDate, a date that knows how exact it is.

1968.5 · 1968年05月12日 · 196805 · 79.02 · 一九八〇年三月 · 1978.03（48岁） · Excel dates, serials and numbers.
"""

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from talentbase.text.folding import ZERO_WIDTH

EXAMPLE = "例如1985.03"
LONGEST_SERIAL = 5
SERIALS = range(10_000, 60_000)  # 1927 … 2064: days since 1899-12-30, the epoch of spreadsheets; 7902 means 1979-02


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year; month and day are None where unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """1968, 1968-05 or 1968-05-12."""
        month = f"-{self.month:02d}" if self.month else ""
        return f"{self.year:04d}{month}" + (f"-{self.day:02d}" if self.day else "")

    def display(self) -> str:
        """1968.05, the form of cadre tables."""
        return self.iso().replace("-", ".")

    def to_month(self) -> "PartialDate":
        return PartialDate(self.year, self.month)

    def earliest(self) -> dt.date:
        return dt.date(self.year, self.month or 1, self.day or 1)

    def age_on(self, day: dt.date) -> int:
        """Full years by months, as the 任免审批表 counts: one less before the month of birth."""
        return day.year - self.year - (1 if self.month and day.month < self.month else 0)

    @classmethod
    def from_iso(cls, text: str) -> "PartialDate":
        return cls(*(int(part) for part in text.split("-")))


class BadDate(ValueError):
    """code: bad_month | bad_date | bad_value | ambiguous_date; message: Chinese; proposals: iso dates it may have meant."""

    def __init__(self, code: str, message: str, proposals: tuple[str, ...] = ()):
        super().__init__(message)
        self.code = code
        self.message = message
        self.proposals = proposals


@dataclass(frozen=True, slots=True)
class DateReading:
    """how: warning codes: number_date two_digit_year chinese_numeral year_only year_from_title age_dropped."""

    date: PartialDate
    how: tuple[str, ...] = ()


CHINESE_DIGITS = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
CHINESE_RUN = re.compile(r"[〇○零一二三四五六七八九十廿0-9]*[〇○零一二三四五六七八九十廿][〇○零一二三四五六七八九十廿0-9]*")
AGE = re.compile(r"[\s(,、/]*(?:现?年龄?|约|今年|(?<!\d))(\d{1,3})\s*周?岁\s*\)?|\s*\(\d{2}\)\s*$")
TRAILING = re.compile(r"(?:出?生于?|左右|前后|0?0:00(?::00)?|T00:00:00)$")
WORDS = re.compile(r"^(?:出生(?:年月|日期)?|生于|公历|阳历|农历|阴历|约|大约|['’`]|:)+")
SEPARATOR = r"[-—–−./年·,、。_~\\]"
# 2026年1月、3月 is two months and no day
FOUR = re.compile(rf"(\d{{4}}){SEPARATOR}+(\d{{1,2}})(?:(?:月|{SEPARATOR})+(\d{{1,2}})[日号]?|月?份?)[-./]*")
PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})?")
PACKED_WITH_UNITS = re.compile(r"(\d{4})(\d{1,2})月(?:(\d{1,2})[日号]?)?")
SHORT = re.compile(rf"(\d{{2}}){SEPARATOR}(\d{{1,2}})(?:(?:月|{SEPARATOR})(\d{{1,2}})[日号]?|月?)")
SHORT_PACKED = re.compile(r"([3-9]\d)(\d{2})")
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
YEAR = re.compile(r"([12]\d{3})年?")
YEAR_SHORT = re.compile(r"([3-9]\d)年")
MONTH_DAY = re.compile(r"(\d{1,2})(?:月|[./-])(\d{1,2})[日号]?")
ENGLISH_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTH_YEAR = re.compile(r"([A-Za-z]{3})[A-Za-z]*[-. ](\d{2})")  # Oct-70, as a sheet shows a month it took for one
LUNAR = {"正月": "1月", "冬月": "11月", "腊月": "12月", "元月": "1月"}
LUNAR_DAY = re.compile(r"(?<=月)初(?=\d)")
CLOCK = re.compile(r"(?<=\d)[\sT]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$")
ROUGH = re.compile(r"^([12]\d{3})年?(?:年?[底初末中]|[春夏秋冬][季天]?|[上下]半年|届|级)$")
ENGLISH = re.compile(r"(?:(\d{4})[-,. ]?)?(?:\d{1,2}[-,. ])?([A-Za-z]{3})[A-Za-z]*[-,. ]*(\d{4})?")


@lru_cache(maxsize=5_000, typed=True)  # a list names the same months again and again
def parse_date(value, number_format: str = "", *, reference_year: int | None = None) -> DateReading:
    """value: text, number, date or datetime. number_format: the cell's format code; under `0.00` 1970.1 is October.

    reference_year: for `6月5日` without a year. Raises BadDate.
    """
    if isinstance(value, dt.datetime | dt.date):
        return DateReading(_from_date(value, number_format))
    if isinstance(value, bool):
        raise BadDate("bad_value", f"不是日期，{EXAMPLE}")
    if isinstance(value, int | float):
        return _from_number(value, number_format)
    return _from_text(str(value), reference_year)


def _from_date(value: dt.date, number_format: str) -> PartialDate:
    month_only = number_format and "d" not in number_format.lower().split(";")[0] and "m" in number_format.lower()
    return PartialDate(value.year, value.month, None if month_only else value.day)


def _from_number(value: float, number_format: str) -> DateReading:
    if value != value or abs(value) > 1e9:
        raise BadDate("bad_value", f"数值不是日期，{EXAMPLE}")
    whole = int(value)
    if whole >= 10_000_000 and whole == value:
        return DateReading(_make(whole // 10000, whole // 100 % 100, whole % 100), ("number_date",))
    if 190_000 <= whole < 210_000 and whole == value:
        return DateReading(_make(whole // 100, whole % 100), ("number_date",))
    if whole in SERIALS:
        day = dt.date(1899, 12, 30) + dt.timedelta(days=whole)
        return DateReading(PartialDate(day.year, day.month, day.day), ("number_date",))
    if 1900 <= whole < 2100:
        return _from_decimal(value, number_format, whole, ())
    if 30 <= whole < 100 and value != whole:
        return _from_decimal(value, number_format, 1900 + whole, ("two_digit_year",))
    if 3001 <= whole <= 9912 and whole == value:
        return DateReading(_make(1900 + whole // 100, whole % 100), ("number_date", "two_digit_year"))
    raise BadDate("bad_value", f"数值{value:g}不是日期，{EXAMPLE}")


def _from_decimal(value: float, number_format: str, year: int, how: tuple[str, ...]) -> DateReading:
    """The number as the sheet shows it: 1970.1 under `0.00` is shown as 1970.10, October."""
    how = ("number_date", *how)
    shown = _decimals(number_format)
    digits = f"{value:.6f}".split(".")[1].rstrip("0")
    if not digits and shown != 2:
        return DateReading(PartialDate(year), (*how, "year_only"))
    if shown == 2 and len(digits) < 2:
        month = int(digits.ljust(2, "0"))
        return DateReading(_make(year, month if month <= 12 else month // 10), how)
    if digits == "1":
        raise BadDate(
            "ambiguous_date",
            f"数值{year}.1可能是1月，也可能是10月，请写成{year}.01或{year}.10",
            (f"{year}-01", f"{year}-10"),
        )
    if len(digits) in (3, 4):
        return DateReading(_make(year, int(digits[:2]), int(digits[2:])), how)
    return DateReading(_make(year, int(digits)), how)


def _decimals(number_format: str) -> int | None:
    match = re.search(r"0\.(0+)", number_format.split(";")[0])
    return len(match[1]) if match else None


def _from_text(text: str, reference_year: int | None) -> DateReading:
    text = unicodedata.normalize("NFKC", text).translate(ZERO_WIDTH)
    how: list[str] = []
    body = without_clock(text.strip())
    if english := ENGLISH.fullmatch(body):
        return _from_english(english)
    if (found := MONTH_YEAR.fullmatch(body)) and (month := ENGLISH_MONTHS.get(found[1].lower())):
        return DateReading(_make(_century(found[2]), month), ("two_digit_year",))
    shorter = AGE.sub("", body)
    if shorter != body and shorter:
        how.append("age_dropped")
        body = shorter
    body = "".join(body.split())
    numerals = with_digits(body)
    if numerals != body:
        how.append("chinese_numeral")
        body = numerals
    body = TRAILING.sub("", WORDS.sub("", body)).strip("()?.,、。-—~;：:'")
    date = _match(body, how, reference_year)
    if date is None:
        raise BadDate("bad_value", f"“{text.strip()[:20]}”不是日期，{EXAMPLE}")
    return DateReading(date, tuple(how))


def last_day(partial: str) -> dt.date:
    """The last day a partial date may mean: "2026" -> 2026-12-31, "2026-02" -> 2026-02-28."""
    year, month, day = (int(part) for part in (partial.split("-") + ["0", "0"])[:3])
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def without_clock(text: str) -> str:
    """2026/1/15 9:30 -> 2026/1/15. text: with its blanks."""
    return CLOCK.sub("", text)


def roughly(text: str) -> str:
    """The year of 2023年底, 1995年秋, 2020届; the month of 2021年3月至今; any other text as it is."""
    text = re.sub(r"(?:[-—–~至到]+今|起|开始|以来)$", "", "".join(text.split()))
    return ROUGH.sub(r"\1年", text)


def _century(year: str) -> int:
    return int(year) + (1900 if int(year) >= 30 else 2000)


def _match(body: str, how: list[str], reference_year: int | None) -> PartialDate | None:
    for pattern in (FOUR, PACKED, PACKED_WITH_UNITS):
        if found := pattern.fullmatch(body):
            return _make(*found.groups())
    if found := YEAR.fullmatch(body):
        how.append("year_only")
        return _make(found[1])
    if found := AMERICAN.fullmatch(body):
        return _make(found[3], found[1], found[2])
    if reference_year and "月" in body and (found := MONTH_DAY.fullmatch(body)):
        how.append("year_from_title")
        return _make(reference_year, found[1], found[2])
    for pattern in (SHORT, SHORT_PACKED, YEAR_SHORT):
        if found := pattern.fullmatch(body):
            how.append("two_digit_year")
            year, *rest = found.groups()
            if not rest:
                how.append("year_only")
            return _make(_century(year), *rest)
    if body.isdecimal() and len(body) <= LONGEST_SERIAL and int(body) in SERIALS:
        how.append("number_date")
        day = dt.date(1899, 12, 30) + dt.timedelta(days=int(body))
        return PartialDate(day.year, day.month, day.day)
    return None


def _from_english(found: re.Match) -> DateReading:
    month = ENGLISH_MONTHS.get(found[2].lower())
    year = found[1] or found[3]
    if not month or not year:
        raise BadDate("bad_value", f"“{found[0][:20]}”不是日期，{EXAMPLE}")
    return DateReading(_make(year, month))


def _make(year, month=None, day=None) -> PartialDate:
    year, month, day = int(year), None if month is None else int(month), None if day is None else int(day)
    if not 1900 <= year <= 2100:
        raise BadDate("bad_date", f"年份{year}不对，应在1900至2100之间，{EXAMPLE}")
    if month is not None and not 1 <= month <= 12:
        raise BadDate("bad_month", f"月份应为01–12，{EXAMPLE}")
    if day == 0:
        day = None
    if day is not None and day > (last := calendar.monthrange(year, month)[1]):
        proposal = (f"{year:04d}-{month:02d}",)
        raise BadDate("bad_date", f"{year}年{month}月只有{last}天，请核对日期", proposal)
    return PartialDate(year, month, day)


def with_digits(text: str) -> str:
    """一九八〇年三月十二日 -> 1980年3月12日, 一九八0年 too; 元月 and 正月 are January, 初二 the second day."""
    for word, month in LUNAR.items():
        text = text.replace(word, month)
    return LUNAR_DAY.sub("", CHINESE_RUN.sub(_number_of, text))


def _number_of(found: re.Match) -> str:
    run = found[0].replace("廿", "二十")
    if "十" not in run:
        return "".join(CHINESE_DIGITS.get(char, char) for char in run)
    tens, _, ones = (CHINESE_DIGITS.get(part, part) for part in run.partition("十"))
    return str(int(tens or 1) * 10 + int(ones or 0)) if len(tens) < 2 and len(ones) < 2 and "十" not in ones else run


def parse_age(value) -> int | None:
    """`52`, 52.0, `48岁`, `48周岁` -> full years; None where the cell holds no age."""
    if isinstance(value, bool | dt.date):
        return None
    if isinstance(value, int | float):
        return int(value) if 0 <= value < 1000 and value == int(value) else None
    text = with_digits("".join(unicodedata.normalize("NFKC", str(value)).split()))
    found = re.fullmatch(r"约?(\d{1,3})(?:\.0)?(?:周?岁)?(?:左右|多|余|上下)?", text)
    return int(found[1]) if found else None
