"""The words of a visit ledger: when (12-13日, 春节前), how (电话、走访), and names with a post written behind them."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from talentbase.imports.reading import RowReader, shown
from talentbase.text.dates import BadDate, parse_date, without_clock
from talentbase.text.folding import fold, one_line
from talentbase.text.names import HAN, split_name

MODES = (
    ("电话", r"电话|通话|致电|去电|来电"),
    ("微信", r"微信"),
    ("视频", r"视频|线上|云端"),
    ("座谈", r"座谈"),
    ("走访", r"走访"),
    ("登门", r"登门"),
    ("上门", r"上门"),
    ("短信", r"短信"),
    ("邮件", r"邮件|电邮"),
)
MODE_SEPARATOR = re.compile(r"[、，,;；/|+\s]+|和|及|或|与")
CLOCK = re.compile(
    r"(?:上午|下午|晚上|晚间|早上|中午|全天)?\d{1,2}(?:[:：]\d{2}){1,2}|上午|下午|晚上|中午|全天|\(?(?:周|星期)[一二三四五六日天]\)?"
)
REMARK = re.compile(r"\([^()]*\)$")
VAGUE = re.compile(r"[前后初中末底旬季]|半年|期间|每|多次|春节|元旦|节|以来|近期|长期|不定期|左右|适时")
RANGE = re.compile(r"--?|~|至|到|[—–―]+|、|,|和|及")
# year, month, day of one side of a range; what is not written comes from the other side
SIDES = (
    (re.compile(r"(\d{4}|\d{2})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?"), ("year", "month", "day")),
    (re.compile(r"(\d{4})[年./-](\d{1,2})月?"), ("year", "month")),
    (re.compile(r"(\d{1,2})[月./](\d{1,2})[日号]?"), ("month", "day")),
    (re.compile(r"(\d{1,2})月"), ("month",)),
    (re.compile(r"(\d{1,2})[日号]?"), ("last",)),
)
ONE_DAY = re.compile(r"\d{4}([./-])\d{1,2}\1\d{1,2}|\d{4}[-/]\d{1,2}")
BARE_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})")
OFFICE = re.compile(
    r"长|书记|主任|常委|委员|主席|经理|教授|院士|研究员|工程师|医师|局|部|委|院|校|公司|大学|所|中心|老师|博士|办|府|政协|人大|县|市|处|专家|团队"
)


@dataclass(frozen=True, slots=True)
class Period:
    """Texts a date reader understands: `2026.1.12`."""

    start: str
    end: str


def find_period(text: str, year: int) -> Period | None:
    """text: folded. 2026.1.12-13 · 1月12日至2月3日 · 2026年1-3月 · 12月28日-1月3日 (next year). None where it is no range."""
    if ONE_DAY.fullmatch(text):
        return None
    for sign in RANGE.finditer(text):
        left, right = _side(text[: sign.start()]), _side(text[sign.end() :])
        if left and right and (found := _joined(left, right, sign[0], year)):
            return found
    return None


def _side(text: str) -> dict[str, int] | None:
    for pattern, names in SIDES:
        if found := pattern.fullmatch(text):
            parts = dict(zip(names, map(int, found.groups()), strict=True))
            if parts.get("year", 9999) < 100:
                parts["year"] += 2000
            return parts
    return None


def _joined(left: dict[str, int], right: dict[str, int], sign: str, year: int) -> Period | None:
    """The finest part of the left side is what a bare number on the right means."""
    finest = "day" if "day" in left else "month" if "month" in left else ""
    if "last" in left:  # 1-3月
        finest = "month" if "day" not in right else ""
        left = {"month": left["last"]} if finest and "month" in right else {}
    if "last" in right:
        right = {finest: right["last"]} if finest else {}
    if not left or finest not in right or ("day" in right) != ("day" in left):
        return None
    start = {"year": year} | left
    end = {**start, **right}
    if _order(end) < _order(start) and "year" not in right and "month" in right:
        end["year"] += 1
    if sign in "、,和及" and not _next_to(start, end):
        return None  # two visits, no period
    return Period(*(".".join(str(side[part]) for part in ("year", "month", "day") if part in side) for side in (start, end)))


def _order(side: dict[str, int]) -> tuple[int, ...]:
    return side["year"], side["month"], side.get("day", 0)


def _next_to(start: dict[str, int], end: dict[str, int]) -> bool:
    try:
        first, last = (dt.date(side["year"], side["month"], side["day"]) for side in (start, end))
    except (KeyError, ValueError):
        return False
    return (last - first).days == 1


def put_visit_date(reader: RowReader, year: int) -> None:
    """date, for a period date_end as well; words (2026年春节前) as date_text."""
    cell = reader.cell("date")
    if cell is None:
        return
    value = cell.value
    if isinstance(value, float) and 1 < value < 13:
        value = _month_and_day(reader, value, cell.number_format)
        if not value:
            return
    if isinstance(value, str):
        _put_written_date(reader, one_line(value), year)
    else:
        put_period(reader, "date", value, cell.number_format, year)


def _month_and_day(reader: RowReader, value: float, number_format: str) -> str:
    """1.12 typed as a number is 1月12日; 1.1 may be the 1st or the 10th."""
    shown_decimals = re.search(r"0\.(0+)", number_format)
    text = f"{value:.{len(shown_decimals[1])}f}" if shown_decimals else shown(value)
    if re.fullmatch(r"\d+\.[123]", text):
        month, day = text.split(".")
        reader.fail("date", "ambiguous_date", f"数值{text}可能是{month}月{day}日，也可能是{month}月{day}0日，请写明日期")
        return ""
    return text


def _put_written_date(reader: RowReader, text: str, year: int) -> None:
    folded = REMARK.sub("", CLOCK.sub("", fold(without_clock(text)))).strip("，,。.;；、")
    if period := find_period(folded, year):
        _put_period_of(reader, period, text, str(year) not in folded)
        return
    if found := BARE_DAY.fullmatch(folded):
        folded = f"{found[1]}月{found[2]}日" if int(found[1]) <= 12 else folded
    try:
        parse_date(folded, reference_year=year)
    except BadDate as error:
        if error.code == "bad_value" or VAGUE.search(folded):
            reader.put("date_text", text)
            reader.warn("date", "date_text", f"“{text[:20]}”按文字保存")
            return
    put_period(reader, "date", folded, "", year)


def _put_period_of(reader: RowReader, period: Period, text: str, year_assumed: bool) -> None:
    start, end = reader.date_of("date", period.start), reader.date_of("date", period.end)
    if not start or not end:
        return
    if _last_day(end) < start.earliest():
        reader.fail("date", "bad_date", f"“{text[:20]}”：结束日期早于开始日期，请核对")
        return
    reader.put("date", start.iso())
    if end != start:
        reader.put("date_end", end.iso())
    reader.warn("date", "date_range", f"“{text[:20]}”按{start.display()}至{end.display()}读取")
    if year_assumed and not re.search(r"\d{4}", text):
        reader.warn("date", "year_from_title", f"年份取自表头，按{start.display()}读取")


def _last_day(date) -> dt.date:
    month = date.month or 12
    return dt.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])


def put_period(reader: RowReader, key: str, value, number_format: str, year: int) -> None:
    """A single date into its key."""
    if date := reader.date_of(key, value, number_format, year):
        reader.put(key, date.iso())


def modes_of(text: str) -> list[str]:
    """电话联系、微信 -> [电话, 微信]; words of no list stay as written."""
    modes = []
    for piece in MODE_SEPARATOR.split(text.strip("。.")):
        named = [name for name, words in MODES if re.search(words, piece)]
        if "走访" in named:  # 登门走访 is one act
            named = [name for name in named if name not in ("登门", "上门")]
        modes += named or ([piece] if piece and piece not in ("等", "方式") else [])
    return list(dict.fromkeys(modes))


def split_person(text: str, *, both: bool = False) -> tuple[str, str]:
    """(name, post): 张某（副县长）, 副县长 张某, 李红　某大学副教授. both: the header promises name and post in one cell."""
    if found := re.fullmatch(rf"([{HAN}·]{{2,12}})[(（]([^()（）]+)[)）]", text):
        return found[1], found[2].strip()
    words = re.split(r"[\s，,;；]+", text)
    for name, post in ((words[0], words[1:]), (words[-1], words[:-1])):
        if _is_name(name) and OFFICE.search(" ".join(post)):
            return name, " ".join(post)
    if both and (found := re.fullmatch(r"([^、:：/]+)[、:：/](.+)", text)) and _is_name(found[1]):
        return found[1], found[2]
    return text, ""


def split_title(text: str) -> tuple[str, str]:
    """(name without inner blanks, title): 周文博教授, 欧阳 明; a unit that ends like a title (某大学教授) stays whole."""
    parts = split_name(text)
    if parts.title and not parts.note and _is_name(parts.name):
        return parts.name, parts.title
    return parts.name if _is_name(parts.name) and not parts.note else text, ""


def _is_name(text: str) -> bool:
    return bool(re.fullmatch(rf"[{HAN}·]{{2,4}}", text)) and not OFFICE.search(text)
