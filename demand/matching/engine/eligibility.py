"""Who may be proposed at all: restrictions first, then the hard conditions of the need.

Not registered never disqualifies. 公务员法 (2018) 第五十九条: a serving official may not work for a firm, so such a
person is only ever asked to make the introduction.
"""

from collections.abc import Iterator
from datetime import date

from demand.matching.engine.facts import DEGREE_NAMES, TITLE_RANKS, NeedFacts, PersonFacts, Refusal


def may_appear(person: PersonFacts) -> bool:
    return not person.excluded and not person.contact_restriction


def ages(person: PersonFacts, on: date) -> tuple[int, int] | None:
    """Youngest and oldest age possible on that day, from year and month of birth; None when not registered."""
    if person.birth_year is None:
        return None
    oldest = on.year - person.birth_year
    if person.birth_month is None:
        return oldest - 1, oldest
    if person.birth_month == on.month:
        return oldest - 1, oldest
    age = oldest - (person.birth_month > on.month)
    return age, age


def hard_conditions(need: NeedFacts, person: PersonFacts, on: date) -> Iterator[tuple[str, bool | None]]:
    """(condition, met) for every hard condition of the need; None when the person's side is not registered."""
    if need.degree_hard and need.degree_min is not None:
        rank = person.degree_rank
        yield f"学历{DEGREE_NAMES.get(need.degree_min, '')}及以上", None if rank is None else rank >= need.degree_min
    if need.title_hard and need.title_min in TITLE_RANKS:
        level = TITLE_RANKS.get(person.title_level)
        yield f"职称{need.title_min}及以上", None if level is None else level >= TITLE_RANKS[need.title_min]
    if need.age_hard and need.age_max is not None:
        span = ages(person, on)
        certain = span is not None and (span[0] > need.age_max or span[1] <= need.age_max)
        yield f"年龄{need.age_max}岁及以下", span[1] <= need.age_max if certain else None
    if need.politics_hard and need.politics:
        yield f"政治面貌{need.politics}", _same_politics(need.politics, person.politics)


def _same_politics(wanted: str, held: str) -> bool | None:
    return (wanted in held or held in wanted) if held else None


def is_eligible(need: NeedFacts, person: PersonFacts, on: date) -> bool:
    return all(met is not False for _, met in hard_conditions(need, person, on))


def refusal_of(need: NeedFacts, person: PersonFacts) -> Refusal | None:
    """The latest time the person declined this very need."""
    refusals = [refusal for refusal in person.refusals if refusal.need_key == need.key]
    return max(refusals, key=lambda refusal: refusal.on, default=None)


def is_passing(refusal: Refusal) -> bool:
    """A clash of dates passes; any other reason stands, and the same need is not proposed again."""
    return "时间" in refusal.reason
