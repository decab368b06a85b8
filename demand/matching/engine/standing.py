"""The three criteria of circumstance: 学历职称, 意愿与联系, 地域. What is not registered earns nothing."""

from collections.abc import Iterator
from datetime import date

from demand.matching.engine.eligibility import ages, refusal_of
from demand.matching.engine.facts import (
    DEGREE_NAMES,
    QUALIFICATION,
    REGION,
    TITLE_RANKS,
    WILLINGNESS,
    NeedFacts,
    PersonFacts,
)
from demand.matching.engine.reasons import DOUBT, PLUS, UNKNOWN, Reason, whole

WILLING, MODE, CONTACT, CONFIRMED = 0.4, 0.25, 0.2, 0.15
GREAT_REGIONS = {"1": "华北", "2": "东北", "3": "华东", "4": "中南", "5": "西南", "6": "西北"}


def qualification_reason(need: NeedFacts, person: PersonFacts, maximum: int, on: date) -> Reason:
    """学历职称, and age where the need names it; each demand is worth the same."""
    demands = list(_demands(need, person, on))
    if not demands:
        return Reason(QUALIFICATION, maximum, maximum, "需求未限定学历和职称", PLUS)
    known = sum(share for _, share, _ in demands if share is not None)
    missing = tuple(label for label, share, _ in demands if share is None)
    points = whole(maximum * known / len(demands))
    possible = whole(maximum * (known + len(missing)) / len(demands)) - points
    if missing:
        sentence = f"{'、'.join(missing)}未登记，按{points}–{points + possible}分计"
        return Reason(QUALIFICATION, points, maximum, sentence, UNKNOWN, (), possible, missing)
    short = [text for _, share, text in demands if share < 1]
    sentence = "，".join(short) if short else "、".join(text for _, _, text in demands) + "，符合要求"
    return Reason(QUALIFICATION, points, maximum, sentence, DOUBT if short else PLUS)


def _demands(need: NeedFacts, person: PersonFacts, on: date) -> Iterator[tuple[str, float | None, str]]:
    """(label, share or None when not registered, text) of each demand of the need."""
    if need.degree_min is not None:
        held = person.degree_rank
        name, wanted = DEGREE_NAMES.get(held, "高中以下"), DEGREE_NAMES.get(need.degree_min, "")
        yield "学历", _step_share(held, need.degree_min), _demand_text("学历", name, wanted, held, need.degree_min)
    if need.title_min in TITLE_RANKS:
        held, minimum = TITLE_RANKS.get(person.title_level), TITLE_RANKS[need.title_min]
        text = _demand_text("职称", person.title_level, need.title_min, held, minimum)
        yield "职称", _step_share(held, minimum), text
    if need.age_max is not None:
        span = ages(person, on)
        over = None if span is None else span[1] - need.age_max
        share = None if over is None else 1.0 if over <= 0 else 0.5 if over <= 5 else 0.0
        text = "" if span is None else f"{span[1]}岁" if over <= 0 else f"{span[1]}岁，超过要求的{need.age_max}岁"
        yield "年龄", share, text


def _step_share(held: int | None, wanted: int) -> float | None:
    return None if held is None else 1.0 if held >= wanted else 0.5 if held == wanted - 1 else 0.0


def _demand_text(label: str, name: str | None, wanted: str, held: int | None, minimum: int) -> str:
    if held is None:
        return ""
    return name if held >= minimum else f"{label}为{name}，低于要求的{wanted}"


def willingness_reason(need: NeedFacts, person: PersonFacts, maximum: int, on: date) -> Reason:
    """意愿与联系: consent, way of working, how recently someone called, how recently the record was confirmed."""
    refusal = refusal_of(need, person)
    if refusal:
        sentence = f"{refusal.on:%Y.%m.%d}因{refusal.reason}谢绝过本需求"
        return Reason(WILLINGNESS, 0, maximum, sentence, DOUBT)
    if person.consent == "否":
        return Reason(WILLINGNESS, 0, maximum, "本人暂无合作意愿", DOUBT)
    if person.consent not in ("是", "待定"):
        sentence = f"合作意愿未登记，{_contact(person, on)[1]}"
        return Reason(WILLINGNESS, 0, maximum, sentence, UNKNOWN, (), maximum, ("合作意愿",))
    return _consented(need, person, maximum, on)


def _consented(need: NeedFacts, person: PersonFacts, maximum: int, on: date) -> Reason:
    contact, contact_text = _contact(person, on)
    mode, mode_text = _mode(need, person)
    declined = any(refusal.need_key is None for refusal in person.refusals)
    factor = 0.5 if declined else 1.0
    share = (WILLING if person.consent == "是" else WILLING / 2) + (mode or 0.0) + contact + _confirmed(person, on)
    points = whole(maximum * share * factor)
    possible = whole(maximum * (share + MODE) * factor) - points if mode is None else 0
    parts = ("愿意合作" if person.consent == "是" else "合作意愿待定", mode_text, contact_text)
    sentence = "，".join((*filter(None, parts), *(["以往谢绝过推荐"] if declined else [])))
    against = declined or person.consent == "待定" or mode == 0.0
    kind = UNKNOWN if mode is None else DOUBT if against else PLUS
    return Reason(WILLINGNESS, points, maximum, sentence, kind, (), possible, ("合作方式",) if mode is None else ())


def _mode(need: NeedFacts, person: PersonFacts) -> tuple[float | None, str]:
    if not need.modes:
        return MODE, ""
    if not person.modes:
        return None, "合作方式未登记"
    shared = [mode for mode in need.modes if mode in person.modes]
    if shared:
        return MODE, f"接受{'、'.join(shared)}"
    return 0.0, f"愿意的方式为{'、'.join(person.modes)}，需求为{'、'.join(need.modes)}"


def _contact(person: PersonFacts, on: date) -> tuple[float, str]:
    if person.last_contact is None:
        return 0.0, "尚无联系记录"
    days = (on - person.last_contact).days
    if days > 365:
        return 0.0, "一年以上未联系"
    return CONTACT if days <= 90 else CONTACT / 2, f"最近联系{person.last_contact:%Y.%m.%d}"


def _confirmed(person: PersonFacts, on: date) -> float:
    return CONFIRMED if person.last_confirmed and (on - person.last_confirmed).days <= 365 else 0.0


def region_reason(need: NeedFacts, person: PersonFacts, maximum: int) -> Reason:
    """地域 by GB/T 2260: same county 1, city .9, province .8, same great region .6, elsewhere .5, abroad .3.

    A talent station in the city of work adds .1 to a place outside the province.
    """
    wanted, held = need.location_code, person.location_code
    place = person.city or person.province
    if not wanted:
        return Reason(REGION, maximum, maximum, "需求未限定工作地点", PLUS)
    if not held and not place:
        sentence = f"工作地点未登记，按0–{maximum}分计"
        return Reason(REGION, 0, maximum, sentence, UNKNOWN, (), maximum, ("工作地点",))
    share, words = _nearness(wanted, held)
    if share < 0.8 and person.station:
        share, words = share + 0.1, f"当地有{person.station}"
    sentence = "，".join(filter(None, (f"在{place}工作" if place else "", words))) or "在外地工作"
    return Reason(REGION, whole(maximum * share), maximum, sentence, DOUBT if share < 0.5 else PLUS)


def _nearness(wanted: str, held: str) -> tuple[float, str]:
    if not held:
        return 0.5, ""
    great_region = f"同属{GREAT_REGIONS.get(held[0], '')}地区"
    steps = ((6, 1.0, "就在本县"), (4, 0.9, "与需求同市"), (2, 0.8, "与需求同省"), (1, 0.6, great_region))
    for digits, share, words in steps:
        if held[:digits] == wanted[:digits]:
            return share, words
    return (0.5, "") if held[0] in GREAT_REGIONS else (0.3, "在境外或港澳台")
