"""Two strengths of tidying: `clean` for what is stored, `fold` for what is compared."""

import re
import unicodedata
from functools import cache, lru_cache

ZERO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
BLANK_RUN = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
LINE_BREAK = re.compile(r" ?(?:\r\n|[\r\n\v\f\u0085\u2028\u2029]) ?")
UNTIDY = re.compile(r"[\s\u0085\u00a0\u00ad\u2000-\u200f\u2028\u2029\u202f\u2060\u3000\ufeff]")
TIDY = re.compile("[\u4e00-\u9fff0-9A-Za-z]*")  # nothing that NFKC would change: most cells
MIDDLE_DOTS = str.maketrans("•・‧∙⋅", "·····")


@cache
def _converter():
    """OpenCC takes 30 ms to load: only for a text that needs it."""
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=20_000)
def simplify(text: str) -> str:
    """Traditional to simplified. GB 2312 holds simplified forms only: a text that fits it is left alone (乾, 著 in names)."""
    if text.isascii():
        return text
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return _converter().convert(text.encode("utf-8", "ignore").decode())  # half a character pair is no character
    return text


def is_traditional(text: str) -> bool:
    return simplify(text) != text


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The form two spellings share: NFKC, simplified, no white space, no zero-width characters; letters keep their case."""
    if TIDY.fullmatch(text):
        return simplify(text)
    text = unicodedata.normalize("NFKC", text).translate(ZERO_WIDTH)
    return simplify("".join(text.split()).translate(MIDDLE_DOTS))


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    """The text as written, without outer blanks, blank runs, empty lines and invisible characters; line breaks become \\n."""
    if not UNTIDY.search(text):
        return text
    text = LINE_BREAK.sub("\n", BLANK_RUN.sub(" ", text.translate(ZERO_WIDTH)))
    return re.sub(r"\n+", "\n", text).strip(" \n")


def one_line(text: str) -> str:
    """`clean` for a field of one line: a break between Han characters vanishes, elsewhere it becomes a blank."""
    text = clean(text)
    if "\n" not in text:
        return text
    return re.sub(r"(?<![\x21-\x7e])\n|\n(?![\x21-\x7e])", "", text).replace("\n", " ")
