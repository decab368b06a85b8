"""Professional titles, levels of office and talent programs inside free text."""

import re
from dataclasses import dataclass

from talentbase.text.folding import fold

SEPARATOR = re.compile(r"[\s/、，,;；|+\n()（）]+")
PROGRAM_SEPARATOR = re.compile(r"[/、，,;；|\n]+|\s{2,}|[0-9]+[.．、]")
DATE_BEHIND = re.compile(r"(?:\d{4}[.\-/年]\d{0,2}[月]?(?:\d{1,2}日?)?|\d{6})(?=\)|）|起|任|评|取得|获得|$)")
LEVEL = re.compile(r"(正高|副高|中级|初级|助理级|员级)级?(?:职称)?")
TITLE_HEAD = re.compile(r"(?:正|大学|高校|中学|小学|中小学|农业|医院|职称|专业技术|[^副主]{1,8}科)")
HEALER = re.compile(r"(?<!^)中(?=[医药]师$)|^中(?=[医药]师$)|西(?=医师$)")  # 主任中医师 has the code of 主任医师
POST_LEVEL = re.compile(r"^(?:[一二三四]级|高校|大学|国家|省级)")
LOCAL_PROGRAM = re.compile(r"[省市县区校厅]")
QUOTES = re.compile(r"[“”\"‘’']")
LEVEL_NAMES = {"正高": "正高级", "副高": "副高级", "中级": "中级", "初级": "助理级", "助理级": "助理级", "员级": "员级"}


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """code: row of `titles` or None. level: 正高级 … without a title. since: date behind the title. rest: other words."""

    code: object | None = None
    level: str = ""
    since: str = ""
    rest: str = ""


class TitleReader:
    def __init__(self, book):
        self.book = book
        self.longest = max(map(len, book.spellings("titles")), default=0)
        self.program_names = sorted(
            ((QUOTES.sub("", spelling), code) for spelling, code in book.spellings("programs").items() if len(spelling) > 2),
            key=lambda pair: -len(pair[0]),
        )

    def read(self, text: str) -> TitleMatch:
        since = ""
        if found := DATE_BEHIND.search("".join(text.split())):
            since = found[0]
            text = text.replace(since, " ") if since in text else text
        whole = self.book.find("titles", text)
        if whole:
            return TitleMatch(whole, since=since)
        code, rest = None, []
        for piece in filter(None, SEPARATOR.split(text.strip())):
            found = None if code else self.one(piece)
            code = code or found
            if not found:
                rest.append(piece)
        level = self._level(" ".join(rest))
        return TitleMatch(code, "" if code else level, since, "、".join(rest))

    def one(self, piece: str):
        """A piece that is a title or ends with one: 正教授, 三级教授, 国家一级演员; never 客座教授."""
        if found := self.book.find("titles", piece):
            return found
        folded = POST_LEVEL.sub("", fold(piece).lower())
        folded = HEALER.sub("", folded)
        if found := self.book.find("titles", folded):
            return found
        names = self.book.spellings("titles")
        for length in range(min(self.longest, len(folded) - 1), 1, -1):
            head = folded[:-length]
            if TITLE_HEAD.fullmatch(head) and (found := names.get(folded[-length:])):
                return found
        return None

    @staticmethod
    def _level(text: str) -> str:
        found = LEVEL.search(fold(text))
        return LEVEL_NAMES[found[1]] if found else ""

    def level_in(self, table: str, text: str):
        """The longest name of a level inside the text; short forms (正处) only in brackets or alone."""
        folded = fold(text)
        best = None
        for spelling, code in self.book.spellings(table).items():
            if len(spelling) < 3 and not re.search(rf"(?:^|[(（]){re.escape(spelling)}(?:[)）]|$)", folded):
                continue
            if spelling in folded and (best is None or len(spelling) > len(best[0])):
                best = spelling, code
        return best[1] if best else None

    def programs(self, text: str):
        codes, unknown = [], []
        for piece in filter(None, (part.strip(" 。.") for part in PROGRAM_SEPARATOR.split(text))):
            if found := self._program(piece):
                if found not in codes:
                    codes.append(found)
            else:
                unknown.append(piece)
        return codes, unknown

    def _program(self, piece: str):
        if found := self.book.find("programs", piece):
            return found
        folded = QUOTES.sub("", fold(piece).lower())
        for spelling, code in self.program_names:
            if spelling not in folded:
                continue
            before = folded[: folded.index(spelling)]
            if not LOCAL_PROGRAM.search(before) or LOCAL_PROGRAM.search(code.extra.get("issuer", "")):
                return code
        return None
