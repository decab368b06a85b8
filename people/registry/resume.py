"""The posts of a 简历: one line per post, `2003.11--2012.05  单位职务`, as 干部任免审批表 and township sheets write it."""

import re
from itertools import accumulate
from typing import NamedTuple

from talentbase.text.folding import clean, one_line

YEAR = r"(?:19|20)\d\d"
MONTH = r"(?:\s?[./年,]\s?\d{1,2}(?!\d)月?(?:[./]?\d{1,2}(?!\d)日?)?|\d\d(?:\d\d)?(?!\d)|-(?:0?[1-9]|1[0-2])(?!\d)|年)"
DATE = rf"{YEAR}{MONTH}?"
DASH = r"(?:[-‐‑‒–—―－─~〜～]+|[至到]|一+(?=\s*(?:19|20)\d\d))"
OPEN = r"(?:至今|今|现在|目前)"
NUMBER = r"(?:[(（]?\d{1,2}[)）、.]\s?(?=\D|(?:19|20)\d\d)|[●•·*◆■]\s?)?[自从]?"
SPAN = rf"(?P<start>{DATE})\s?(?:{DASH}\s?(?P<end>{DATE}|{OPEN})?(?!\d)|(?P<since>起))"
LINE = re.compile(rf"{NUMBER}\s?{SPAN}(?P<words>.*)")
NEW_LINE = re.compile(rf"(?<=[；;。])\s?(?={DATE}\s?(?:{DASH}|起))")
HEADING = re.compile(
    r"(?:[(（]?[一二三\d][)）、.]?\s?)?(?:个人|主要|学习|工作|教育|任职|和|及|与|、)*(?:简历|经历|履历)[:：]?"
)
BRACKET = re.compile(r"[(（)）]")
ASCII = str.maketrans("０１２３４５６７８９．／，", "0123456789./,")
PARTS = re.compile(r"(\d{4})\D{0,3}(\d{1,2})?")


class Post(NamedTuple):
    """start, end: "2003-11", or "2003" where only the year is written; end "" while it lasts. words: unit and post.

    Study or other posts in brackets (（其间：1999.09--2002.07在…学习）) stay within the words.
    """

    start: str
    end: str
    words: str


def posts_of(text: str) -> list[Post]:
    """The lines that can be right, in the order written. A line that begins with no period continues the one before."""
    return [post for post in _read(text) if not _fault(post)]


def faults_of(text: str) -> list[str]:
    """A Chinese sentence for every line with a period that `posts_of` leaves out."""
    return [fault for post in _read(text) if (fault := _fault(post))]


def _fault(post: Post) -> str:
    shown = "--".join(date.replace("-", ".") for date in (post.start, post.end))
    for date in (post.start, post.end):
        if len(date) > 4 and not 1 <= int(date[5:]) <= 12:
            return f"简历“{shown}”：月份应为01–12，请核对。"
    exact = min(len(post.start), len(post.end))
    if post.start[:exact] > post.end[:exact]:
        return f"简历“{shown}”：止于开始之前，请核对起止年月。"
    return "" if post.words else f"简历“{shown}”：没有写单位和职务，请补填。"


def _read(text: str) -> list[Post]:
    lines = [
        piece for line in clean(text).split("\n") for piece in NEW_LINE.split(line) if not HEADING.fullmatch(piece.strip())
    ]
    depths, lowest = _brackets(lines)
    found: list[tuple[str, str, list[str]]] = []
    outside = 0
    for number, line in enumerate(lines):
        inside = found and lowest[number] <= outside < depths[number]
        match = None if inside else LINE.match(line.translate(ASCII).strip())
        if match:
            found.append((_iso(match["start"]), _iso(match["end"]), [_words(line, match)]))
            outside = depths[number]
        elif found:
            found[-1][2].append(line)
    return [Post(start, end, _joined(pieces)) for start, end, pieces in found]


def _brackets(lines: list[str]) -> tuple[list[int], list[int]]:
    """(how many brackets are open where each line begins, the fewest from there on): one never closed encloses nothing."""
    depth, depths, lows = 0, [], []
    for line in lines:
        depths.append(depth)
        steps = [depth := depth + (1 if bracket in "(（" else -1) for bracket in BRACKET.findall(line)]
        lows.append(min(steps, default=depth))
    return depths, list(accumulate(reversed(lows), min))[::-1]


def _words(line: str, match: re.Match) -> str:
    """The rest of the line as written: the translation changed no length."""
    line = line.strip()
    return line[len(line) - len(match["words"]) :]


def _joined(pieces: list[str]) -> str:
    return one_line("\n".join(pieces)).strip(" :：,，、;；。\t")


def _iso(date: str | None) -> str:
    """2003.11, 200311, 2003年11月 -> 2003-11; 2003 -> 2003; 至今 and nothing -> ""."""
    found = PARTS.match(date or "")
    if not found:
        return ""
    year, month = found.groups()
    return f"{year}-{int(month):02d}" if month else year
