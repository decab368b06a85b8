"""Amounts, head counts and pay as people write them: 1.2亿元, 约500, 80余人, 2-3, 若干, 8000-12000元/月, 年薪50万, 面议."""

import re
import unicodedata
from dataclasses import dataclass

from talentbase.text.folding import ZERO_WIDTH

LARGEST_WAN = 1e9  # 10万亿元: a larger number is no amount of ours
LARGEST_PAY_WAN = 10_000.0
TO_WAN = {
    "亿": 10_000.0,
    "千万": 1_000.0,
    "百万": 100.0,
    "十万": 10.0,
    "万": 1.0,
    "w": 1.0,
    "千": 0.1,
    "k": 0.1,
    "元": 0.0001,
}
APPROXIMATE = re.compile(r"约|大约|左右|余|多|近|上下|大概|将近|\+")
AT_LEAST = re.compile(r"以上|不低于|不少于|起|至少|最低|≥|>=|\d\+")
AT_MOST = re.compile(r"以下|以内|不超过|不高于|至多|最高|之内|内|≤|<=|<")
FOREIGN = re.compile(r"美元|美金|港币|港元|欧元|日元|英镑|USD|HKD|EUR|\$|€|£", re.I)
UNIT = r"(亿|千万|百万|十万|万|千|[wWkK])?"
NUMBER = r"(\d+(?:\.\d+)?)"
RANGE = re.compile(rf"{NUMBER}{UNIT}元?(?:人民币)?(?:-|~|至|到){NUMBER}{UNIT}")
SINGLE = re.compile(rf"{NUMBER}[余多]?{UNIT}")
CHINESE_NUMBERS = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
FORMAL_NUMERALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
CHINESE_SUM = re.compile(r"(?<![\d.几数上])[一二两三四五六七八九十][一二两三四五六七八九十百千零]*(?=[亿万])")
TWO_UNITS = re.compile(rf"{NUMBER}亿零?{NUMBER}(千万|百万|万)")
CHINESE_COUNT = re.compile(r"[一二两三四五六七八九十]{1,3}(?=[个名人位]|$|余|多|至|-)")


@dataclass(frozen=True, slots=True)
class Amount:
    """low, high: 万元, equal where one number stands; one is None for 以上/以下.

    how: unit_converted unit_guess approx_number foreign_currency.
    """

    low: float | None
    high: float | None
    how: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    low: int | None
    high: int | None
    how: tuple[str, ...] = ()


def _fold(value) -> str:
    if isinstance(value, float) and value == int(value):
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value)).translate(ZERO_WIDTH)
    text = "".join(text.split()).replace("—", "-").replace("–", "-").replace("～", "~").replace("--", "-")
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def _wan(number: str, unit: str | None, default: float) -> float:
    return round(float(number) * (TO_WAN[unit.lower()] if unit else default), 6)


def _bounds(low: float, high: float, text: str) -> tuple[float | None, float | None]:
    if low == high and AT_LEAST.search(text):
        return low, None
    if low == high and AT_MOST.search(text):
        return None, high
    return min(low, high), max(low, high)


def _pair(text: str, default: float) -> tuple[float, float, str | None] | None:
    """(low, high, unit) in 万元; in 20-30万 the unit of the end counts for both."""
    if found := RANGE.search(text):
        unit = found[4] or found[2]
        return _wan(found[1], found[2] or unit, default), _wan(found[3], unit, default), unit
    if found := SINGLE.search(text):
        amount = _wan(found[1], found[2], default)
        return amount, amount, found[2]
    return None


def read_amount(value, unit: str = "万元") -> Amount | None:
    """unit: what a bare number means (from the header or the sheet's head): 元, 万元, 亿元. None where no number stands."""
    text = _with_sums(_fold(value))
    default = TO_WAN.get(re.sub(r"(?<=.)元$", "", unit) or "万", 1.0)
    written_yuan = "元" in text and not re.search(r"[亿万千百十wk]元|万", text, re.I)
    pair = _pair(text, TO_WAN["元"] if written_yuan else default)
    if pair is None or pair[1] > LARGEST_WAN:
        return None
    low, high, written = pair
    how = ["unit_converted"] if written or written_yuan else []
    if APPROXIMATE.search(text):
        how.append("approx_number")
    if FOREIGN.search(text):
        how.append("foreign_currency")
    return Amount(*_bounds(low, high, text), tuple(how))


def _with_sums(text: str) -> str:
    """三千万 -> 3000万, 1.5个亿 -> 1.5亿, 1亿5000万 -> 1.5亿."""
    text = re.sub(r"个(?=[亿万])", "", text.translate(FORMAL_NUMERALS))
    text = CHINESE_SUM.sub(lambda found: str(_chinese_thousands(found[0])), text)
    return TWO_UNITS.sub(lambda found: f"{float(found[1]) + float(found[2]) * TO_WAN[found[3]] / TO_WAN['亿']:.10g}亿", text)


def _chinese_thousands(text: str) -> int:
    """三千五百 -> 3500; a unit without a digit before it counts once (十二 -> 12)."""
    total, digit = 0, 0
    for char in text:
        if worth := {"十": 10, "百": 100, "千": 1000}.get(char):
            total, digit = total + (digit or 1) * worth, 0
        elif char != "零":
            digit = CHINESE_NUMBERS[char]
    return total + digit


def read_pay(value, unit: str = "") -> Amount | None:
    """万元 a year; monthly pay counts twelve times. unit: words of the header (薪酬待遇（万元/年）, 月薪（元）).

    None where no pay stands (面议) and for daily pay.
    """
    text, head = _fold(value), _fold(unit)
    pair = _pair(text, 1.0)
    if pair is None or re.search(r"日|天|小时", text):
        return None
    low, high, written = pair
    in_yuan = not written and ("元" in text or high >= 1000 or ("元" in head and "万" not in head))
    if in_yuan:
        low, high = low * TO_WAN["元"], high * TO_WAN["元"]
    months = 12 if _is_monthly(text, head, in_yuan, high) else 1
    how = []
    if _monthly(text) is None and _monthly(head) is None or not (written or in_yuan or "万" in head):
        how.append("unit_guess")
    if months == 12 or written or in_yuan:
        how.append("unit_converted")
    if FOREIGN.search(text):
        how.append("foreign_currency")
    if high * months > LARGEST_PAY_WAN:
        return None
    low, high = (None if bound is None else round(bound * months, 4) for bound in _bounds(low, high, text))
    return Amount(low, high, tuple(how))


def _is_monthly(text: str, head: str, in_yuan: bool, wan: float) -> bool:
    """The cell's words count first; then size, since 8000 under 万元/年 is a month's pay and nobody earns 1.5万 a year."""
    if (said := _monthly(text)) is not None:
        return said
    heading = _monthly(head)
    if wan >= 5:
        return bool(heading)
    if in_yuan:
        return heading is not False or wan < 2
    return wan < 2.5 if heading is None else heading


def _monthly(words: str) -> bool | None:
    if re.search(r"月|/m", words):
        return True
    return False if "年" in words else None


def read_count(value) -> Count | None:
    """Head count: 2, `2人`, `2-3名`, `8人以上` (low only), `80余人`; None for 若干 and anything without a number."""
    text = _fold(value)
    text = CHINESE_COUNT.sub(lambda found: str(_chinese(found[0])), text)
    if found := re.search(r"(\d+)[人名个位]?(?:-|~|至|到|、)(\d+)", text):
        low, high = sorted((int(found[1]), int(found[2])))
        return Count(low, high)
    if not (found := re.search(r"(\d+(?:\.\d+)?)(万)?", text)):
        return None
    number = int(float(found[1]) * (10_000 if found[2] else 1))
    low, high = _bounds(number, number, text)
    return Count(low, high, ("approx_number",) if APPROXIMATE.search(text) else ())


def _chinese(text: str) -> int:
    tens, has_ten, ones = text.partition("十")
    if not has_ten:
        return CHINESE_NUMBERS[text[0]]
    return CHINESE_NUMBERS.get(tens, 1) * 10 + CHINESE_NUMBERS.get(ones, 0)


def display_wan(amount: float | None) -> str:
    """12000 -> 1.2亿元, 3000 -> 3000万元, None -> ""."""
    if amount is None:
        return ""
    return f"{amount / 10_000:g}亿元" if amount >= 10_000 else f"{amount:g}万元"
