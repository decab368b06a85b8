"""What a reason is, and the two criteria of substance: 专业领域 and 产业链/学科.

Each gives points with a Chinese sentence. What is not registered earns nothing and shows as 未知.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from demand.matching.engine.facts import FIELD, TAXONOMY, Criterion, NeedFacts, PersonFacts
from demand.matching.engine.overlap import Overlap
from demand.matching.engine.taxonomy import PARENT, SAME, chain_share, label, nearest_discipline

PLUS, DOUBT, UNKNOWN = "plus", "doubt", "unknown"
# Who covers nearly half of a need's informative words, title before description, has its field.
FULL_COVERAGE, COVERAGE_SCALE, COVERAGE_POWER = 0.45, 0.25, 0.9
GUESS_SHARE = 0.5


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


def whole(points: np.ndarray | float) -> np.ndarray | int:
    """Points (a number or an array) rounded to whole ones, halves up."""
    rounded = np.floor(np.asarray(points, float) + 0.5 + 1e-9)
    return rounded if rounded.ndim else int(rounded)


def field_points(maximum: int, coverage: np.ndarray | float) -> np.ndarray:
    """Points for the share of the need's informative words that the person covers; saturating, not yet rounded."""
    saturated = -np.expm1(-((np.maximum(coverage, 0) / COVERAGE_SCALE) ** COVERAGE_POWER))
    full = -np.expm1(-((FULL_COVERAGE / COVERAGE_SCALE) ** COVERAGE_POWER))
    return maximum * np.minimum(saturated / full, 1.0)


def field_reason(maximum: int, coverage: float, research: Overlap, post: Overlap) -> Reason:
    """专业领域, from the words shared by research field (first) or post and employer (second)."""
    points = whole(field_points(maximum, coverage))
    words = (*research.highlights, *(word for word in post.highlights if word not in research.highlights))
    sentence = _field_sentence(research, post, points)
    return Reason(FIELD, points, maximum, sentence, PLUS if words else DOUBT, words)


def _field_sentence(research: Overlap, post: Overlap, points: int) -> str:
    if research.words:
        return f"研究领域中{quoted(research.words)}与需求一致"
    if research.related:
        wanted, held = research.related[0]
        return f"研究领域中{quoted([held])}与需求{quoted([wanted])}相关"
    if post.words:
        return f"单位和职务中{quoted(post.words)}与需求相符，研究领域未见相同内容"
    return "研究领域与需求只有零星字词相近" if points else "研究领域与需求没有相同的词语"


def quoted(words: Iterable[str]) -> str:
    """The first three words in one pair of quotation marks."""
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
    points = whole(maximum * max(chain, discipline, guessed))
    missing = _missing_tags(need, person) if points < maximum else ()
    if chain and chain >= max(discipline, guessed):
        sentence = _chain_sentence(need, person, chain)
    elif discipline and discipline >= guessed:
        sentence = f"同为“{label(held)}”学科" if relation == SAME else f"所属学科“{label(held)}”与需求学科相近"
    elif points:
        sentence = f"属“{label(max(tags, key=lambda tag: guess.get(tag, 0.0)))}”，与需求文字相近的人才多在此列"
    else:
        sentence = "产业链、学科与需求不同" if tags else "产业链和学科未登记"
    return _with_gap(Reason(TAXONOMY, points, maximum, sentence, DOUBT), missing)


def _with_gap(reason: Reason, missing: tuple[str, ...]) -> Reason:
    """Good from half the points on; below that, what is not registered may still add the rest."""
    if reason.points * 2 >= reason.maximum:
        return replace(reason, kind=PLUS)
    if not missing:
        return reason
    gap = f"{'和'.join(missing)}未登记，按{reason.points}–{reason.maximum}分计"
    sentence = f"{reason.sentence}；{gap}" if reason.points else gap
    return replace(reason, sentence=sentence, kind=UNKNOWN, possible=reason.maximum - reason.points, missing=missing)


def _missing_tags(need: NeedFacts, person: PersonFacts) -> tuple[str, ...]:
    """What the need names and the person has not registered; with no tag on the need, either would do."""
    if not need.has_taxonomy and (person.chains or person.disciplines):
        return ()
    chain = "产业链" if (need.chain or not need.discipline) and not person.chains else ""
    discipline = "学科" if (need.discipline or not need.chain) and not person.disciplines else ""
    return tuple(filter(None, (chain, discipline)))


def _chain_sentence(need: NeedFacts, person: PersonFacts, share: float) -> str:
    if share == 1.0:
        return f"同属{need.chain}产业链" + (f"“{need.chain_node}”环节" if need.chain_node else "")
    return f"同属{need.chain}产业链，" + ("环节不同" if person.chain_nodes else "所在环节未登记")
