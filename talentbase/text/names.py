"""Pulling a name cell apart: Han name, Latin name, former name, title behind the name, remark in brackets."""

import re
import unicodedata
from dataclasses import dataclass

from talentbase.text.folding import MIDDLE_DOTS, ZERO_WIDTH

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
HAN_NAME = re.compile(rf"[{HAN}]+(?:·[{HAN}]+)*")
LATIN_NAME = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ.'’\- ]*[A-Za-zÀ-ɏ.]")
FORMER = re.compile(r"(?:曾用名|原名|又名|曾名|别名|化名|本名|乳名|小名)(?:为|叫)?[:：]?\s*")
LABEL = re.compile(r"^(?:(?:姓名|名字|专家)[:：]|\d{1,4}[、.)])\s*")
# words that follow a name and are none of it
HONORIFICS = """
正高级工程师 教授级高级工程师 高级工程师 助理工程师 高级经济师 高级会计师 高级农艺师 高级教师 高级技师 副主任医师 主任医师
主治医师 助理研究员 副研究员 研究员 副教授 教授 讲师 工程师 院士 博士后 博士生 博士 硕士 教授级 高工 研究生 总经理 副总经理
董事长 经理 主任 副主任 处长 副处长 局长 副局长 院长 副院长 校长 副校长 书记 厅长 先生 女士 老师 同志 老板
"""
HONORIFIC = re.compile("|".join(sorted(HONORIFICS.split(), key=len, reverse=True)))
# these close a given name too (李博士 is no 李博), so without a blank they need two characters of name before them
GLUED_HONORIFIC = re.compile(rf"([{HAN}·]{{2,}}?)({HONORIFIC.pattern})")
PLAIN = re.compile("[\u4e00-\u9fff]{2,4}")
NOT_PLAIN = {"总", "工"} | {word[-1] for word in HONORIFICS.split()}  # 张总, 李博士; a 李广生 takes the long way
SURNAME_ONLY = re.compile(rf"[{HAN}](?:总|工|{HONORIFIC.pattern})")


@dataclass(frozen=True, slots=True)
class NameParts:
    """name: inner blanks removed. title: 教授 …; note: words in brackets.

    how: inner_space_removed title_in_name latin_name surname_only.
    """

    name: str
    latin: str = ""
    former: str = ""
    title: str = ""
    note: str = ""
    how: tuple[str, ...] = ()


def split_name(text: str) -> NameParts:
    """`李 红` · `张三 教授` · `李四博士` · `WANG Wei（王伟）` · `张三（曾用名：张小三）` · `买买提·阿不都`."""
    if PLAIN.fullmatch(text) and text[-1] not in NOT_PLAIN and "名" not in text:
        return NameParts(text)
    text = unicodedata.normalize("NFKC", text).translate(ZERO_WIDTH).translate(MIDDLE_DOTS)
    text = LABEL.sub("", " ".join(text.split())).strip(" .,、，;*#'\"")
    outside, inside = _brackets(text)
    outside, former = _former(outside)
    title, notes, latin_inside = "", [], ""
    for words in inside:
        if FORMER.match(words):
            former = former or FORMER.sub("", words)
        elif HONORIFIC.fullmatch(words):
            title = title or words
        elif LATIN_NAME.fullmatch(words):
            latin_inside = words
        elif LATIN_NAME.fullmatch(outside) and HAN_NAME.fullmatch(words.replace(" ", "")):
            outside = f"{outside} {words}"
        else:
            notes.append(words)
    latin = latin_inside
    if found := re.search(rf"{LATIN_NAME.pattern}", outside):
        if re.search(f"[{HAN}]", outside):
            latin = latin or found[0].strip()
            outside = (outside[: found.start()] + " " + outside[found.end() :]).strip(" ,/-")
        else:
            return NameParts(outside, outside, former, title, "、".join(notes), ("latin_name",))
    name, behind = _cut_title(outside)
    how = _how(name, outside, title or behind, latin)
    return NameParts(name, latin, former.replace(" ", ""), title or behind, "、".join(notes), how)


def _brackets(text: str) -> tuple[str, list[str]]:
    inside = [words.strip() for words in re.findall(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]?", text)]
    return re.sub(r"[(\[【〔][^)\]】〕]*[)\]】〕]?", " ", text).strip(), [words for words in inside if words]


def _former(text: str) -> tuple[str, str]:
    found = FORMER.search(text)
    if not found or not found.start():
        return text, ""
    return text[: found.start()].strip(" ,，、"), text[found.end() :].strip()


def _cut_title(text: str) -> tuple[str, str]:
    """(name without blanks, title behind it)."""
    words = text.split(" ")
    if len(words) > 1 and HONORIFIC.fullmatch(words[-1]):
        return "".join(words[:-1]), words[-1]
    name = "".join(words)
    if found := GLUED_HONORIFIC.fullmatch(name):
        return found[1], found[2]
    return name, ""


def _how(name: str, written: str, title: str, latin: str) -> tuple[str, ...]:
    how = []
    if " " in written.strip() and written.replace(" ", "").startswith(name) and " " in written[: len(name) + 1].strip():
        how.append("inner_space_removed")
    if title:
        how.append("title_in_name")
    if latin:
        how.append("latin_name")
    if len(name) == 1 or SURNAME_ONLY.fullmatch(name):
        how.append("surname_only")
    return tuple(how)
