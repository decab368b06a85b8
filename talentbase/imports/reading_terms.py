"""What sheets of several rooms share: amounts in 万元, days that take their year from the sheet, columns that stand in."""

import datetime as dt
import re

from talentbase.imports.reading import RowReader, sheet_year, shown
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Cell
from talentbase.text.dates import with_digits
from talentbase.text.folding import fold, one_line
from talentbase.text.money import FOREIGN, Amount, read_amount

UNDECIDED = re.compile(
    r"(?:项目|名称|暂|尚)*(?:未定|待定|待确定|未确定|待议|待明确|未明确|未命名|不确定|[?？]+|[xX×]{2,})[。.]?"
)
UNIT = re.compile(r"(亿|千万|百万|十万|万|千)?(?:美元|美金|欧元|港元|港币|日元|人民币|元)")
STATED_UNIT = re.compile(
    r"单位[^\n。；;]{0,4}?[:：为]\s*(?:人民币)?((?:亿|千万|百万|十万|万|千)?元)|[（(]((?:亿|万|千)?元)[)）]"
)
SIGNED_WORDS = re.compile(r"签约|合约|协约|预约")  # 约 in these is no "about"
YEARS = re.compile(r"20\d\d年(?:\d{1,2}月)?")
PHASE = re.compile(r"[一二三四五]期[^一二三四五]*\d[^一二三四五]*")
WHOLE_SUM = re.compile(r"(?:总投资|投资总额|合计|共计|总额|总金额)(?:额|金|约|为|[:]|达|超过?|近|人民币)*(?=\d)")
SOME_SUM = re.compile(r"(?:投资|资金|金额|合同额)(?:额|约|为|[:]|达|超过?|近|人民币)*(?=\d)")
NO_MONEY = re.compile(r"\d+(?:\.\d+)?[万亿千]?(?:吨|件|亩|平方米|平米|平方|㎡|人|台|套|头|只|条|米)")
HUGE_WAN = 10_000_000  # 1000亿元: no project of a county
BARE_YUAN = 1_000_000
MONTH = re.compile(r"(20\d\d)\s*(?:年|[.\-/])?\s*(1[0-2]|0?[1-9])(?!\d)")
YEAR = re.compile(r"20\d\d(?=年)")
MONTH_ONLY = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s*月")
WEEKDAY = re.compile(r"[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?")
DAY_TAIL = re.compile(r"(?:上午|下午|晚上?|左右|前后|以前|之前|前|报送?|上报|签约?|签订|签署)+$")
RANGE_TAIL = re.compile(
    r"(?<=[\d日号月])(?:至|到|~).*$|(?<=[日号月])[-—–]+.*$|(?<=\d\.\d\d)[-—–]+\d.*$|(?<=\d\.\d)[-—–]+\d.*$"
)
PART = re.compile(r"(?<=月)(?:份|底|末|初|中|上旬|中旬|下旬|中上旬|中下旬)+$|(?<=年)(?:度|底|末|初|内)+$")
NO_DAY = re.compile(r"季度|半年|春节|中秋|国庆|元旦|五一|年中|期间|洽谈|尚未|未签|拟|待|预计")
DAY_OF_MONTH = re.compile(r"(\d{1,2})[日号]")
MONTH_AND_DAY = re.compile(r"(1[0-2]|0?[1-9])(?:月|[./\-](?=\d))(?:(\d{1,2})[日号]?)?")


def decided(reader: RowReader, key: str) -> str:
    """The text; 待定 and the like count as empty."""
    text = reader.text(key)
    if not UNDECIDED.fullmatch(fold(text)):
        return text
    reader.warn(key, "none_value", f"“{text}”按未填处理")
    return ""


def required(reader: RowReader, key: str, message: str) -> None:
    text = decided(reader, key)
    if not text and not any(note.field == key for note in reader.reading.errors):
        reader.fail(key, "missing", message)
    reader.put(key, text)


def stand_in(reader: RowReader, key: str, instead: str, label: str) -> None:
    """The words of `key` answer for `instead` where the sheet has no such column; else they are kept under their label."""
    text = reader.text(key)
    if text and not reader.header(instead):
        reader.put(instead, text)
    else:
        reader.keep(label, text)


# ---- amounts


def read_project_amount(reader: RowReader, *, approximate_key: str = "", key: str = "amount_wan") -> None:
    """key, which ends in _wan: of a range the lower bound; the words as its …_text where they say more than a number."""
    cell, header = _amount_cell(reader, key)
    if cell is None:
        return
    text = one_line(shown(cell.value))
    unit, stated = _unit(header, reader.block)
    phases = _phases(text, unit)
    amount = Amount(phases, phases, ("unit_converted",)) if phases else read_amount(_whole_sum(cell.value), unit)
    if amount is None:
        reader.put(key.replace("_wan", "_text"), text)
        return
    wan = amount.low if amount.low is not None else amount.high
    wan, how = _in_doubt(wan, amount, stated)
    if FOREIGN.search(header):
        how.append("foreign_currency")
    reader.put(key, int(wan) if wan == int(wan) else wan)
    if amount.low != amount.high or "approx_number" in amount.how or phases:
        how.append("approx_number")
        reader.put(key.replace("_wan", "_text"), text)
        if approximate_key:
            reader.put(approximate_key, True)
    for code in dict.fromkeys(how):
        reader.warn(key, code, f"“{text}”：{_SENTENCES[code]}")


_SENTENCES = {
    "approx_number": "概数",
    "unit_converted": "已换算为万元",
    "unit_guess": "金额单位存疑，请核对",
    "foreign_currency": "外币金额，未折算",
}


def _amount_cell(reader: RowReader, key: str) -> tuple[Cell | None, str]:
    """(cell, its header): 内资（亿元） and 外资（万美元） are two columns with units of their own."""
    columns = [column for column in reader.block.columns if column.key == key]
    cell = reader.cell(key)
    if cell is None or len(columns) < 2:
        return cell, reader.header(key)
    row = next((row for row in reader.block.rows if row.row == reader.reading.row), None)
    header = next((column.header for column in columns if row and row.cells.get(column.column) is cell), "")
    return cell, header


def _unit(header: str, block: Block) -> tuple[str, bool]:
    """(unit of a bare number, whether it is written anywhere): the column's, else what the sheet's head states, else 万元."""
    if found := UNIT.search(header):
        return f"{found[1] or ''}元", True
    if found := re.search(r"(亿|万)$", header):
        return f"{found[1]}元", True
    for words in (block.title, block.meta.get("measure", ""), block.notes):
        if found := STATED_UNIT.search(words) or re.match(r"((?:亿|万|千)?元)", words):
            return next(filter(None, found.groups())), True
    return "万元", False


def _phases(text: str, unit: str) -> float | None:
    """一期5000万，二期1亿: the sum in 万元; None where the whole is named as well, or there are no phases."""
    parts = PHASE.findall(fold(text))
    amounts = [read_amount(part[2:], unit) for part in parts]
    if len(parts) < 2 or WHOLE_SUM.search(fold(text)) or any(each is None or each.low != each.high for each in amounts):
        return None
    return sum(each.low for each in amounts)


def _whole_sum(value):
    """总投资1.5亿元，其中一期5000万元 -> the part that begins with the whole sum."""
    if not isinstance(value, str):
        return value
    text = YEARS.sub("", SIGNED_WORDS.sub("", fold(value)))
    found = WHOLE_SUM.search(text) or SOME_SUM.search(text)
    return text[found.start() :] if found else NO_MONEY.sub("", text)


def _in_doubt(wan: float, amount: Amount, stated: bool) -> tuple[float, list[str]]:
    """A bare number without a unit anywhere: from a million on it can only be 元."""
    how = [code for code in amount.how if code != "approx_number"]
    if "unit_converted" not in how and not stated:
        how.append("unit_guess")
        if wan >= BARE_YUAN:
            return wan / 10_000, how
    if wan >= HUGE_WAN and "unit_guess" not in how:
        how.append("unit_guess")
    return wan, how


# ---- days


def sheet_month(block: Block, today: dt.date) -> tuple[int, int | None]:
    """(year, month) the sheet speaks of, from its date, title or name; the month None where only the year is known."""
    texts = [with_digits(text) for text in (block.meta.get("date", ""), *block.title.split("\n"), block.sheet)]
    for text in texts:
        if found := MONTH.search(text):
            return int(found[1]), int(found[2])
    month = next((int(found[1]) for text in texts[1:] if (found := MONTH_ONLY.search(text))), None)
    year = next((int(found[0]) for text in texts if (found := YEAR.search(text))), None)
    return year or sheet_year(block, today), month


def read_day(reader: RowReader, key: str, today: dt.date) -> None:
    """2026/6/3 · 6月5日 · 6.5 · 5日 · 6月上旬 · 本月10日: what is not written comes from the sheet.

    A day that does not exist holds the row; words that name none (尚未签约, 三季度) are kept as date_text.
    """
    cell = reader.cell(key)
    if cell is None:
        return
    year, month = sheet_month(reader.block, today)
    value = cell.value if isinstance(cell.value, str) else _month_and_day(cell, reader.header(key))
    if isinstance(value, float) and 1 <= value < 13 and value != int(value):
        first, last = f"{value:g}".split(".")
        message = f"数值{value:g}可能是{first}月{last}日，也可能是{first}月{last}0日，请写成{first}月{last}日的样子"
        reader.fail(key, "ambiguous_date", message)
        return
    if isinstance(value, str):
        text = one_line(value)
        value = _completed(value, year, month)
        if NO_DAY.search(text) or not re.search(r"\d", with_digits(text)):
            reader.put("date_text", text)
            reader.warn(key, "date_text", f"“{text[:20]}”按文字保存")
            return
    date = reader.date_of(key, value, cell.number_format, year)
    if date is None:
        return
    if isinstance(value, str) and str(date.year) not in shown(cell.value) and value.startswith(f"{date.year}年"):
        reader.warn(key, "year_from_title", f"年份取自表头，按{date.display()}读取")
    reader.put(key, date.iso())


def _month_and_day(cell: Cell, header: str):
    """The number 6.5 means 6月5日 (6.1 may be the 1st or the 10th unless the format shows which), 6 under 月份 the month."""
    value = cell.value
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 12 and "月" in header:
        return f"{value}月"
    if not isinstance(value, float) or not 1 <= value < 13 or value == int(value):
        return value
    if "0.00" in cell.number_format:
        return f"{value:.2f}"
    digits = f"{value:.6f}".rstrip("0").partition(".")[2]
    return value if digits in ("1", "2", "3") else f"{int(value)}.{digits}"


def _completed(text: str, year: int, month: int | None) -> str:
    """The text as a full date wherever the sheet's year and month can complete it; else tidied."""
    plain = fold(text).strip("。.,，;；、")
    plain = PART.sub("", RANGE_TAIL.sub("", DAY_TAIL.sub("", WEEKDAY.sub("", plain))))
    plain = re.sub(r"^(?:去年|上年)", f"{year - 1}年", re.sub(r"^[今本]年", f"{year}年", plain))
    if month:
        plain = re.sub(r"^(?:本月|当月|这个?月)", f"{month}月", plain)
        plain = re.sub(r"^上个?月", f"{month - 1 or 12}月", plain)
    if month and (found := DAY_OF_MONTH.fullmatch(plain)):
        return f"{year}年{month}月{found[1]}日"
    if found := MONTH_AND_DAY.fullmatch(plain):
        # a January report that speaks of December means the year before
        earlier = month is not None and month <= 2 and int(found[1]) >= 11
        day = f"{found[2]}日" if found[2] else ""
        return f"{year - earlier}年{int(found[1])}月{day}"
    return plain
