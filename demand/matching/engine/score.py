"""Ranks people for needs: one matrix product per block, hard conditions as a mask inside it, sentences for the few shown.

Points that depend on few facts (degree, chain, place) are worked out once per distinct combination by the very
functions that write the sentences, so the order and the explanation cannot disagree.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from demand.matching.engine.corpus import BLOCK, Corpus, PreparedNeed
from demand.matching.engine.eligibility import is_eligible, is_passing, may_appear, refusal_of
from demand.matching.engine.facts import IN_REGISTER, NeedFacts, PersonFacts, Weights
from demand.matching.engine.overlap import Overlap, Reading, read
from demand.matching.engine.proposals import Proposals
from demand.matching.engine.reasons import Reason, field_reason, guess_share, taxonomy_reason, whole
from demand.matching.engine.shelves import LOWEST, Hit
from demand.matching.engine.standing import qualification_reason, region_reason, willingness_reason


class Question(NamedTuple):
    """What depends on few facts of either side: `of_need` and `of_person` say on which, `answer` gives the number."""

    of_need: Callable[[NeedFacts], Hashable]
    of_person: Callable[[PersonFacts], Hashable]
    answer: Callable[[NeedFacts, PersonFacts], float]


class _Table:
    """Values per person for a question that depends only on some of a person's facts, kept per need question."""

    def __init__(self, people: Sequence[PersonFacts], facts: Callable[[PersonFacts], Hashable]):
        index: dict[Hashable, int] = {}
        self._row = np.array([index.setdefault(facts(person), len(index)) for person in people], np.intp)
        first: dict[int, PersonFacts] = {}
        for row, person in zip(self._row, people, strict=True):
            first.setdefault(int(row), person)
        self._distinct = list(first.values())
        self._known: dict[Hashable, np.ndarray] = {}

    def values(self, question: Hashable, answer: Callable[[PersonFacts], float]) -> np.ndarray:
        if question not in self._known:
            self._known[question] = np.array([answer(person) for person in self._distinct], float)[self._row]
        return self._known[question]


class Matcher:
    """Scores needs against one corpus under one set of weights, on one day.

    Keep it for as long as people and weights stay the same. For one changed person build
    `Matcher(Corpus([person], background=corpus), ...)` and rank what `corpus.prepare(needs)` returned.
    """

    def __init__(self, people: Sequence[PersonFacts] | Corpus, weights: Weights | None = None, *, on: date | None = None):
        self.corpus = people if isinstance(people, Corpus) else Corpus(people)
        self.weights = weights or Weights()
        self.maxima = self.weights.maxima()
        self.on = on or date.today()
        self._read_people()

    def _read_people(self) -> None:
        people = self.corpus.people
        allowed = np.array([may_appear(person) for person in people], bool)
        official = np.array([person.is_serving_official for person in people], bool)
        ours = np.array([person.population in IN_REGISTER for person in people], bool)
        self.ours = allowed & ours & ~official
        self.outside = allowed & ~ours & ~official
        self.officials = allowed & official
        self._refused: dict[object, list[int]] = {}
        for row, person in enumerate(people):
            for refusal in person.refusals:
                self._refused.setdefault(refusal.need_key, []).append(row)
        self.questions = self._questions()
        self._tables = {name: _Table(people, question.of_person) for name, question in self.questions.items()}
        self._readings: dict[tuple[int, str], Reading] = {}

    def _questions(self) -> dict[str, Question]:
        maxima, on, refused = self.maxima, self.on, self._refused
        share = self.corpus.tag_share
        return {
            "eligible": Question(
                _hard,
                lambda p: (p.degree_rank, p.title_level, p.birth_year, p.birth_month, p.politics),
                lambda need, person: is_eligible(need, person, on),
            ),
            "taxonomy": Question(
                lambda need: (need.chain, need.chain_node, need.discipline),
                lambda p: (p.disciplines, p.chains, p.chain_nodes),
                lambda need, person: taxonomy_reason(need, person, maxima["taxonomy"], share, {}).points,
            ),
            "chains": Question(
                lambda need: need.chain,
                lambda p: p.chains,
                lambda need, person: bool(need.chain) and need.chain in person.chains,
            ),
            "qualification": Question(
                lambda need: (need.degree_min, need.title_min, need.age_max),
                lambda p: (p.degree_rank, p.title_level, p.birth_year, p.birth_month),
                lambda need, person: qualification_reason(need, person, maxima["qualification"], on).points,
            ),
            "willingness": Question(
                lambda need: (need.modes, need.key if need.key in refused else None),
                lambda p: (p.consent, p.modes, p.last_contact, p.last_confirmed, p.refusals),
                lambda need, person: willingness_reason(need, person, maxima["willingness"], on).points,
            ),
            "region": Question(
                lambda need: need.location_code,
                lambda p: (p.location_code, p.province, p.city, p.station),
                lambda need, person: region_reason(need, person, maxima["region"]).points,
            ),
        }

    def _answers(self, name: str, need: NeedFacts) -> np.ndarray:
        """What a question comes to for this need: one number per person."""
        question = self.questions[name]
        return self._tables[name].values(question.of_need(need), lambda person: question.answer(need, person))

    def rank(self, needs: Iterable[NeedFacts | PreparedNeed], *, top: int = 20, minimum: int = LOWEST) -> list[list[Hit]]:
        """For each need its hits, shelf after shelf, at most `top` on each.

        The scored shelf takes who has `minimum` points and a word in common with the need; 0 takes everybody, in order.
        """
        prepared = self._prepared(needs)
        found = []
        for start in range(0, len(prepared), BLOCK):
            block = prepared[start : start + BLOCK]
            for need, coverage in zip(block, self.corpus.coverage(block), strict=True):
                found.append(Proposals(self, need, coverage).hits(top, minimum))
        return found

    def score(self, need: NeedFacts | PreparedNeed, *, top: int = 20, minimum: int = LOWEST) -> list[Hit]:
        return self.rank([need], top=top, minimum=minimum)[0]

    def _prepared(self, needs: Iterable[NeedFacts | PreparedNeed]) -> list[PreparedNeed]:
        needs = list(needs)
        fresh = iter(self.corpus.prepare(need for need in needs if isinstance(need, NeedFacts)))
        return [next(fresh) if isinstance(need, NeedFacts) else need for need in needs]

    def eligible(self, need: NeedFacts) -> np.ndarray:
        """Who meets the hard conditions and has not finally declined this need: bool per person."""
        meets = self._answers("eligible", need).astype(bool)
        for row in self._refused.get(need.key, ()):
            if not is_passing(refusal_of(need, self.corpus.people[row])):
                meets[row] = False
        return meets

    def circumstances(self, prepared: PreparedNeed) -> np.ndarray:
        """Points of the four criteria other than 专业领域, added: whole numbers, one per person."""
        total = np.maximum(self._answers("taxonomy", prepared.need), self._guessed(prepared))
        for name in ("qualification", "willingness", "region"):
            total += self._answers(name, prepared.need)
        return total

    def _guessed(self, prepared: PreparedNeed) -> np.ndarray:
        names, carried = self.corpus.tags
        shares = np.array([prepared.guess.get(name, 0.0) for name in names])
        return whole(self.maxima["taxonomy"] * guess_share(carried @ shares))

    def carries(self, need: NeedFacts) -> np.ndarray:
        """Who carries the need's chain: bool per person."""
        return self._answers("chains", need).astype(bool)

    def reasons(self, prepared: PreparedNeed, row: int, coverage: float, words: tuple[Overlap, Overlap]) -> tuple[Reason, ...]:
        """The five reasons for one person, in the order of the page."""
        need, person, maxima = prepared.need, self.corpus.people[row], self.maxima
        return (
            field_reason(maxima["field"], coverage, *words),
            taxonomy_reason(need, person, maxima["taxonomy"], self.corpus.tag_share, prepared.guess),
            qualification_reason(need, person, maxima["qualification"], self.on),
            willingness_reason(need, person, maxima["willingness"], self.on),
            region_reason(need, person, maxima["region"]),
        )

    def reading(self, row: int, part: str) -> Reading:
        """A person's research, or post and employer, read for shared words; kept, since good people return often."""
        key = (row, part)
        if key not in self._readings:
            person = self.corpus.people[row]
            text = person.research if part == "research" else f"{person.employer}；{person.post}"
            self._readings[key] = read(self.corpus.tokeniser, text)
        return self._readings[key]


def _hard(need: NeedFacts) -> tuple:
    return (
        need.degree_hard and need.degree_min,
        need.title_hard and need.title_min,
        need.age_hard and need.age_max,
        need.politics_hard and need.politics,
    )


def rank(
    needs: Iterable[NeedFacts],
    people: Sequence[PersonFacts] | Corpus,
    weights: Weights | None = None,
    top: int = 20,
    *,
    on: date | None = None,
    minimum: int = LOWEST,
) -> list[list[Hit]]:
    """Hits per need, in the order of `needs`; see `Matcher.rank`. `on` is the day ages and contacts are counted from."""
    return Matcher(people, weights, on=on).rank(needs, top=top, minimum=minimum)
