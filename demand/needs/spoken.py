"""A need as somebody says it on the phone -> its conditions: 要个搞聚乳酸改性的博士，柔性的也行，45岁以下.

What is said with 必须, 至少, 以上 is hard, everything else a wish. Whatever is not understood stays in the text, which the
engine reads anyway.
"""

import re
from dataclasses import dataclass
from functools import cache

from demand.needs.models import Need
from demand.needs.reading import NOT_URGENT, URGENT
from talentbase.codes.book import current_book
from talentbase.text.folding import fold

LONGEST, LONGEST_TITLE = 2000, 60
DEGREES = (
    (Need.Degree.DOCTOR, r"博士"),
    (Need.Degree.MASTER, r"硕士|研究生|硕博"),
    (Need.Degree.BACHELOR, r"本科|学士"),
    (Need.Degree.COLLEGE, r"大专|专科|高职"),
    (Need.Degree.VOCATIONAL, r"中专|高中|技校"),
)
TITLES = (
    (Need.TitleLevel.SENIOR, r"正高|教授级|(?<!副)教授|(?<!副)研究员|(?<!副)主任医师|首席"),
    (Need.TitleLevel.VICE_SENIOR, r"副高|高级职称|副教授|副研究员|副主任医师|高级(?:工程|农艺|经济|会计)师|高工"),
    (Need.TitleLevel.MIDDLE, r"中级|(?<!高级)(?<!助理)工程师|讲师|主治医师"),
)
MODES = (
    ("全职", r"全职|坐班|常驻|长期在"),
    ("柔性引进", r"柔性|周末|候鸟|不用坐班|不坐班|远程|每(?:个?月|周)来"),
    ("兼职", r"兼职|顾问|挂名指导"),
    ("项目合作", r"项目合作|合作开发|联合攻关|技术攻关|攻关"),
)
MUST = r"必须|须|一定要|至少|不低于|起码|硬性|以上"
NOT = re.compile(r"不(?:要求|限|看)|无所谓")
AGE = re.compile(
    r"(?:不超过|不大于|小于)?(?<!\d)(\d{2})(?!\d)(?:周?岁)?(?:以下|以内|之内|左右|往下)|(?:不超过|不大于|小于)(\d{2})(?!\d)(?:周?岁)?"
)
HEADS = re.compile(r"(?<!\d)(\d{1,3}|(?<![第十一二三四五六七八九])[一两二三四五六七八九十])(?:名|位|个人)")
PAY = re.compile(r"年薪[^，,。；;\n\d]{0,4}(\d{1,4}(?:\.\d+)?)(?:万?[-~—–到至](\d{1,4}(?:\.\d+)?))?万")
LOOSE_PAY = re.compile(  # no figure to compare with: kept in words
    r"年薪[^，,。；;\s\d]{0,4}\d[\d.万\-~—–到至]*元?(?:左右|上下)|年薪(?:大?约|大概)[^，,。；;\s]*|(?:待遇|薪资|薪酬|工资|年薪)[^，,。；;\s]{0,2}面[谈议]"
)
HURRY = re.compile(r"得(?:很|比较|特别)?急(?![诊救性])|急着|着急")
NO_HURRY = re.compile(r"不(?:是|太|很|用|要|算|怎么){0,2}着?急(?![诊救性])")
MAJOR = re.compile(r"([\u4e00-\u9fff]{2,8}?)(?:等)?(?:相关)?专业")
AROUND = re.compile(  # pay, how often, whose people: conditions, not the matter
    r"(?:年薪|月薪|工资|薪酬|待遇)[^，,。；;\n]*|每(?:个?月|周|年|季度?)[^，,。；;\n]{0,8}|[^，,。；;\n]{0,4}本地人?|或者?|老乡|县医院|三甲"
)
NUMBERS = {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2}
CALLER = re.compile(r"^[^，,。；;：:\n]{0,40}(?:来电|来信|来访|来人|打电话|发微信|反映|说|讲|称)(?:说|称|讲)?[，,：:\s]*")
FILLER = re.compile(  # what one says around the matter, anywhere
    r"不(?:是|太|很|用|要|算|怎么){0,2}着?急(?![诊救性])|[要用催来等]?得(?:很|比较|特别)?急(?![诊救性])|急着|着急|你好|您好|我们|咱们?|这边|厂里|公司里|现在|目前|打算|准备|想要?找?|急?需要?|急?缺|急招|急用|要求|需求|求购?|要?找|招聘?|引进|请|帮忙?|给|一下|"
    r"(?:\d{1,3}|[一两二三四五六七八九十几])(?:个人?|位|名)|要个|有个|个|懂得?|会做?|搞|做|能够?|最好|优先|也行|也可以?|都行|就行|尽量|的话|"
    r"方面|相关|以上|以下|以内|左右|及|必须|至少|起码|不限|不要求|年龄|学历|职称|岁|人才|人选|解决|问题|吗|呢|吧|的|是|要|\d{2}"
)


@dataclass(frozen=True)
class Spoken:
    """title, description: for the form of a need. The rest as its fields are named; None, "" or () where nothing was said.

    matter: the text without what one says around it and without the conditions, for the engine to look for.
    """

    title: str
    description: str
    matter: str
    degree_min: int | None = None
    degree_is_hard: bool = False
    title_level_min: str = ""
    title_is_hard: bool = False
    age_max: int | None = None
    age_is_hard: bool = False
    headcount: int | None = None
    modes: tuple[str, ...] = ()
    is_urgent: bool = False
    salary_min_wan: str = ""
    salary_max_wan: str = ""
    salary_text: str = ""
    majors: tuple[str, ...] = ()


def read_spoken(text: str) -> Spoken:
    """text: as pasted, at most LONGEST characters count."""
    text = text.replace("\0", "").strip()[:LONGEST]
    said = fold(text)
    degree, degree_is_hard = _lowest(DEGREES, said)
    level, level_is_hard = _lowest(TITLES, said)
    age, age_is_hard = _age(said)
    loose = LOOSE_PAY.search(said)
    pay = PAY.search(said)
    pay = None if pay and loose and loose.start() <= pay.start() < loose.end() else pay
    return Spoken(
        title=_title(text),
        description=text,
        matter=_matter(text),
        degree_min=degree,
        degree_is_hard=degree_is_hard,
        title_level_min=level or "",
        title_is_hard=level_is_hard,
        age_max=age,
        age_is_hard=age_is_hard,
        headcount=_headcount(said),
        modes=tuple(name for name, words in MODES if re.search(words, said)),
        is_urgent=bool(URGENT.search(said) or HURRY.search(said)) and not (NOT_URGENT.search(said) or NO_HURRY.search(said)),
        salary_min_wan=pay[1] if pay else "",
        salary_max_wan=(pay[2] or "") if pay else "",
        salary_text=loose[0] if loose else "",
        majors=tuple(dict.fromkeys(FILLER.sub("", found) for found in MAJOR.findall(said) if FILLER.sub("", found))),
    )


def _lowest(levels, said: str):
    """(the least of what is named, whether it must be): 博士优先，硕士也行 -> 硕士, a wish."""
    named = [(value, found) for value, words in levels for found in re.finditer(words, said) if not _denied(said, found)]
    if not named:
        return None, False
    value, found = named[-1]
    return value, _must(said, found)


def _clause(said: str, found: re.Match) -> tuple[str, str]:
    """What stands before and behind in the same clause."""
    before = re.split(r"[，,。；;！!？?\n]", said[: found.start()])[-1]
    behind = re.split(r"[，,。；;！!？?\n]", said[found.end() :])[0]
    return before, behind


def _denied(said: str, found: re.Match) -> bool:
    return bool(NOT.search("".join(_clause(said, found))))


def _must(said: str, found: re.Match) -> bool:
    return bool(re.search(MUST, "".join(_clause(said, found))))


def _age(said: str) -> tuple[int | None, bool]:
    found = AGE.search(said)
    if not found:
        return None, False
    age = int(found[1] or found[2])
    return (age, _must(said, found)) if 18 <= age <= 80 else (None, False)


def _headcount(said: str) -> int | None:
    found = HEADS.search(said)
    if not found:
        return None
    return (int(found[1]) if found[1].isdigit() else NUMBERS[found[1]]) or None


@cache
def _places() -> re.Pattern:
    """Provinces and cities, short and long: where somebody works is no subject."""
    names = {row.name for table in ("provinces", "prefectures") for row in current_book().rows(table)}
    short = {name.removesuffix("省").removesuffix("市") for name in names}
    return re.compile("|".join(sorted((re.escape(name) for name in names | short if len(name) > 1), key=len, reverse=True)))


def _matter(text: str) -> str:
    """聚乳酸改性；发泡材料耐热. The text itself where nothing is left."""
    read = "|".join(words for levels in (DEGREES, TITLES, MODES) for _, words in levels)
    clauses = []
    for clause in re.split(r"[，,。；;！!？?：:、\n]", AROUND.sub(" ", CALLER.sub("", text))):
        bare = FILLER.sub(" ", re.sub(read, " ", AGE.sub(" ", _places().sub(" ", clause))))
        clauses += [" ".join(bare.split())] if bare.strip() else []
    return "；".join(clauses) or text


def _title(text: str) -> str:
    """The first thing that is asked for, else the first clause."""
    matter = _matter(text)
    first = matter.split("；")[0] if matter != text else re.split(r"[，,。；;！!？?\n]", text)[0].strip()
    return first[:LONGEST_TITLE]
