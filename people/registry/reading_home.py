"""Where the person comes from and how he or she stands: home, politics, nation, status."""

import re
from functools import lru_cache

from talentbase.text.dates import roughly, without_clock
from talentbase.text.folding import clean, fold, one_line

DEAD = re.compile(r"已?(?:去世|病故|逝世|过世|亡故|身故|病逝)|已故|故去")
DEAD_REMARK = re.compile(rf"(?:本人)?(?:{DEAD.pattern}).{{0,8}}")
DIGIT = re.compile(r"[\d一二三四五六七八九]")
PIECES = re.compile(r"[；;、，,\s]+")
LED_IN = re.compile(r"^[^\d(]{0,6}\(([^()]+)\)$")
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
EDGES = "·•・,，、;；-—. "
TIE = re.compile(r"[(（]([^()（）]{1,12})[)）]\s*$")
TIE_WORD = re.compile(r"配偶|妻|丈夫|夫|岳|爱人|祖籍|原籍|曾|母|父|外祖|亲属|女婿|儿媳|工作|下乡|随")
VILLAGE = re.compile(r"(?:村|庄|街|社区|屯|寨|堡|营|口|集|店|楼)$")
TOWN_HEADER = re.compile(r"乡|镇|街道")
VILLAGE_HEADER = re.compile(r"(?<![乡镇])(?:村|庄|社区)")
NATIVE = re.compile(r"(?<=[村庄镇乡县市区省屯寨])人$")
ANCESTRAL = re.compile(r"^(?:祖籍|原籍|老家)(?:[:：是]|在)?")
HIGHER_PLACE = re.compile(r"[省市县区镇乡]")


def read_home(reader) -> None:
    """河南省濮阳市南乐县 cut off, the town's name completed, a village alone completed by the town of the sheet."""
    texts = reader.texts("hometown")
    if not texts:
        reader.cell("hometown")
        return
    text = texts[0] if len(texts) == 1 else _town_and_village(reader, texts) or _joined(reader, list(dict.fromkeys(texts)))
    if (found := TIE.search(text)) and TIE_WORD.search(found[1]):
        reader.put("tie_kind", found[1])
        reader.warn("hometown", "tie_in_hometown", f"籍贯栏写“（{found[1]}）”，已移入与本县关系")
        text = text[: found.start()]
    if (found := ANCESTRAL.match(text)) and len(text) > found.end():
        reader.put("tie_kind", "" if found[0].startswith("老家") else found[0][:2])
        text = text[found.end() :]
    text = NATIVE.sub("", reader.book.home_village(text).strip(EDGES))
    if town := _sheet_town(reader, text):
        text = town + text
        reader.warn("hometown", "from_sheet_name", f"乡镇取自表头：{town}")
    if gone := reader.book.retired_in("towns", text):
        reader.warn("hometown", "code_mapped", f"“{gone.name}”在代码表中已停用，籍贯乡镇留空，请改写为现在的乡镇")
    reader.put("hometown", text)


def _town_and_village(reader, texts: list[str]) -> str:
    """乡镇｜村 in two columns: the village of 杨村乡 may be called 杨村 as well."""
    if len(texts) != 2:
        return ""
    headers = [column.header for column in reader.block.columns if column.key == "hometown"]
    if len(headers) != 2 or not TOWN_HEADER.search(headers[0]) or not VILLAGE_HEADER.search(headers[1]):
        return ""
    town = reader.book.town(texts[0])
    if town is None or reader.book.home_village(texts[0]) != town.name or re.search("[乡镇]", texts[1]):
        return ""
    return town.name + fold(texts[1])


def _joined(reader, texts: list[str]) -> str:
    town_first = sorted(texts, key=lambda text: reader.book.town(text) is None)
    return "".join(dict.fromkeys(fold_pieces(reader, town_first)))


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
        if politics is None and text in ("是", "√") and "党员" in reader.header("politics"):
            politics = reader.book.get("politics", "01")
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
        if (cell := reader.cell(key)) and (date := reader.date_of(key, _roughly(cell.value), cell.number_format)):
            reader.put(key, date.iso())


def _roughly(value):
    """A side date need not be exact: 2023年底 is a year. 预备（2025.6） is its date."""
    return roughly(LED_IN.sub(r"\1", fold(value))) if isinstance(value, str) else value


def _read_party_date(reader) -> None:
    """`1993.06；九三` is a date and a party, `民建` only a party."""
    cell = reader.cell("party_date")
    if cell is None:
        return
    pieces = PIECES.split(without_clock(clean(cell.value))) if isinstance(cell.value, str) else [cell.value]
    for piece in pieces:
        if isinstance(piece, str) and not DIGIT.search(fold(piece).replace("九三", "")):
            reader.warn("party_date", "party_text", f"入党时间栏写“{piece}”，不是日期")
            party = reader.book.find("politics", piece)
            if party and not reader.filled("politics"):
                reader.put("politics", party.code)
            else:
                reader.keep("入党时间", piece)
        elif date := reader.date_of("party_date", _roughly(piece), cell.number_format):
            reader.put("party_date", date.iso())


def read_status(reader) -> None:
    """The column, else the remark (已去世), else a fill colour the notes explain."""
    text = reader.text("status")
    if not text:
        text = remark if (remark := reader.values.get("remark", "")) and DEAD_REMARK.fullmatch(remark) else ""
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
