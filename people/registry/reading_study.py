"""Education, degree, school and major, in whatever mixture the sheet has them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from talentbase.text.folding import fold

SCHOOL_END = (
    r"大学|学院|学校|党校|干校|研究院|研究所|科学院|社科院|工程院|中学|小学|师范(?!大学|学院|学校|高等|专科)|卫校|农校|技校|职专|职高|高中|一中|二中|三中|实验班|"
    r"University|College|Institute|School"
)
ACADEMY = r"中国(?:农业|社会|医学)?科学院.{0,12}?(?:大学|研究所|研究院|研究生院)"
CAMPUS = r"(?:[（(](?:华东|北京|武汉|威海|珠海|深圳|保定|徐州|苏州|青岛)[)）])?"
SCHOOL = re.compile(rf"({ACADEMY}|.*?(?:{SCHOOL_END}){CAMPUS})")
ONLY_SCHOOL = re.compile(r"(?:大学|学院|学校|研究院|研究所|科学院|中学|University|College|Institute)", re.I)
DEPARTMENT = re.compile(r"(.{1,16}?(?:学院|学部|书院|研究院|研究所|分校|分院|系(?!统)))")
BRACKETED = re.compile(r"[（(]([^（()）]*(?:大学|学院|学校|研究院)[^（()）]*)[)）]")
GRADUATED = re.compile(
    r"^(?:\d{2,4}[.年/-]?\d{0,2}月?(?:[-~至到]+\d{2,4}[.年/-]?\d{0,2}月?)?)?(?:本科|大专|硕士|博士)?(?:毕业于|就读于|毕业院校[:：]?)?"
)
SEPARATOR = re.compile(r"[\s/、，,;；|]+")
MAJOR_NOISE = re.compile(r"^(?:专业|系)[:：]?|(?:专业|毕业|方向)$")


STUDY = ("education", "degree", "school", "dept", "major")


@dataclass(frozen=True, slots=True)
class SchoolReading:
    school: str = ""
    dept: str = ""
    major: str = ""


@lru_cache(maxsize=5_000)
def split_school(text: str) -> SchoolReading:
    """郑州大学 法学 · 中国农业大学食品科学与工程学院 · 2003年毕业于河南大学化学系 · 法学（郑州大学）."""
    text = BRACKETED.sub(r" \1 ", GRADUATED.sub("", text.strip()))
    pieces = [piece for piece in SEPARATOR.split(text) if piece]
    if len(pieces) > 1 and re.fullmatch(r"[A-Za-z.'&-]+", "".join(pieces)):
        return SchoolReading(" ".join(pieces))
    found = next((index for index, piece in enumerate(pieces) if ONLY_SCHOOL.search(piece) or SCHOOL.match(piece)), None)
    if found is None:
        return SchoolReading(text)
    match = SCHOOL.match(pieces[found])
    school = match[1]
    others = [pieces[found][match.end() :], *pieces[:found], *pieces[found + 1 :]]
    dept, majors = "", []
    for other in others:
        inner = other.strip("（）()系·-—:： ") if not other.endswith("系") else other.strip("（）()·-—:： ")
        if not inner:
            continue
        if not dept and (department := DEPARTMENT.match(inner)):
            dept, inner = department[1], inner[department.end() :].strip("（）()·-—:： ")
        if inner := MAJOR_NOISE.sub("", inner):
            majors.append(inner)
    return SchoolReading(school, dept, "、".join(majors))


def read_study(reader) -> None:
    best, rest = _education(reader)
    _degree(reader)
    if reader.name_study and not reader.filled("education"):
        _take(reader, reader.name_study)
    _school(reader, best, rest)
    reader.put("dept", reader.text("dept"))
    if major := MAJOR_NOISE.sub("", reader.text("major")):
        reader.values.pop("major", None)
        reader.put("major", major)


def _education(reader) -> tuple[int, list[str]]:
    """Takes the highest of all education columns (全日制, 在职). Answers (its index, words that are no education)."""
    texts = reader.texts("education")
    if not texts:
        reader.cell("education")
        return 0, []
    studies = [reader.book.education_and_degree(text) for text in texts]
    rank = [study_rank(reader.book, {"education": study.education, "degree": study.degree}) for study in studies]
    best = rank.index(max(rank))
    for study, text in zip(studies, texts, strict=True):
        if study.unknown and not any(ONLY_SCHOOL.search(word) for word in study.rest):
            reader.warn("education", "not_education_level", f"“{text[:20]}”不是学历，未读入")
            reader.keep("学历", text)
    _take(reader, studies[best])
    for study in studies:
        if study.degree and "degree" not in reader.values:
            reader.put("degree", study.degree)
    return best, [word for word in studies[best].rest if not studies[best].unknown or ONLY_SCHOOL.search(word)]


def study_rank(book, study: dict[str, str]) -> tuple[int, int]:
    """Orders values of the import schema: the higher education first, then the degree."""
    education = book.get("education", study.get("education", ""))
    degree = book.get("degrees", study.get("degree", ""))
    return (education.rank if education else -1, degree.rank if degree else -1)


def study_words(book, study: dict[str, str]) -> str:
    """本科 学士 郑州大学法学."""
    codes = (book.name("education", study.get("education", "")), book.name("degrees", study.get("degree", "")))
    return " ".join(filter(None, (*codes, "".join(study.get(key, "") for key in ("school", "dept", "major")))))


def _take(reader, study) -> None:
    reader.put("education", study.education)
    reader.put("degree", study.degree)
    reader.put("programs", list(study.programs))
    reader.put("status", study.status)
    if study.how:
        reader.warn("education", "not_education_level", "博士后不是学历，按博士研究生读取，并记入人才称号")


def _degree(reader) -> None:
    """The degree's own column counts before what the education column hints at."""
    best = None
    for text in reader.texts("degree"):
        study = reader.book.education_and_degree(text)
        degree = reader.book.get("degrees", study.degree)
        if degree is None:
            if exact := reader.book.find("degrees", text):
                degree = exact
            else:
                reader.warn("degree", "empty_field", f"“{text[:20]}”不在学位代码表中，未读入")
                reader.keep("学位", text)
                continue
        if best is None or degree.rank > best.rank:
            best = degree
    if best:
        stated = reader.values.pop("degree", "")
        more_exact = stated[:1] == best.code and len(stated) > 1
        reader.put("degree", stated if more_exact else best.code)
        if "education" not in reader.values and not reader.header("education") and best.code[0] in "23":
            reader.put("education", "11")
    elif reader.header("degree"):
        reader.cell("degree")


def _school(reader, best: int, rest: list[str]) -> None:
    """The school column that stands beside the highest education; else what the education cell says besides."""
    texts = reader.texts("school")
    words = texts[best] if best < len(texts) and len(texts) > 1 else texts[0] if texts else " ".join(rest)
    if not words:
        reader.cell("school")
        return
    left = [word for word in rest if texts and not any(word in text for text in texts)]
    if left:
        reader.keep("学历", " ".join(left))
        reader.warn("education", "not_education_level", f"“{' '.join(left)[:20]}”未读入学历，原样保留")
    found = split_school(words)
    if not texts and not ONLY_SCHOOL.search(fold(found.school)):
        reader.put("major", words)
        return
    reader.put("school", found.school)
    reader.put("dept", found.dept)
    if not reader.filled("major"):
        reader.put("major", found.major)
