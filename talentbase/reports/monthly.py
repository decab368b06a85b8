"""What a month's report says: figures beside last month's, three paragraphs, and what is checked before the locking."""

import dataclasses
from dataclasses import dataclass

from django.utils import timezone

from talentbase.accounts.models import Unit, User
from talentbase.figures.county import county_reader
from talentbase.figures.figure import Measured, find, read_keys
from talentbase.figures.period import Period
from talentbase.figures.together import plain, totals
from talentbase.reports import splits, words
from talentbase.reports.models import Report
from talentbase.reports.progress import progress

TITLE = "招才引智工作情况"
COMPARED = tuple(words.keys_in(words.OVERALL))
PARAGRAPHS = (("一、总体情况。", words.OVERALL), ("二、本月进展。", words.MONTH), ("三、供需对接。", words.MATCHING))
KEYS = tuple(dict.fromkeys(key for _, template in PARAGRAPHS for key in words.keys_in(template)))
ROUNDED = words.rounded_keys(words.OVERALL)


def compose(period: Period) -> Report:
    """The report of the month as its figures stand now; not saved."""
    reader = county_reader()
    now = read_keys(KEYS, reader, period)
    last = last_values(period, reader)
    figures = [kept(each, last.get(key)) for key, each in now.items()]
    values = {key: each.value for key, each in now.items()}
    names = {"day": day_words(period), "month": period.name, "stations": station_names()}
    sentences = [{"head": head, "pieces": words.fill(text, values, **names)} for head, text in PARAGRAPHS]
    return Report(month=period.first, figures=figures, sentences=sentences)


def day_words(period: Period) -> str:
    day = period.as_of
    year = "" if day.year == period.today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def station_names() -> str:
    """上海、天津: where the county has its stations."""
    stations = Unit.objects.active().filter(kind=Unit.Kind.STATION)
    return "、".join(unit.name.removesuffix("工作站") for unit in stations)


def last_values(period: Period, reader: User) -> dict:
    """Last month's cumulative figures: as locked, else as they can still be told."""
    before = period.before()
    locked = Report.objects.filter(month=before.first, state=Report.State.LOCKED).first()
    known = {each["key"]: each["value"] for each in locked.figures} if locked else {}
    missing = [key for key in COMPARED if key not in known]
    told = read_keys(missing, reader, before) if missing else {}
    return known | {key: each.value for key, each in told.items()}


def kept(each: Measured, last=None) -> dict:
    """A figure as a report keeps it (JSON)."""
    figure = each.figure
    return {
        "key": figure.key,
        "name": figure.name,
        "unit": figure.unit,
        "reading": str(figure.reading),
        "value": _json(each.value),
        "opening": _json(each.opening_value),
        "evidence": each.opening.evidence if each.opening else "",
        "last": _json(last) if figure.key in COMPARED else None,
    }


def _json(number):
    """Whole numbers as such, parts as float: what a JSON column takes."""
    return number if number is None or isinstance(number, int) else float(number)


@dataclass(frozen=True)
class Compared:
    """One line of 与上月对照."""

    key: str
    name: str
    unit: str
    value: float | None
    last: float | None
    opening: float
    evidence: str
    written: str
    url: str

    @property
    def change(self):
        return None if self.value is None or self.last is None else plain_difference(self.value, self.last)


def plain_difference(now, before):
    """182.6 - 178.6 = 4, not 3.9999."""
    difference = round(now - before, 2)
    return int(difference) if difference == int(difference) else difference


def comparison(report: Report, urls: dict[str, str]) -> list[Compared]:
    found = {each["key"]: each for each in report.figures}
    return [_compared(found[key], urls.get(key, "")) for key in COMPARED if key in found]


def _compared(each: dict, url: str) -> Compared:
    facts = {name: each[name] for name in ("key", "name", "unit", "value", "last", "opening", "evidence")}
    written = f"{words.number_words(each['value'], each['key'] in ROUNDED)}{each['unit']}"
    return Compared(**facts, written=written, url=url)


@dataclass(frozen=True)
class Check:
    """is_good None: worth knowing, no hindrance."""

    is_good: bool | None
    words: str


def checks(report: Report, period: Period) -> list[Check]:
    return [_check_sums(report, period), _check_words(report), *_check_townships(period)]


def _check_sums(report: Report, period: Period) -> Check:
    sums = list(_sums({each["key"]: each["value"] for each in report.figures}, period))
    wrong = [f"{name}（分项{part}，合计{total}）" for name, part, total in sums if part != total]
    if wrong:
        return Check(False, f"分项与合计不一致：{'、'.join(wrong)}")
    return Check(True, f"各分项相加等于合计，{len(sums)}项")


def _sums(values: dict, period: Period):
    """(what, sum of its parts, total)."""
    reader = county_reader()
    people = values["people.total"]
    yield "在外人才分工作地", sum(place.count for place in splits.places(reader, period)), people
    yield "在外人才分乡镇", sum(town.total for town in splits.towns(reader, period)), people
    chains = splits.chains(reader, period)
    yield "本轮需求分产业链", sum(chain.need for chain in chains), values["needs.round"]
    yield "已对接需求分产业链", sum(chain.settled for chain in chains), values["matching.settled"]
    yield "本轮需求分单位类别", sum(row.needs for row in splits.employers(reader, period)), values["needs.round"]
    stations = splits.stations(reader, period)
    for column, key in enumerate(splits.STATION_FIGURES):
        name = ("招商线索", "人才信息", "校地合作项目")[column]
        yield f"{name}分站", _json(plain(sum(station.numbers[column] for station in stations))), values[key]
    yield from _openings_and_rows(period, reader, values)


def _openings_and_rows(period: Period, reader: User, values: dict):
    """期初 and the rows since make the figure, counted one by one."""
    keys = [key for key in COMPARED if (figure := find(key)) and figure.opening]
    sums = totals([(find(key).rows(reader, period), find(key).column) for key in keys])
    openings = {key: each.opening_value for key, each in read_keys(keys, reader, period).items()}
    for key, since in zip(keys, sums, strict=True):
        yield f"{key}期初与明细", _json(plain(openings[key] + since)), values[key]


def _check_words(report: Report) -> Check:
    """Every number in the text again from its figure."""
    values = {each["key"]: each["value"] for each in report.figures}
    wrong, places = [], 0
    for paragraph in report.sentences:
        for piece in paragraph["pieces"]:
            if key := piece.get("key"):
                places += 1
                right = (words.number_words(values.get(key)), words.number_words(values.get(key), rounded=True))
                wrong += [] if piece["text"] in right else [piece["text"]]
    if wrong:
        return Check(False, f"文中数字与指标不一致：{'、'.join(wrong)}")
    return Check(True, f"文中数字与指标一致，{places}处")


def _check_townships(period: Period) -> list[Check]:
    townships = progress(county_reader(), period)
    said = {"未报": "未报", "部分": "只报了一部分"}
    found = {words: [each.unit.name for each in townships if each.words == state] for state, words in said.items()}
    told = [f"{'、'.join(names)}{words}" for words, names in found.items() if names]
    if not told:
        return [Check(True, "各乡镇均已报送本半年更新")]
    following = period.first.month % 12 + 1
    return [Check(None, f"{'；'.join(told)}，锁定后报来的计入{following}月，记补报")]


@dataclass(frozen=True)
class Correction:
    """更正: a locked figure would be another one today."""

    name: str
    unit: str
    locked: float
    now: float

    @property
    def change(self):
        return plain_difference(self.now, self.locked)


def corrections(report: Report) -> list[Correction]:
    """What was entered, withdrawn or merged after the locking changes no sentence; it is told here."""
    period = period_of(report)
    now = read_keys([each["key"] for each in report.figures], county_reader(), period)
    pairs = [(each, _json(now[each["key"]].value)) for each in report.figures if each["key"] in now]
    return [
        Correction(each["name"], each["unit"], each["value"], value)
        for each, value in pairs
        if value is not None and each["value"] is not None and value != each["value"]
    ]


def period_of(report: Report) -> Period:
    """The month of the report, seen up to the day it was locked where that came before the month's end."""
    period = Period.of(report.month)
    if not report.locked_at:
        return period
    return dataclasses.replace(period, last=min(period.last, timezone.localdate(report.locked_at)))
