"""Sums of money in 元: amounts paid, and standards brought to 元 a month."""

import re

from talentbase.imports.reading import RowReader, shown
from talentbase.text.folding import fold, one_line
from talentbase.text.money import read_amount

UNIT = re.compile(r"亿元|万元|千元|百元|元")
STATED_UNIT = re.compile(r"单位[:：为]?\s*(?:人民币)?(亿元|万元|千元|元)|[(（](?:人民币)?(万元|千元)[)）]")
ONCE = re.compile(r"一次性|安家|购房|奖励|奖补|资助")
YEARLY = re.compile(r"年")
MONTHLY = re.compile(r"月")
LARGEST_MONTHLY_WAN = 30  # a larger number under 万元 is 元: nobody is paid 30万元 a month


def money_unit(reader: RowReader, key: str) -> str:
    """What a bare number means: as the header says, else as the sheet's head says, else 元."""
    if found := UNIT.search(reader.header(key)):
        return found[0]
    if found := STATED_UNIT.search(fold(reader.block.title)):
        return found[1] or found[2]
    found = UNIT.search(reader.block.meta.get("measure", ""))
    return found[0] if found else "元"


def yuan_of(value, unit: str) -> int | float | None:
    """4500, `4,500.00元`, 0.45 under 万元, `1500×3=4500`; None where no number stands."""
    if isinstance(value, str):
        text = fold(value).rpartition("=")[2] or fold(value)
        sign = -1 if re.match(r"[¥￥]?-\d|\(\d[\d,.]*\)$", text) else 1
    elif isinstance(value, int | float) and not isinstance(value, bool):
        text, sign = abs(value), -1 if value < 0 else 1
    else:
        return None
    amount = read_amount(text, unit)
    if amount is None:
        return None
    wan = amount.low if amount.low is not None else amount.high
    yuan = round(sign * wan * 10_000, 2)
    return int(yuan) if yuan == int(yuan) else yuan


def read_standard(reader: RowReader) -> None:
    """1500元/月, 0.15万元/月, 18000元/年 -> 元 a month; a one-off sum is no standard of a month."""
    cell = reader.cell("standard_yuan_month")
    if cell is None:
        return
    text = one_line(shown(cell.value))
    header = reader.header("standard_yuan_month")
    unit = _unit_of_standard(reader, cell.value)
    yuan = yuan_of(_number_part(cell.value), unit)
    once = "一次性" in text or (ONCE.search(reader.values.get("kind", "")) and not MONTHLY.search(text + header))
    if yuan is None or once or re.search(r"[日天]", text):
        reader.keep("补贴标准", text)
        return
    if YEARLY.search(text) or (YEARLY.search(header) and not MONTHLY.search(text)):
        yuan = round(yuan / 12, 2)
        reader.warn("standard_yuan_month", "unit_converted", f"“{text}”按每月{yuan:.10g}元读取")
    elif unit != "元" or re.search(r"[万千]", text):
        reader.warn("standard_yuan_month", "unit_converted", f"“{text}”按每月{yuan:.10g}元读取")
    reader.put("standard_yuan_month", int(yuan) if yuan == int(yuan) else yuan)


def _number_part(value):
    """Of 硕士1500元/月 (第1年) the sum, not the year."""
    if not isinstance(value, str):
        return value
    text = fold(value)
    found = re.search(r"\d[\d,.]*(?:万元|千元|元|万|千)", text)
    return found[0] if found else re.sub(r"第\d+年|\d+年|\(\d+\)", "", text)


def _unit_of_standard(reader: RowReader, value) -> str:
    """A sheet in 万元 often keeps its standards in 元."""
    unit = money_unit(reader, "standard_yuan_month")
    written = isinstance(value, str) and re.search(r"[元万千]", value)
    if unit in ("万元", "亿元") and not written:
        number = re.search(r"\d[\d.]*", fold(shown(value)).replace(",", ""))
        if number and float(number[0]) > LARGEST_MONTHLY_WAN:
            reader.warn("standard_yuan_month", "unit_guess", f"“{shown(value)}”按元读取，请核对单位")
            return "元"
    return unit
