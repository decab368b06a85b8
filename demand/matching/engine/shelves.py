"""Where a hit stands: three shelves, never one ranking of everybody; and which missing answers would help most."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from demand.matching.engine.reasons import Reason

CONFIDENT, POSSIBLE, OUTSIDE_EXPERT, INTRODUCER = "库内有把握", "可能相关待核实", "库外专家", "可请牵线"
GRADES = ((85, "高度匹配"), (70, "较为匹配"), (55, "可参考"))
LOWEST = GRADES[-1][0]


@dataclass(frozen=True, slots=True)
class Hit:
    """One person proposed for one need.

    `score` is the sum of the points of `reasons`, `ceiling` what it may become once unknown things are registered;
    both are None off the scored shelf. `remarks` say what speaks against or must be heeded. `evidence` stands for the
    score on the other shelves.
    """

    need_key: object
    person_key: object
    shelf: str
    score: int | None = None
    ceiling: int | None = None
    reasons: tuple[Reason, ...] = ()
    remarks: tuple[str, ...] = ()
    matched_words: tuple[str, ...] = ()
    evidence: str = ""
    missing: tuple[str, ...] = ()

    @property
    def grade(self) -> str:
        return grade(self.score)

    @property
    def score_text(self) -> str:
        """91分, or 70–85分 while something is unknown."""
        if self.score is None:
            return ""
        return f"{self.score}分" if self.score == self.ceiling else f"{self.score}–{self.ceiling}分"


@dataclass(frozen=True, slots=True)
class Shelves:
    """The hits of one need, each shelf in order."""

    confident: tuple[Hit, ...]
    introducers: tuple[Hit, ...]
    possible: tuple[Hit, ...]
    outside: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class MissingInformation:
    """Whom to ask about one item, most useful first, and how many needs the answers would sharpen."""

    item: str
    people: tuple[object, ...]
    needs: int


def grade(score: int | None) -> str:
    """Grade by the low end of the score; "" below 55 or without score."""
    return next((name for lowest, name in GRADES if score is not None and score >= lowest), "")


def shelve(hits: Iterable[Hit]) -> Shelves:
    rows = defaultdict(list)
    for hit in hits:
        rows[hit.shelf].append(hit)
    return Shelves(*(tuple(rows[shelf]) for shelf in (CONFIDENT, INTRODUCER, POSSIBLE, OUTSIDE_EXPERT)))


def missing_information(hits_by_need: Iterable[Iterable[Hit]]) -> list[MissingInformation]:
    """Items worth asking for, the one that sharpens most hits first; introducers and outside experts are not asked."""
    needs, people = defaultdict(set), defaultdict(lambda: defaultdict(int))
    for hits in hits_by_need:
        for hit in hits:
            if hit.shelf in (CONFIDENT, POSSIBLE):
                for item in hit.missing:
                    needs[item].add(hit.need_key)
                    people[item][hit.person_key] += 1
    found = [
        MissingInformation(item, tuple(sorted(asked, key=lambda key: -asked[key])), len(needs[item]))
        for item, asked in people.items()
    ]
    return sorted(found, key=lambda entry: (-len(entry.people), entry.item))
