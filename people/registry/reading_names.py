"""Who the row speaks of: name, ID number, gender, birth."""

import re

from people.registry.reading_home import DEAD
from talentbase.imports.reading import shown
from talentbase.sheets.cells import Cell
from talentbase.text.dates import BadDate, PartialDate, parse_age, parse_date
from talentbase.text.folding import clean, is_traditional, one_line
from talentbase.text.ids import BadId, CitizenId, check_citizen_id, find_ids
from talentbase.text.names import HAN, split_name
from talentbase.text.surnames import COMMON

OLDEST = 120
EXACT_DIGITS = 15  # a double holds 15 digits for certain
SEVERAL = re.compile(rf"[{HAN}]{{2,4}}(?:[、，,;/]+[{HAN}]{{2,4}})+")
ORGANISATION = re.compile(
    rf"[{HAN}（）()]{{2,}}(?:出版社|杂志社|大学|学院|学校|中学|小学|公司|集团|研究院|研究所|研究中心|委员会|办公室|协会|学会|商会|合作社|医院|人民政府|村委会|党委)"
)
BORN = re.compile(r"((?:19|20)\d\d[年.\-/]?(?:\d{1,2}月?)?)出?生")  # 52（1974年生）
NAME_SENTENCES = {
    "inner_space_removed": "姓名中的空格已去掉",
    "title_in_name": "“{title}”已移出姓名",
    "latin_name": "外文姓名已分开保存",
    "surname_only": "只有姓氏或称呼，请补全姓名",
}
LETTER = re.compile(r"[^\W\d_]")
BLANKS = re.compile(r"\s+")
BOOK_TITLE = re.compile("[《》]")
ID_LABEL = re.compile(r"(?:身份证(?:件)?号?码?|公民身份号码|ID)\s*[:：]?\s*$", re.I)


def read_identity(reader) -> None:
    """The ID number of its own column, else one that stands in the remark."""
    cell = reader.cell("id_number")
    if cell is not None:
        _read_id_cell(reader, cell)
        return
    remark = reader.text("remark", lines=True)
    for number in find_ids(remark):
        if citizen := _citizen(reader, number, hold=len(number) == 18):
            reader.warn("id_number", "id_in_remark", "备注中的身份证号已移入身份证号栏")
            _take_id(reader, citizen)
            before, _, after = remark.partition(number)
            left = clean(f"{ID_LABEL.sub('', before)} {after}").strip(" ，,；;：:。")
            reader.cells["remark"] = [Cell(left)] if left else []
            return


def _read_id_cell(reader, cell: Cell) -> None:
    text = shown(cell.value)
    if isinstance(cell.value, int | float) and len(str(int(abs(cell.value)))) > EXACT_DIGITS:
        reader.fail("id_number", "precision_lost", "身份证号以数值保存，末几位已丢失，请按文本重新填写")
    elif re.fullmatch(r"\d\.?\d*E\+?\d+", text.strip(), re.I):
        reader.fail("id_number", "precision_lost", "身份证号以科学计数法保存，末几位已丢失，请按文本重新填写")
    elif citizen := _citizen(reader, text):
        _take_id(reader, citizen)


def _citizen(reader, text: str, *, hold: bool = True) -> CitizenId | None:
    try:
        return check_citizen_id(text, today=reader.today)
    except BadId as error:
        if hold:
            reader.fail("id_number", error.code, error.message)
        return None


def _take_id(reader, citizen: CitizenId) -> None:
    reader.put("id_number", citizen.number)
    reader.id_birth, reader.id_gender = citizen.birth, citizen.gender
    if citizen.from_15:
        reader.warn("id_number", "id_15_to_18", "15位旧号已换算为18位")


def read_name(reader) -> None:
    cell = reader.cell("name")
    if cell is None:
        if not any(note.field == "name" for note in reader.reading.errors):
            reader.fail("name", "missing", "姓名为空，请补填")
    else:
        _read_name_cell(reader, shown(cell.value))
    _read_gender(reader)


def _read_name_cell(reader, text: str) -> None:
    parts = split_name(text)
    if fault := _name_fault(clean(text), parts.name):
        reader.fail("name", "bad_value", fault)
        return
    reader.put("name", parts.name)
    reader.put("name_latin", parts.latin)
    reader.put("former_name", parts.former)
    for code in parts.how:
        reader.warn("name", code, NAME_SENTENCES[code].format(title=parts.title))
    if is_traditional(parts.name):
        reader.warn("name", "traditional", "含繁体字，原样保留")
    if parts.title:
        _place_title(reader, parts.title)
    if parts.note:
        _place_note(reader, parts.note)


def _name_fault(text: str, name: str) -> str:
    """A sentence where the cell names nobody, several people or an organisation."""
    if not LETTER.search(name) or BOOK_TITLE.search(name):
        return f"“{one_line(text)[:20]}”不是姓名"
    pieces = BLANKS.split(text)
    apart = len(pieces) > 2 or (len(pieces) == 2 and all(len(piece) == 3 and piece[0] in COMMON for piece in pieces))
    if SEVERAL.fullmatch(name) or (apart and all(re.fullmatch(f"[{HAN}]{{2,4}}", piece) for piece in pieces)):
        return f"“{one_line(text)}”是多个姓名，一行只能填一人，请分行填写"
    if ORGANISATION.fullmatch(name):
        return f"“{name}”是单位名称，请填写姓名"
    return ""


def _place_title(reader, words: str) -> None:
    """教授 behind a name is a title, 博士 an education, 院长 a post."""
    study = reader.book.education_and_degree(words)
    if title := reader.book.title(words).code:
        reader.name_title = title.code
    elif not study.unknown:
        reader.name_study = study
    elif words not in ("先生", "女士", "老师", "同志", "老板"):
        reader.name_position = words


def _place_note(reader, note: str) -> None:
    if gender := reader.book.find("genders", note):
        reader.put("gender", gender.code)
    elif nation := reader.book.find("nations", note if note.endswith("族") else ""):
        reader.put("nation", nation.code)
    elif DEAD.search(note):
        reader.put("status", "已故")
    else:
        reader.keep("姓名备注", note)


def _read_gender(reader) -> None:
    text = reader.text("gender")
    if text:
        gender = reader.book.find("genders", text)
        if gender is None or gender.code not in ("1", "2"):
            reader.fail("gender", "bad_value", f"性别应为男或女，现为“{text[:10]}”")
            return
        reader.values.pop("gender", None)
        reader.put("gender", gender.code)
        if reader.id_gender and reader.id_gender != gender.code:
            shown_by_id = "男" if reader.id_gender == "1" else "女"
            reader.warn(
                "gender", "gender_mismatch", f"身份证号第17位表明为{shown_by_id}，性别栏写{gender.name}", reader.id_gender
            )
    elif reader.header("gender"):
        reader.put("gender", reader.id_gender)


def read_birth(reader, year: int) -> None:
    """The birth column, else the ID number, else an age (year: the year the age was true)."""
    cell = reader.cell("birth_ym")
    if cell is not None:
        age = parse_age(cell.value) if isinstance(cell.value, str) and "岁" in cell.value else None
        if age is not None:
            _take_age(reader, age, year, "birth_ym")
        elif date := _birth_date(reader, cell):
            _take_birth(reader, date)
    elif not any(note.field == "birth_ym" for note in reader.reading.errors):
        if reader.id_birth:
            reader.put("birth_ym", f"{reader.id_birth:%Y-%m}")
        else:
            _read_age(reader, year)


def _birth_date(reader, cell: Cell) -> PartialDate | None:
    """1970.1 in 常规 format: the ID number knows whether it was January or October."""
    if reader.id_birth and isinstance(cell.value, float):
        try:
            parse_date(cell.value, cell.number_format)
        except BadDate as error:
            if f"{reader.id_birth:%Y-%m}" in error.proposals:
                reader.warn("birth_ym", "number_date", f"数值{shown(cell.value)}的月份取自身份证号")
                return PartialDate(reader.id_birth.year, reader.id_birth.month)
    return reader.date_of("birth_ym", cell.value, cell.number_format)


def _take_birth(reader, date: PartialDate) -> None:
    if date.year >= reader.today.year and date.earliest() > reader.today:
        reader.fail("birth_ym", "out_of_range", f"出生年月{date.display()}晚于今天，请核对")
    elif reader.today.year - date.year > OLDEST:
        reader.fail("birth_ym", "out_of_range", f"出生年月{date.display()}距今超过{OLDEST}年，请核对")
    else:
        reader.put("birth_ym", date.iso())


def _read_age(reader, year: int) -> None:
    cell = reader.cell("birth_year_est")
    if cell is None:
        return
    age = parse_age(cell.value)
    if age is not None:
        _take_age(reader, age, year, "birth_year_est")
        return
    born = BORN.search(cell.value) if isinstance(cell.value, str) else None
    try:
        date = parse_date(born[1] if born else cell.value, cell.number_format).date
    except BadDate:
        reader.fail("birth_year_est", "bad_value", f"“{one_line(shown(cell.value))[:10]}”不是年龄，请填写周岁数字")
        return
    _take_birth(reader, date)


def _take_age(reader, age: int, year: int, key: str) -> None:
    if 1900 < age <= year:
        reader.put("birth_ym", str(age))
    elif not 0 < age <= OLDEST:
        reader.fail(key, "out_of_range", f"年龄{age}不可能，请核对")
    else:
        reader.put("birth_year_est", year - age)
        reader.warn("birth_year_est", "age_to_year", f"年龄{age}岁，推算出生于{year - age}年")
