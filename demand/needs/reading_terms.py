"""What a post asks for and offers: head count, education, title, age, pay."""

import datetime as dt
import re

from talentbase.imports.reading import RowReader, sheet_year, shown
from talentbase.text.folding import fold, one_line
from talentbase.text.money import read_count, read_pay

EDUCATIONS = (
    ("高中", r"高中|职高"),
    ("中专", r"中专|中技|技校|中职"),
    ("大专", r"大专|专科|高职"),
    ("本科", r"本科|大学|学士"),
    ("硕士", r"硕士|研究生|MBA"),
    ("博士", r"博士"),
)
MAJOR_END = re.compile(r"(?:(?:等|及|及其他|或)?相[关近]专业?(?:优先)?|等专业|等|专业)$")
ANY = re.compile(r"不限|无要求|无限制|均可|不作要求|不做要求")
EDUCATION_WORDS = re.compile(
    r"(?:全日制|统招|普通)?(?:博士|硕士|研究生|本科|大专|专科|高职|中专|中技|技校|高中|大学|学士)(?:研究生)?(?:学历|学位)?(?:(?:及|或)?其?以上)?(?:学历|学位)?|^专业[:：]?|学历[:：]?"
)
TITLE_LEVELS = (
    (r"正高", "正高级"),
    (r"副高|高级职称|^高级(?:及?以上)?$", "副高级"),
    (r"中级", "中级"),
    (r"初级|助理级", "初级"),
)
AGE_RANGE = re.compile(r"(\d{2})(?:周岁|岁)?(?:-|~|—|–|至|到|、)(\d{2})")
AGE = re.compile(r"(\d{2})")
AT_LEAST = re.compile(r"以上|不低于|不小于|至少|起|\d\+")
BORN = re.compile(r"(19\d\d|20\d\d)年?(?:\d{1,2}月?(?:\d{1,2}日?)?)?(?:及|之)?(以?后|以?前)出生")
AUTHOR = re.compile(r"^[^:：\n]{1,20}[:：]\s*\n")  # spreadsheets put who wrote a note on its first line
MOST_HEADS = 100_000
PAY_UNIT = re.compile(
    r"(?:单位|薪酬|待遇|薪资|工资|年薪|月薪)[^。；\n]{0,6}?[:：为是（(]\s*([千万]?元\s*(?:[/每／]?\s*[人年月]+)*)"
)
NO_PAY = re.compile(r"面议|面谈|协商|另议|待定|商议")


def majors_of(text: str) -> list[str]:
    """高分子材料、化学工程与技术等相关专业 -> [高分子材料, 化学工程与技术]; 不限 -> []."""
    pieces = []
    for piece in re.split(r"[、，,;；/|\n]+|或者?|\s+", re.sub(r"^专业[:：]", "", text)):
        piece = MAJOR_END.sub("", MAJOR_END.sub("", piece.strip(" 。.")))
        if piece and not re.search(r"不限|无要求|均可|无限制|^无$|^相关$", piece):
            pieces.append(piece)
    return list(dict.fromkeys(pieces))


def read_majors(reader: RowReader) -> None:
    """The column; of 学历及专业要求, whichever of the two it is taken for, what it says besides the education."""
    text = reader.text("majors", lines=True)
    if _asks_both(reader, "majors", "学历") or _asks_both(reader, "edu_min", "专业"):
        pieces = re.split(r"[，,;；。\n（()）]+|\s+", text or reader.text("edu_min"))
        text = "，".join(EDUCATION_WORDS.sub("", piece) for piece in pieces)
    reader.put("majors", majors_of(text))


def _asks_both(reader: RowReader, key: str, other: str) -> bool:
    """Whether the column of a key asks for the other as well, which has none of its own."""
    asked = {"majors": "edu_min", "edu_min": "majors"}[key]
    return other in reader.header(key) and not reader.header(asked)


def read_headcount(reader: RowReader) -> None:
    """2, 2-3, 8人以上 (minimum only), 若干 (words only)."""
    if _heads_by_education(reader):
        return
    cell = reader.span("headcount_min")
    if cell is None:
        return
    text = one_line(shown(cell.value))
    count = read_count(cell.value)
    if count is None:
        reader.put("headcount_text", text)
        reader.warn("headcount_min", "unknown_count", f"“{text}”没有具体人数")
        return
    if (count.high or count.low) > MOST_HEADS or count.high == 0:
        reader.fail("headcount_min", "out_of_range", f"人数“{text}”不可能，请核对")
        return
    reader.put("headcount_min", count.low)
    reader.put("headcount_max", count.high)
    if count.low != count.high:
        reader.put("headcount_text", text)
    if count.how:
        reader.warn("headcount_min", "approx_number", f"“{text}”为概数")


def _heads_by_education(reader: RowReader) -> bool:
    """需求人数 over 博士, 硕士, 本科: their sum, and the lowest of them is what the post asks for."""
    found = [(header.rpartition("/")[2], read_count(cell.value)) for header, cell in reader.by_column("headcount_min")]
    named = [next((name for name, words in EDUCATIONS if re.search(words, leaf)), "") for leaf, _ in found]
    if not any(named) or any(count is None or count.low is None or count.high is None for _, count in found):
        return False
    low, high = sum(count.low for _, count in found), sum(count.high for _, count in found)
    if not 0 < high <= MOST_HEADS:
        return False
    reader.put("headcount_min", low)
    reader.put("headcount_max", high)
    asked = [name for name, (_, count) in zip(named, found, strict=True) if name and count.high]
    reader.put("headcount_text", "、".join(f"{leaf}{count.high}人" for leaf, count in found if count.high))
    if not reader.header("edu_min"):
        reader.put("edu_min", next((name for name, _ in EDUCATIONS if name in asked), ""))
    return True


def read_education(reader: RowReader) -> None:
    """The lowest level named: 本科/硕士 -> 本科; 研究生 -> 硕士; 不限."""
    both = _asks_both(reader, "majors", "学历")
    text = reader.text("majors" if both else "edu_min")
    if not text:
        return
    plain = re.sub("(博士|硕士)(?:研究生|后)", r"\1", fold(text))
    named = [name for name, words in EDUCATIONS if re.search(words, plain)]
    if named:
        reader.put("edu_min", named[0])
    elif ANY.search(text):
        reader.put("edu_min", "不限")
    elif not both:
        reader.keep("学历要求", text)
        reader.warn("edu_min", "not_education_level", f"“{text[:20]}”不是学历，未读入")


def read_title(reader: RowReader, book) -> None:
    """高级工程师 is a title, 副高以上 a level; other words go to the other conditions."""
    text = reader.text("title_min")
    if not text or ANY.search(text):
        return
    plain = re.sub(r"(?:职称)?(?:及|或)?以上(?:职称)?|优先|职称", "", text).strip(" 及、，,")
    match = book.title(plain)
    level = next((name for words, name in TITLE_LEVELS if re.search(words, plain)), "")
    if match.code:
        reader.put("title_min", match.code.code)
    elif level:
        reader.put("title_level_min", level)
    else:
        reader.warn("title_min", "title_unknown", f"“{text[:20]}”不在职称代码表中，按文字保存")
        reader.keep("职称要求", text)


def read_age(reader: RowReader) -> None:
    """40周岁以下, 25-40岁, 30岁以上; a bare number is the upper limit."""
    cell = reader.span("age_max")
    if cell is None:
        return
    text = fold(shown(cell.value))
    if found := BORN.search(text):  # 1985年以后出生
        age = sheet_year(reader.block, dt.date.today()) - int(found[1])
        reader.put("age_max" if found[2].endswith("后") else "age_min", age)
    elif found := AGE_RANGE.search(text):
        low, high = sorted((int(found[1]), int(found[2])))
        reader.put("age_min", low)
        reader.put("age_max", high)
    elif found := AGE.search(text):
        reader.put("age_min" if AT_LEAST.search(text) else "age_max", int(found[1]))
    elif not ANY.search(text):
        reader.keep("年龄要求", text)


def _pay_heading(reader: RowReader, header: str) -> str:
    """The header, with the unit the lines around the table state where it names none: a title's own 年 and 月 are dates."""
    if re.search("[元万年月]", header):
        return header
    stated = PAY_UNIT.search(f"{reader.block.title}\n{reader.block.notes}")
    return f"{header} {stated[1]}" if stated else header


def read_pay_cell(reader: RowReader) -> None:
    """万元 a year whatever the cell's unit; the cell's note is the pay note."""
    key = "salary_min_wan_year"
    cell = reader.span(key)
    if cell is None:
        return
    text = one_line(shown(cell.value))
    pay = read_pay(cell.value, _pay_heading(reader, reader.header(key)))
    if pay is None:
        reader.put("salary_text", text)
    else:
        if NO_PAY.search(text):
            reader.put("salary_text", text)
        reader.put(key, pay.low)
        reader.put("salary_max_wan_year", pay.high)
        sentences = {
            "unit_converted": "已换算为万元/年",
            "unit_guess": "单位按数值大小推断，请核对",
            "foreign_currency": "外币金额，未折算",
        }
        for code in pay.how:
            reader.warn(key, code, f"“{text}”：{sentences[code]}")
    if cell.comment:
        reader.put("salary_note", one_line(AUTHOR.sub("", cell.comment)))
