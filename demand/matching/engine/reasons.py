"""One function per criterion: points with a Chinese sentence. What is not registered earns nothing and shows as 未知."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from demand.matching.engine.eligibility import ages, refusal_of
from demand.matching.engine.facts import (
    DEGREE_NAMES,
    FIELD,
    QUALIFICATION,
    REGION,
    TAXONOMY,
    TITLE_RANKS,
    WILLINGNESS,
    Criterion,
    NeedFacts,
    PersonFacts,
)
from demand.matching.engine.overlap import Overlap
from demand.matching.engine.taxonomy import PARENT, SAME, chain_share, nearest_discipline

PLUS, DOUBT, UNKNOWN = "plus", "doubt", "unknown"
# Half the informative words of a need, title before description, are as good as all of them.
FULL_COVERAGE, COVERAGE_SCALE, COVERAGE_POWER = 0.55, 0.18, 0.8
GUESS_SHARE = 0.5
WILLING, MODE, CONTACT, CONFIRMED = 0.4, 0.25, 0.2, 0.15


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of a score. `possible`: points that may be added once `missing` is registered."""

    criterion: Criterion
    points: int
    maximum: int
    sentence: str
    kind: str
    matched_words: tuple[str, ...] = ()
    possible: int = 0
    missing: tuple[str, ...] = ()


def whole(points: float) -> int:
    return int(points + 0.5 + 1e-9)


def field_points(maximum: int, coverage: np.ndarray | float) -> np.ndarray:
    """Points for the share of the need's informative words that the person covers; saturating, not yet rounded."""
    saturated = -np.expm1(-((np.maximum(coverage, 0) / COVERAGE_SCALE) ** COVERAGE_POWER))
    full = -np.expm1(-((FULL_COVERAGE / COVERAGE_SCALE) ** COVERAGE_POWER))
    return maximum * np.minimum(saturated / full, 1.0)


def field_reason(maximum: int, coverage: float, research: Overlap, post: Overlap) -> Reason:
    """专业领域, from the words shared by research field (first) or post and employer (second)."""
    points = whole(float(field_points(maximum, coverage)))
    words = (*research.highlights, *(word for word in post.highlights if word not in research.highlights))
    return Reason(FIELD, points, maximum, _field_sentence(research, post), PLUS if words else DOUBT, words)


def _field_sentence(research: Overlap, post: Overlap) -> str:
    if research.words:
        return f"研究领域中{quoted(research.words)}与需求一致"
    if research.related:
        wanted, held = research.related[0]
        return f"研究领域中{quoted([held])}与需求{quoted([wanted])}相关"
    if post.words:
        return f"单位和职务中{quoted(post.words)}与需求相符，研究领域未见相同内容"
    return "研究领域与需求没有相同的词语"


def quoted(words) -> str:
    return "“" + "、".join(list(words)[:3]) + "”"


def guess_share(probability: np.ndarray | float) -> np.ndarray:
    """Share of the points for a discipline or chain that the people nearest to the need's text carry; at most half."""
    return GUESS_SHARE * np.minimum(probability, 1.0)


def taxonomy_reason(
    need: NeedFacts,
    person: PersonFacts,
    maximum: int,
    tag_share: Mapping[str, float],
    guess: Mapping[str, float],
) -> Reason:
    """产业链/学科: the nearer of chain and discipline, or what people with a similar text carry.

    A discipline that very many people carry tells less and earns less: full points up to about 2 % of the register,
    half from 13 %.
    """
    chain = chain_share(need.chain, need.chain_node, person.chains, person.chain_nodes)
    relation, held = nearest_discipline(need.discipline, person.disciplines) if need.discipline else ("", "")
    rarity = float(np.clip(-np.log(max(tag_share.get(held, 0.0), 1e-6)) / 4, 0.5, 1.0))
    discipline = {SAME: rarity, PARENT: 0.3}.get(relation, 0.0)
    tags = {*person.disciplines, *person.chains}
    guessed = float(guess_share(sum(guess.get(tag, 0.0) for tag in tags)))
    share = max(chain, discipline, guessed)
    points = whole(maximum * share)
    missing = _missing_tags(need, person) if share < 1 else ()
    if missing and not tags:
        sentence = f"{'和'.join(missing)}未登记，按0–{maximum}分计"
        return Reason(TAXONOMY, points, maximum, sentence, UNKNOWN, (), maximum - points, missing)
    if chain and chain >= discipline:
        sentence = _chain_sentence(need, person, chain)
    elif discipline:
        sentence = f"同为“{held}”学科" if relation == SAME else f"所属学科“{held}”与需求学科相近"
    elif points:
        sentence = f"所属“{max(tags, key=lambda tag: guess.get(tag, 0.0))}”，与需求文字相近的人才多在此列"
    else:
        sentence = "产业链、学科与需求不同"
    kind = PLUS if points * 2 >= maximum else UNKNOWN if missing else DOUBT
    return Reason(TAXONOMY, points, maximum, sentence, kind, (), maximum - points if missing else 0, missing)


def _missing_tags(need: NeedFacts, person: PersonFacts) -> tuple[str, ...]:
    """What the need names and the person has not registered; with no tag on the need, either would do."""
    chain = "产业链" if (need.chain or not need.discipline) and not person.chains else ""
    discipline = "学科" if (need.discipline or not need.chain) and not person.disciplines else ""
    if not need.has_taxonomy and (person.chains or person.disciplines):
        return ()
    return tuple(label for label in (chain, discipline) if label)


def _chain_sentence(need: NeedFacts, person: PersonFacts, share: float) -> str:
    if share == 1.0:
        return f"同属{need.chain}产业链" + (f"“{need.chain_node}”环节" if need.chain_node else "")
    return f"同属{need.chain}产业链，" + ("环节不同" if person.chain_nodes else "所在环节未登记")


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
        return Reason(
            QUALIFICATION, points, maximum, f"{'、'.join(missing)}未登记，按{points}–{points + possible}分计",
            UNKNOWN, (), possible, missing,
        )  # fmt: skip
    short = [text for _, share, text in demands if share < 1]
    sentence = "，".join(short) if short else "、".join(text for _, _, text in demands) + "，符合要求"
    return Reason(QUALIFICATION, points, maximum, sentence, DOUBT if short else PLUS)


def _demands(need: NeedFacts, person: PersonFacts, on: date):
    """(label, share or None when not registered, text) of each demand of the need."""
    if need.degree_min is not None:
        held = person.degree_rank
        name, wanted = DEGREE_NAMES.get(held, "高中以下"), DEGREE_NAMES[need.degree_min]
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
    contact, sentence = _contact(person, on)
    if person.consent not in ("是", "否", "待定"):
        sentence = f"合作意愿未登记，{sentence}"
        return Reason(WILLINGNESS, 0, maximum, sentence, UNKNOWN, (), maximum, ("合作意愿",))
    if person.consent == "否":
        return Reason(WILLINGNESS, 0, maximum, "本人暂无合作意愿", DOUBT)
    mode, mode_text = _mode(need, person)
    declined = any(refusal.need_key is None for refusal in person.refusals)
    factor = 0.5 if declined else 1.0
    share = (WILLING if person.consent == "是" else WILLING / 2) + (mode or 0.0) + contact + _confirmed(person, on)
    points = whole(maximum * share * factor)
    possible = whole(maximum * (share + MODE) * factor) - points if mode is None else 0
    parts = ("愿意合作" if person.consent == "是" else "合作意愿待定", mode_text, sentence)
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
    if not held and not place:
        return Reason(REGION, 0, maximum, f"工作地点未登记，按0–{maximum}分计", UNKNOWN, (), maximum, ("工作地点",))
    if not wanted:
        return Reason(REGION, maximum, maximum, "需求未限定工作地点", PLUS)
    share, words = _nearness(wanted, held)
    if share < 0.8 and person.station:
        share, words = share + 0.1, f"{words}，当地有{person.station}"
    sentence = f"在{place}工作，{words}" if place else f"工作地点{words}"
    return Reason(REGION, whole(maximum * share), maximum, sentence, PLUS if share >= 0.8 else DOUBT)


def _nearness(wanted: str, held: str) -> tuple[float, str]:
    if not held:
        return 0.5, "不在本县"
    steps = ((6, 1.0, "就在本县"), (4, 0.9, "与需求同市"), (2, 0.8, "与需求同省"), (1, 0.6, "邻近省份"))
    for digits, share, words in steps:
        if held[:digits] == wanted[:digits] and held[:digits].rstrip("0") == held[:digits].rstrip("0"):
            return share, words
    return (0.5, "距需求单位较远") if held[:1] in "123456" else (0.3, "在境外或港澳台")
