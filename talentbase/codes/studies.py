"""Education and degree in one text: 研究生/硕士, 工学博士（清华大学）, 博士后, 在读博士, 中央党校大学.

Codes: ZB64 (education, the organization system's own), GB/T 6864 (degree). 博士后 is no education level.
"""

import re
from dataclasses import dataclass, field

from talentbase.text.folding import clean, fold

SEPARATOR = re.compile(r"[\s/、，,;；|+()（）:：\[\]【】]+")
SUPERVISOR = re.compile(r"(?:博士|硕士)(?:研究生|生)?导师|博导|硕导|博士点|硕士点")
POSTDOC = re.compile(r"(?:在站|出站)?博士后(?:研究人员|研究员|在站|出站)?|博后")
STUDYING = re.compile(
    r"在读(博士|硕士|研究生|本科|大学|专科|大专)(?:研究生|生)?"
    r"|(博士|硕士|研究生|本科|大学|专科|大专)(?:研究生|生)?[(（]?在读[)）]?"
)
DEGREE = re.compile(r"([\u4e00-\u9fff]{2,4})?(博士|硕士|学士)(?:学位)?(?:研究生|生)?(?:毕业|学历)?")
ENGLISH = (
    (re.compile(r"Ph\.?\s?D\.?|Doctor(?:ate)?|D\.?Sc\.?", re.I), "2"),
    (re.compile(r"E?MBA", re.I), "346"),
    (re.compile(r"MPA", re.I), "349"),
    (re.compile(r"Master(?:'s)?(?:\s?degree)?|M\.?Sc\.?|M\.?A\.", re.I), "3"),
    (re.compile(r"Bachelor(?:'s)?(?:\s?degree)?|B\.?Sc\.?|B\.?A\.", re.I), "4"),
)
DEGREE_OF = {"博士": "2", "硕士": "3", "学士": "4"}
NOISE = re.compile(r"学历|学位|毕业|全日制|在职教育|在职|脱产|函授|自考|成人|最高|第一|双|等|及|和|研究生")
SCHOOL = re.compile(r"大学|学院|学校|党校|研究院|研究所|中学|一中|University|College|Institute", re.I)
POSTGRADUATE = "11"
UNDERGRADUATE = "21"


@dataclass(slots=True)
class Study:
    """education, degree: codes or "". programs: P24 for 博士后. status: 在读. rest: words that are neither (school, major).

    how: not_education_level. unknown: the text names neither education nor degree.
    """

    education: str = ""
    degree: str = ""
    programs: list[str] = field(default_factory=list)
    status: str = ""
    rest: list[str] = field(default_factory=list)
    how: tuple[str, ...] = ()

    @property
    def unknown(self) -> bool:
        return not self.education and not self.degree


class StudyReader:
    def __init__(self, book):
        self.book = book
        self.levels = sorted(book.spellings("education"), key=len, reverse=True)

    def read(self, text: str) -> Study:
        study, stated = Study(), []
        text = SUPERVISOR.sub(" ", fold_words(text))
        if POSTDOC.search(text):
            text = POSTDOC.sub(" ", text)
            study.education, study.degree = POSTGRADUATE, "2"
            study.programs.append("P24")
            study.how = ("not_education_level",)
        text = STUDYING.sub(lambda found: self._studying(found, study), text)
        for pattern, degree in ENGLISH:
            if not study.degree and pattern.search(text):
                text, study.degree = pattern.sub(" ", text), degree
        for token in filter(None, SEPARATOR.split(text)):
            self._token(token, study, stated)
        study.education = self._highest(stated, study)
        return study

    def _studying(self, found: re.Match, study: Study) -> str:
        word = found[1] or found[2]
        study.status = "在读"
        study.education = self.book.find("education", word).code
        return " "

    def _token(self, token: str, study: Study, stated: list[str]) -> None:
        token = DEGREE.sub(lambda found: self._degree(found, study, stated), token).strip()
        level, rest = self._level(token)
        if level:
            stated.append(level)
        rest = rest.strip()
        if rest and NOISE.sub("", rest):
            study.rest.append(rest)

    def _degree(self, found: re.Match, study: Study, stated: list[str]) -> str:
        """工学博士 -> 208; in 清华大学博士 only the last word is the degree; 硕士研究生 states an education too."""
        words, kind = found[1] or "", found[2]
        code, before = DEGREE_OF[kind], words
        for start in range(len(words)):
            if exact := self.book.find("degrees", words[start:] + kind):
                code, before = exact.code, words[:start]
                break
        rank = self.book.get("degrees", code).rank
        current = self.book.get("degrees", study.degree)
        if current is None or rank > current.rank or (rank == current.rank and len(code) > len(study.degree)):
            study.degree = code
        if found[0].rstrip("毕业学历").endswith("生"):
            stated.append(POSTGRADUATE)
        return before + " "

    def _level(self, token: str) -> tuple[str, str]:
        """(education code, what is left). 大学 counts at the start or alone, never as the end of a school's name."""
        names = self.book.spellings("education")
        folded = token.lower()
        for spelling in self.levels:
            if folded == spelling:
                return names[spelling].code, ""
        for spelling in self.levels:
            if folded.startswith(spelling) and (
                len(spelling) > 2 or SCHOOL.search(folded[len(spelling) :]) or spelling != "大学"
            ):
                return names[spelling].code, token[len(spelling) :]
            if folded.endswith(spelling) and not spelling.startswith(("大学", "博士", "硕士")):
                return names[spelling].code, token[: -len(spelling)]
        return "", token

    def _highest(self, stated: list[str], study: Study) -> str:
        """本科 with 硕士学位 stays 本科: a degree alone makes the education only where none is written."""
        codes = [code for code in (study.education, *stated) if code]
        if codes:
            return max(codes, key=lambda code: self.book.get("education", code).rank)
        if study.degree[:1] in ("2", "3"):
            return POSTGRADUATE
        return UNDERGRADUATE if study.degree[:1] == "4" else ""


def fold_words(text: str) -> str:
    """Folded word by word: the blanks between words stay."""
    return " ".join(fold(word) for word in clean(text).split())
