"""Rows of 岗位需求 and 技术需求 as cells -> values (talent-import/1, kinds demand and tech_demand)."""

import datetime as dt
import re

from demand.needs.reading_terms import read_age, read_education, read_headcount, read_majors, read_pay_cell, read_title
from demand.needs.sheet import DEMAND_COLUMNS, TECH_COLUMNS
from talentbase.codes.lookup import CodeBook
from talentbase.imports.reading import RowReader, sheet_year, shown
from talentbase.imports.recipe import Repeat, RowReading
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Cell
from talentbase.sheets.column import Column
from talentbase.text.dates import BadDate, parse_date
from talentbase.text.folding import fold, one_line
from talentbase.text.ids import strip_number, uscc_fault
from talentbase.text.money import read_amount
from talentbase.text.phones import read_phones

SEPARATOR = re.compile(r"[、，,;；/|+＋\n]+|或者?|\s+")
MODES = (
    ("柔性引进", r"柔性|周末|银发|假日"),
    ("全职", r"全职|正式|专职|全日制|长期聘用"),
    ("项目合作", r"^项目|项目合作|合作项目"),
    ("兼职", r"兼职"),
)
URGENT = re.compile(r"急需|紧急|急缺|急用|越快越好|急招|急聘|特急|加急|非常紧缺|特别紧缺|★★★|^急$|马上|尽快")
NOT_URGENT = re.compile(r"不(?:是很|太|)?(?:急|紧)|一般|非急需")
YES = frozenset(("是", "急", "√", "✓", "1", "有", "急需", "紧急", "高", "紧缺", "很急"))
DEADLINE_END = re.compile(r"(?<=[年月日\d])(?:[上中下]旬|[底末初]|之?以?前|内|完成|解决|左右)+$")
SPAN = re.compile(r"(20\d\d)[年./-]\d{1,2}月?[-—–~至到](\d{1,2})月份?")
OPEN_END = re.compile(r"长期|常年|不限|待定|随时|面议")
NEGOTIABLE = re.compile(r"面议|面谈|协商|商议|另议|待定|不限")
ORG_END = re.compile(r"有限责任公司|股份有限公司|有限公司|公司|集团|厂|[省市县区()（）]")


class DemandReading:
    """The pure half of the 岗位需求 recipe."""

    kind = "demand"
    label = "岗位需求"
    columns: tuple[Column, ...] = DEMAND_COLUMNS

    def __init__(self, book: CodeBook | None = None, today: dt.date | None = None):
        self.book = book or CodeBook.from_files()
        self.today = today or dt.date.today()

    def read_row(self, cells: dict[str, list[Cell]], block: Block, row: int) -> RowReading:
        reader = RowReader(cells, block, row)
        _read_employer(reader)
        _required(reader, "job", "岗位名称为空，请补填")
        reader.plain("job_kind")
        read_headcount(reader)
        read_education(reader)
        read_majors(reader)
        read_title(reader, self.book)
        read_age(reader)
        read_pay_cell(reader)
        reader.put("mode", modes_of(reader.text("mode")))
        reader.plain("other", lines=True)
        _read_contact(reader)
        _read_urgent(reader)
        return reader.take_rest()

    def judge(self, readings: list[RowReading]) -> list[Repeat]:
        return _repeats(readings, "job", "same_job", "单位与岗位相同")


class TechReading:
    """The pure half of the 技术需求 recipe."""

    kind = "tech_demand"
    label = "技术需求"
    columns: tuple[Column, ...] = TECH_COLUMNS

    def __init__(self, book: CodeBook | None = None, today: dt.date | None = None):
        self.book = book or CodeBook.from_files()
        self.today = today or dt.date.today()

    def read_row(self, cells: dict[str, list[Cell]], block: Block, row: int) -> RowReading:
        reader = RowReader(cells, block, row)
        _read_employer(reader)
        _required(reader, "need_title", "技术需求名称为空，请补填")
        reader.plain("tech_field", "need_type")
        reader.plain("description", "target", lines=True)
        _read_budget(reader)
        reader.put("coop_mode", [piece for piece in SEPARATOR.split(reader.text("coop_mode")) if piece])
        _read_deadline(reader, sheet_year(block, self.today))
        _read_contact(reader)
        return reader.take_rest()

    def judge(self, readings: list[RowReading]) -> list[Repeat]:
        return _repeats(readings, "need_title", "same_need", "单位与技术需求相同")


def employer_key(name: str) -> str:
    """The part of a firm's name that tells it apart: 某某机械有限公司 and 某某机械公司 are one."""
    return ORG_END.sub("", fold(name)) or fold(name)


def _repeats(readings: list[RowReading], key: str, rule: str, sentence: str) -> list[Repeat]:
    """The first of equal (enterprise, key) pairs is the record."""
    first: dict[tuple[str, str], int] = {}
    repeats = []
    for number, reading in enumerate(readings):
        if reading.held:
            continue
        pair = employer_key(reading.values["enterprise"]), fold(reading.values[key])
        if pair in first:
            repeats.append(Repeat(number, first[pair], rule, sentence))
        else:
            first[pair] = number
    return repeats


def _required(reader: RowReader, key: str, message: str) -> None:
    text = reader.text(key)
    if not text and not any(note.field == key for note in reader.reading.errors):
        reader.fail(key, "missing", message)
    reader.put(key, text)


def _read_employer(reader: RowReader) -> None:
    _required(reader, "enterprise", "单位名称为空，且不在合并单元格内，请补填")
    if text := reader.text("uscc"):
        code = strip_number(text)
        reader.put("uscc", code)
        if fault := uscc_fault(code):
            reader.warn("uscc", "uscc_bad_check", fault)
    org_type = reader.text("org_type")
    reader.put("org_type", org_type.removesuffix("企业") or org_type)
    reader.plain("industry", "chain")


def modes_of(text: str) -> list[str]:
    """全职或柔性 -> [全职, 柔性引进]; other words stay as written."""
    modes = []
    for piece in SEPARATOR.split(text):
        named = [name for name, words in MODES if re.search(words, piece)]
        modes += named or ([piece] if piece and not re.fullmatch(r"不限|均可|等|和|及", piece) else [])
    return list(dict.fromkeys(modes))


def _read_contact(reader: RowReader) -> None:
    """马经理 0393-6210001 in one cell is split; a name in the phone column becomes the contact."""
    found = reader.phones("phones")
    numbers = reader.numbers(found)
    contact = reader.text("contact")
    inside = read_phones(contact) if re.search(r"\d{5,}", contact) else None
    if inside:
        contact = inside.words
        numbers += [number for number in inside.numbers if number not in numbers]
        for _, sentence in inside.bad:
            reader.fail("phones", "bad_phone", sentence)
            reader.warn("phones", "phone_dropped", "号码有误，未读入")
    words = " ".join(reading.words for reading in found if reading.words and not reading.secret)
    reader.put("contact", contact or words)
    if contact and words:
        reader.keep("联系方式", words)
    reader.put("phones", numbers)
    reader.plain("remark", lines=True)


def _read_urgent(reader: RowReader) -> None:
    text = reader.text("urgent")
    remark = reader.values.get("remark", "")
    said = text in YES or any(URGENT.search(words) and not NOT_URGENT.search(words) for words in (text, remark))
    if said:
        reader.put("urgent", True)
    elif text and not NOT_URGENT.search(text) and text not in ("否", "×", "0", "低", "中"):
        reader.keep("紧急程度", text)


def _read_budget(reader: RowReader) -> None:
    cell = reader.cell("budget_wan")
    if cell is None:
        return
    unit = re.search(r"亿元|万元|千元|元", reader.header("budget_wan") + reader.block.title)
    amount = read_amount(cell.value, unit[0] if unit else "万元")
    text = one_line(shown(cell.value))
    if amount is None or NEGOTIABLE.search(text):
        reader.put("budget_text", text)
    if amount is None:
        return
    low, high = amount.low, amount.high
    reader.put("budget_wan", low if low is not None else None)
    if high is not None and high != low:
        reader.put("budget_max_wan", high)
    for code in amount.how:
        reader.warn("budget_wan", code, f"“{text}”已按万元读取" if code == "unit_converted" else f"“{text}”请核对")


def _read_deadline(reader: RowReader, year: int) -> None:
    """A date, or words that are none (长期) as date_text."""
    cell = reader.cell("deadline")
    if cell is None:
        return
    text = one_line(shown(cell.value))
    if isinstance(cell.value, str) and (OPEN_END.search(text) or not re.search(r"\d", text)):
        reader.put("date_text", text)
        reader.warn("deadline", "date_text", f"“{text}”按文字保存")
        return
    value = DEADLINE_END.sub("", text)
    if span := SPAN.fullmatch("".join(value.split())):
        reader.warn("deadline", "date_range", f"“{text}”按截止的月份读取")
        value = f"{span[1]}年{span[2]}月"
    try:
        parse_date(value if isinstance(cell.value, str) else cell.value, cell.number_format, reference_year=year)
    except BadDate as error:
        if error.code == "bad_value":
            reader.put("date_text", text)
            reader.warn("deadline", "date_text", f"“{text}”按文字保存")
            return
    date = reader.date_of("deadline", value if isinstance(cell.value, str) else cell.value, cell.number_format, year)
    if date:
        reader.put("deadline", date.iso())
