"""干部任免审批表 as the cadre form editor saves it: .lrmx, an XML file of one person.

The sheet made of it has the form's labels in row 1 and the answers in row 2; behind an empty column stands what is only
kept under its label. Members of the family, health and who filled in the form are not taken over: nobody needs them here.
"""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from talentbase.sheets import limits
from talentbase.sheets.cells import Cell, Refused, Sheet, Workbook
from talentbase.sheets.portrait import reencode
from talentbase.sheets.values import tidy_text
from talentbase.text.folding import ZERO_WIDTH, fold
from talentbase.text.names import HAN

if TYPE_CHECKING:  # the guard parses with this module
    from talentbase.sheets.guard import Inspection

Elements = dict[str, str]  # {element below Person: its text}

SAVE_AGAIN = "请用干部任免审批表编辑器重新保存为lrmx文件再上传。"
DEEPEST = 20  # a real file has four levels
LONGEST = 32_767  # characters of one answer: as many as a cell of a workbook holds
LONGEST_UNKNOWN = 2_000  # characters; more than that in an unknown element is a picture or a signature
BREAK = re.compile(r"<\s?/?\s?br\s{0,3}/?\s?>", re.I)
DECLARED_GB = re.compile(rb"""^\s*<\?xml[^>]{0,80}encoding\s*=\s*["']gb""", re.I)
BOUNDARY = "\0"  # no XML text can hold it

FAMILY = "JiaTingChengYuan"
PHOTO = "ZhaoPian"
PLAIN = {
    "XingBie": "性别",
    "ChuShengNianYue": "出生年月",
    "MinZu": "民族",
    "JiGuan": "籍贯",
    "RuDangShiJian": "入党时间",
    "ZhengZhiMianMao": "政治面貌",
    "CanJiaGongZuoShiJian": "参加工作时间",
    "ZhuanYeJiShuZhiWu": "专业技术职务",
    "ShuXiZhuanYeYouHeZhuanChang": "熟悉专业有何专长",
    "JianLi": "简历",
    "ShenFenZheng": "身份证号",
}
KEPT = {
    "ChuShengDi": "出生地",
    "NiRenZhiWu": "拟任职务",
    "NiMianZhiWu": "拟免职务",
    "JiangChengQingKuang": "奖惩情况",
    "NianDuKaoHeJieGuo": "年度考核结果",
    "RenMianLiYou": "任免理由",
    "ChengBaoDanWei": "呈报单位",
    "TianBiaoShiJian": "填表时间",
    "GaiGeQianRenZhiNianLingJieXian": "改革前任职年龄界限类别",
    "DaoLingNianYue": "到龄年月",
}
LEVELS = {"QuanRiZhiJiaoYu": "全日制", "ZaiZhiJiaoYu": "在职"}
STUDY = ("_XueLi", "_XueWei", "_XueLi_BiYeYuanXiaoXi", "_XueWei_BiYeYuanXiaoXi")
LEFT_OUT = {FAMILY, PHOTO, "JianKangZhuangKuang", "JiSuanNianLingShiJian", "TianBiaoRen", "Version"}
READ = PLAIN.keys() | KEPT.keys() | {"XingMing", "XianRenZhiWu"} | {key + part for key in LEVELS for part in STUDY}

NOTHING = re.compile(r"(?:暂?无|没有|[-—/]+)[。.]?")
SEVERAL_POSTS = re.compile(r"[、，,；;\n]|兼")
PENALTY = re.compile(r"处分|警告|记过|降级|撤职|开除|免职|诫勉|察看|处罚|通报批评|检讨|责令|问责|违纪|违法")
LINE_ENDS = re.compile(r"(?:大学|[学书分]院|研究生院|[学党分]校|(?<![关体])系|学部|班|研究[所院]|专业)$")
SCHOOL = re.compile(r"大学|学院|[学党干]校|科学院")
OTHER_SCHOOL = re.compile(rf"[{HAN}]{{2,}}(?:大学|党校|科学院)")


def read_lrmx(path: str | Path, name: str, inspection: "Inspection") -> Workbook:
    """One sheet named like the file, from the elements the guard has read. Raises Refused where the form is blank."""
    elements = inspection.elements
    unknown = {tag: text for tag, text in elements.items() if tag not in READ | LEFT_OUT}
    kept = dict(_kept(elements, unknown))
    answers = [("姓名", _name(elements)), *_answers(elements)]
    if not any(text for _, text in answers) and not kept:
        raise Refused("empty", "干部任免审批表是空白的，请填写后再上传。")
    sheet = Sheet(name=Path(name).stem, rows={1: {}, 2: {}})
    _lay(sheet, answers, 1)
    _lay(sheet, kept.items(), len(answers) + 2)
    workbook = Workbook(name=name, form="lrmx", sheets=[sheet], warnings=list(inspection.warnings))
    if long := [tag for tag, text in unknown.items() if len(text) > LONGEST_UNKNOWN]:
        workbook.warnings.append(f"文件中的附加项“{'、'.join(long)[:60]}”内容过长，未读入。")
    return workbook


def _lay(sheet: Sheet, pairs, column: int) -> None:
    for at, (label, text) in enumerate(pairs, column):
        sheet.rows[1][at] = Cell(label)
        if text:
            sheet.rows[2][at] = Cell(text)


def _name(elements: Elements) -> str:
    """Two characters are set with a blank between them on the form: 李　红."""
    text = elements.get("XingMing", "").translate(ZERO_WIDTH)
    return re.sub(rf"(?<=[{HAN}])\s+(?=[{HAN}])", "", text).strip()


def _answers(elements: Elements) -> Iterator[tuple[str, str]]:
    for tag, label in PLAIN.items():
        if text := elements.get(tag):
            yield label, text
    for key, word in LEVELS.items():
        education, degree, *places = (elements.get(key + part, "") for part in STUDY)
        for label, text in (("学历", education), ("学位", degree), ("毕业院校及专业", _school(*places))):
            if text:
                yield word + label, text
    if post := elements.get("XianRenZhiWu"):
        # one post divides into unit and post as on any sheet; to divide several would be a guess, they stay whole
        yield "现任职务" if SEVERAL_POSTS.search(post) else "工作单位及职务", post
    if praise := _praise(elements.get("JiangChengQingKuang", "")):
        yield "所获荣誉", praise


def _school(first: str, second: str) -> str:
    """Two lines of the form: school and subject, or one text that breaks off where the first line was full."""
    if not second or second.startswith(first):
        return second or first
    if SCHOOL.search(first) and OTHER_SCHOOL.match(second):
        return first  # the degree is of another school, which stands among the words kept
    glue = "" if re.search(rf"[{HAN}]$", first) and not LINE_ENDS.search(first) else " "
    return first + glue + second


def _praise(text: str) -> str:
    """The sentences of 奖惩情况 that tell of no penalty."""
    sentences = re.split(r"(?<=[。；;\n])", text)
    return "".join(part for part in sentences if not PENALTY.search(part)).strip() if not NOTHING.fullmatch(text) else ""


def _kept(elements: Elements, unknown: Elements) -> Iterator[tuple[str, str]]:
    for key, word in LEVELS.items():  # as written: a record has room for the higher one only
        texts = [text for part in STUDY if (text := elements.get(key + part)) and not NOTHING.fullmatch(text)]
        if texts:
            yield f"{word}教育", "；".join(dict.fromkeys(texts))
    for tag, label in KEPT.items():
        text = elements.get(tag, "")
        if text and not NOTHING.fullmatch(text):
            yield label, _day(text) if tag == "TianBiaoShiJian" else text
    if photo := photo_words(elements.get(PHOTO, "")):
        yield "照片", photo
    for tag, text in unknown.items():
        if len(text) <= LONGEST_UNKNOWN:
            yield tag, text


def _day(text: str) -> str:
    return re.sub(r"^(\d{4})(\d\d)(\d\d)?$", lambda found: "-".join(filter(None, found.groups())), fold(text))


def photo_words(text: str) -> str:
    """What the row says of the picture. "" where there is none."""
    try:
        picture = picture_of(text)
        if picture:
            reencode(picture)
    except (ValueError, OSError):  # what base64 and the picture's reader raise
        return "照片无法读取，未导入"
    return "随资料一并保存" if picture else ""


def picture_of(text: str) -> bytes:
    """The bytes of ZhaoPian, with or without the head that browsers write. Raises ValueError where they are cut."""
    return base64.b64decode(re.sub(r"^data:[^,]{0,60},", "", text.strip()))


# --- the XML -------------------------------------------------------------------------------------------------------------


def read_elements(data: bytes) -> Elements:
    """The texts of the elements below <Person>, in any order, blank ones left out, nested ones joined by ；.

    Raises Refused: no XML of one person, damaged, or with a DTD (whatever its encoding; entities cannot be declared without).
    """
    reader = _PersonReader()
    try:
        reader.parser.Parse(BREAK.sub("\n", _decode(data)).lstrip().encode(), True)
    except (expat.ExpatError, ValueError) as error:
        raise Refused("unreadable", f"文件已损坏或不完整，{SAVE_AGAIN}") from error
    texts = {tag: _tidy("".join(parts)) for tag, parts in reader.parts.items()}
    if any(len(texts.get(tag, "")) > LONGEST for tag in READ):
        raise Refused("unreadable", f"表中有一栏超过{LONGEST}个字，请删减后重新保存为lrmx文件再上传。")
    return {tag: text for tag, text in texts.items() if text}


def _decode(data: bytes) -> str:
    """By its marks, not by what it declares: `encoding="utf-16"` in front of UTF-8 is common."""
    zeros = data[:2000].count(0)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif zeros > len(data[:2000]) // 10:
        encoding = "utf-16-le" if data[1:2000:2].count(0) > zeros // 2 else "utf-16-be"
    else:
        encoding = "gb18030" if DECLARED_GB.match(data) else "utf-8-sig"
    return data.decode(encoding)


def _tidy(text: str) -> str:
    pieces = (tidy_text(BREAK.sub("\n", piece)) for piece in text.split(BOUNDARY))
    return "；".join(dict.fromkeys(piece.strip() for piece in pieces if piece))


class _PersonReader:
    """parts: {tag: pieces of text} of the elements right below the root; of the family nothing is kept."""

    def __init__(self):
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartDoctypeDeclHandler = self.parser.EntityDeclHandler = self.refuse_doctype
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.buffer_text = True
        self.parts: dict[str, list[str]] = {}
        self.depth = 0
        self.current: list[str] | None = None

    @staticmethod
    def refuse_doctype(*_):
        raise Refused("unreadable", f"文件中含有不允许的XML声明（DTD），可能有害，{SAVE_AGAIN}")

    def start(self, tag: str, _) -> None:
        self.depth += 1
        tag = tag.rpartition(":")[2]
        if self.depth == 1 and tag != "Person":
            raise Refused("unreadable", "文件内容是XML，不是工作表，请上传xlsx、xls、et、csv或lrmx文件。")
        if self.depth == 2:
            self.current = None if tag == FAMILY else self.parts.setdefault(tag, [])
        if self.depth > DEEPEST or len(self.parts) > limits.COLUMNS // 2:
            raise Refused("unreadable", f"文件内部结构异常，不像干部任免审批表，{SAVE_AGAIN}")
        if self.current is not None:
            self.current.append(BOUNDARY)

    def end(self, _) -> None:
        self.depth -= 1
        if self.depth == 1:
            self.current = None
        elif self.current is not None:
            self.current.append(BOUNDARY)

    def text(self, text: str) -> None:
        if self.current is not None:
            self.current.append(text)
