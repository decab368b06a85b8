"""Who the row speaks of: name, ID number, gender, birth, home, politics, status."""

import re
from functools import lru_cache

from talentbase.imports.reading import shown
from talentbase.sheets.cells import Cell
from talentbase.text.dates import BadDate, PartialDate, parse_age, parse_date
from talentbase.text.folding import clean, fold, is_traditional, one_line
from talentbase.text.ids import BadId, CitizenId, check_citizen_id, find_ids
from talentbase.text.names import split_name

OLDEST = 120
EXACT_DIGITS = 15  # a double holds 15 digits for certain
ID_LABEL = re.compile(r"(?:身份证(?:件)?号?码?|公民身份号码|ID)\s*[:：]?\s*$", re.I)
DEAD = re.compile(r"已?(?:去世|病故|逝世|过世|亡故|身故|病逝)|已故|故去")
STATUS_WORDS = (
    (DEAD, "已故"),
    (re.compile(r"离?退休|退居|离休"), "退休"),
    (re.compile(r"失联|联系不上|失去联系"), "失联"),
    (re.compile(r"在读|上学|求学"), "在读"),
    (re.compile(r"离职|辞职|停职|待业|失业"), "离职"),
    (re.compile(r"在职|在岗|上班|任职|现职|正常"), "在职"),
)
COLOURS = {"红": (330, 25), "橙": (25, 45), "黄": (45, 70), "绿": (70, 170), "蓝": (170, 260), "紫": (260, 330)}
COLOUR_NOTE = re.compile(r"([红橙黄绿蓝紫灰])(?:颜?色|底)?")
TIE = re.compile(r"[(（]([^()（）]{1,12})[)）]\s*$")
TIE_WORD = re.compile(r"配偶|妻|丈夫|夫|岳|爱人|祖籍|原籍|曾|母|父|外祖|亲属|女婿|儿媳|工作|下乡|随")
VILLAGE = re.compile(r"(?:村|庄|街|社区|屯|寨|堡|营|口|集|店|楼)$")
HIGHER_PLACE = re.compile(r"[省市县区镇乡]")


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
    if not re.search(r"[^\W\d_]", parts.name):
        reader.fail("name", "bad_value", f"“{one_line(text)[:20]}”不是姓名")
        return
    reader.put("name", parts.name)
    reader.put("name_latin", parts.latin)
    reader.put("former_name", parts.former)
    sentences = {
        "inner_space_removed": "姓名中的空格已去掉",
        "title_in_name": f"“{parts.title}”已移出姓名",
        "latin_name": "外文姓名已分开保存",
        "surname_only": "只有姓氏或称呼，请补全姓名",
    }
    for code in parts.how:
        reader.warn("name", code, sentences[code])
    if is_traditional(parts.name):
        reader.warn("name", "traditional", "含繁体字，原样保留")
    if parts.title:
        _place_title(reader, parts.title)
    if parts.note:
        _place_note(reader, parts.note)


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
    if date.earliest() > reader.today:
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
    try:
        date = parse_date(cell.value, cell.number_format).date
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


def read_home(reader) -> None:
    """河南省濮阳市南乐县 cut off, the town's name completed, a village alone completed by the town of the sheet."""
    texts = list(dict.fromkeys(reader.texts("hometown")))
    if not texts:
        reader.cell("hometown")
        return
    town_first = sorted(texts, key=lambda text: reader.book.town(text) is None)
    text = "".join(dict.fromkeys(fold_pieces(reader, town_first)))
    if found := TIE.search(text):
        if TIE_WORD.search(found[1]):
            reader.put("tie_kind", found[1])
            reader.warn("hometown", "tie_in_hometown", f"籍贯栏写“（{found[1]}）”，已移入与本县关系")
            text = text[: found.start()]
    text = reader.book.home_village(text)
    if town := _sheet_town(reader, text):
        text = town + text
        reader.warn("hometown", "from_sheet_name", f"乡镇取自表头：{town}")
    reader.put("hometown", text)


def fold_pieces(reader, texts: list[str]) -> list[str]:
    """元村镇 + 元村镇古念村 says the town once."""
    pieces = [reader.book.home_village(text) if len(texts) > 1 else one_line(text) for text in texts]
    return [piece for piece in pieces if not any(piece != other and other.startswith(piece) for other in pieces)]


def _sheet_town(reader, text: str) -> str:
    """The town of the sheet, for a village without one; never for a place that names a county or city itself."""
    if reader.book.town(text) or HIGHER_PLACE.search(text) or not VILLAGE.search(text):
        return ""
    if not re.search(r"村|籍贯|老家", reader.header("hometown")) or reader.book.location(text):
        return ""
    for words in (reader.block.meta.get("town", ""), *re.split(r"[（）()：:\s]+", reader.block.title), reader.block.sheet):
        if words and (town := reader.book.town(words)):
            return town.name
    return ""


def read_politics(reader) -> None:
    if text := reader.text("politics"):
        politics = reader.book.find("politics", text) or reader.book.find("politics", re.sub(r"[（(].*", "", text))
        if politics is None and text in ("是", "√"):
            politics = reader.book.get("politics", "01") if "党员" in reader.header("politics") else None
        if politics:
            reader.put("politics", politics.code)
        elif not (text == "否" and "党员" in reader.header("politics")):
            reader.warn("politics", "empty_field", f"“{text}”不在政治面貌代码表中，未读入")
            reader.keep("政治面貌", text)
    if text := reader.text("nation"):
        nation = reader.book.find("nations", text)
        if nation:
            reader.put("nation", nation.code)
        else:
            reader.warn("nation", "empty_field", f"“{text}”不在民族代码表中，未读入")
            reader.keep("民族", text)
    _read_party_date(reader)
    for key in ("work_since", "title_since", "post_since", "grad_date"):
        if date := reader.date(key):
            reader.put(key, date.iso())


def _read_party_date(reader) -> None:
    """`1993.06；九三` is a date and a party, `民建` only a party."""
    cell = reader.cell("party_date")
    if cell is None:
        return
    pieces = re.split(r"[；;、，,\s]+", clean(cell.value)) if isinstance(cell.value, str) else [cell.value]
    for piece in pieces:
        if isinstance(piece, str) and not re.search(r"[\d一二三四五六七八九]", re.sub("九三", "", fold(piece))):
            reader.warn("party_date", "party_text", f"入党时间栏写“{piece}”，不是日期")
            party = reader.book.find("politics", piece)
            if party and not reader.filled("politics"):
                reader.put("politics", party.code)
            else:
                reader.keep("入党时间", piece)
        elif date := reader.date_of("party_date", piece, cell.number_format):
            reader.put("party_date", date.iso())


def read_status(reader) -> None:
    """The column, else the remark (已去世), else a fill colour the notes explain."""
    text = reader.text("status")
    if not text:
        text = (
            remark
            if (remark := reader.values.get("remark", "")) and re.fullmatch(rf"(?:本人)?(?:{DEAD.pattern}).{{0,8}}", remark)
            else ""
        )
    for pattern, status in STATUS_WORDS:
        if text and pattern.search(text):
            reader.values.pop("status", None)
            reader.put("status", status)
            return
    if text:
        reader.keep("状态", text)
    _read_fill(reader)


def _read_fill(reader) -> None:
    meanings = fill_meanings(f"{reader.block.notes}\n{reader.block.title}")
    if not meanings:
        return
    for cells in reader.cells.values():
        for cell in cells:
            if cell.fill and (status := meanings.get(colour_of(cell.fill))):
                reader.values.pop("status", None)
                reader.put("status", status)
                reader.warn("status", "fill_meaning", f"按表下说明，底色表示{status}")
                return


@lru_cache(maxsize=256)
def fill_meanings(notes: str) -> dict[str, str]:
    """标红人员已去世 -> {"红": "已故"}; colours that mean nothing about the status are left out."""
    meanings = {}
    for sentence in re.split(r"[。；;\n，,]", notes):
        colour = COLOUR_NOTE.search(sentence)
        status = next((status for pattern, status in STATUS_WORDS[:3] if pattern.search(sentence)), None)
        if colour and status and re.search(r"标|色|底", sentence):
            meanings[colour[1]] = status
    return meanings


def colour_of(fill: str) -> str:
    """RRGGBB -> the Chinese name of its hue, 灰 where it has none, "" for white and black."""
    try:
        red, green, blue = (int(fill[-6:][start : start + 2], 16) for start in (0, 2, 4))
    except ValueError:
        return ""
    high, low = max(red, green, blue), min(red, green, blue)
    if high - low < 24:
        return "灰" if 60 < high < 245 else ""
    if high == red:
        hue = 60 * (green - blue) / (high - low) % 360
    elif high == green:
        hue = 60 * (blue - red) / (high - low) + 120
    else:
        hue = 60 * (red - green) / (high - low) + 240
    return next(
        (name for name, (start, end) in COLOURS.items() if start <= hue < end or start > end and (hue >= start or hue < end)),
        "",
    )
