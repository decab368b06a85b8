"""Few people against very many needs: for all needs at once, who could stand on a shelf at all.

The points are those of `Proposals`, out of the same functions, in one table needs x people; words are then found for the
needs that remain only. One saved person against 10,000 needs is a matter of milliseconds.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from demand.matching.engine.corpus import Corpus, PreparedNeed, sparse
from demand.matching.engine.facts import NeedFacts
from demand.matching.engine.proposals import places
from demand.matching.engine.reasons import field_points, guess_share, whole
from demand.matching.engine.shelves import CONFIDENT, INTRODUCER, LOWEST, OUTSIDE_EXPERT, POSSIBLE, Hit

if TYPE_CHECKING:
    from demand.matching.engine.score import Matcher

AT_ONCE = 1024
# Sums of the same products in another order differ by less: nobody is lost at a threshold.
SLACK = np.float32(1e-5)
NOBODY = object()  # key of a need that stands for all of its question: nobody has declined it


class NeedSet:
    """Prepared needs of one background in matrix form: made once, asked for every person who changes."""

    def __init__(self, corpus: Corpus, needs: Iterable[PreparedNeed]):
        self.needs = list(needs)
        ends = np.cumsum([0, *(len(need.columns) for need in self.needs)])
        weights = [need.weights / max(need.total, 1e-6) for need in self.needs]
        columns = [need.columns for need in self.needs]
        self.width = len(corpus.vocabulary)
        self.terms = _rows(weights, columns, ends, self.width)
        self.tags = {name: number for number, name in enumerate(corpus.background.tags[0])}
        guessed = [[self.tags[name] for name in need.guess] for need in self.needs]
        shares = [list(need.guess.values()) for need in self.needs]
        self.guesses = _rows(shares, guessed, np.cumsum([0, *map(len, guessed)]), len(self.tags))
        self._asked: dict[str, tuple[list[NeedFacts], np.ndarray]] = {}

    def asked(self, name: str, question) -> tuple[list[NeedFacts], np.ndarray]:
        """(one need for each different question, number of the question of every need)."""
        if name not in self._asked:
            index: dict[Hashable, int] = {}
            firsts: list[NeedFacts] = []
            numbers = np.empty(len(self.needs), np.intp)
            for row, prepared in enumerate(self.needs):
                asks = question(prepared.need)
                if asks not in index:
                    firsts.append(replace(prepared.need, key=NOBODY))
                numbers[row] = index.setdefault(asks, len(index))
            self._asked[name] = firsts, numbers
        return self._asked[name]


def _rows(data: Sequence, columns: Sequence, ends: np.ndarray, width: int):
    """CSR of the given values, row by row."""
    shape = (len(ends) - 1, width)
    if not ends[-1]:
        return sparse(shape, dtype=np.float32)
    return sparse((np.concatenate(data).astype(np.float32), np.concatenate(columns).astype(np.int32), ends), shape)


def sweep(
    matcher: "Matcher",
    needs: NeedSet,
    *,
    top: int = 20,
    minimum: int = LOWEST,
    floors: Mapping[str, np.ndarray] | None = None,
) -> Iterator[Hit]:
    """Every hit of the matcher's people for these needs, as `rank` finds them.

    floors: per shelf and need the points that others have there already; only who has more is a hit. -1 where there is room.
    """
    rows = _promising(matcher, needs, minimum, floors or {})
    found = matcher.rank([needs.needs[row] for row in rows], top=top, minimum=minimum)
    for row, hits in zip(rows, found, strict=True):
        for hit in hits:
            if floors is None or (hit.score or 0) > floors[hit.shelf][row]:
                yield hit


def _promising(matcher: "Matcher", needs: NeedSet, minimum: int, floors: Mapping[str, np.ndarray]) -> list[int]:
    """Numbers of the needs that have a place for one of the people; rather one too many than one too few."""
    answers = {name: _answers(matcher, needs, name) for name in matcher.questions}
    people, guesses = matcher.corpus.terms_by_row(needs.width), _tags_of(matcher.corpus, needs)
    found = []
    for start in range(0, len(needs.needs), AT_ONCE):
        piece = slice(start, start + AT_ONCE)
        given = {name: table[numbers[piece]] for name, (table, numbers) in answers.items()}
        coverage = (needs.terms[piece] @ people).toarray() + SLACK
        guessed = whole(matcher.maxima["taxonomy"] * guess_share((needs.guesses[piece] @ guesses).toarray() + SLACK))
        field = field_points(matcher.maxima["field"], coverage)
        total = field + np.maximum(given["taxonomy"], guessed)
        total += given["qualification"] + given["willingness"] + given["region"]
        shelves = places(matcher, coverage, field, total, given["eligible"] > 0, given["chains"] > 0, minimum)
        free = {shelf: floor[piece, None] for shelf, floor in floors.items()}
        if free:
            shelves = _with_room(shelves, whole(total), free)
        found.append(start + np.flatnonzero(np.any(shelves, axis=(0, 2))))
    return np.concatenate(found).tolist() if found else []


def _answers(matcher: "Matcher", needs: NeedSet, name: str) -> tuple[np.ndarray, np.ndarray]:
    """(questions x people, number of the question of every need)."""
    ask = matcher.questions[name]
    firsts, numbers = needs.asked(name, ask.of_need)
    table = np.array([[ask.answer(need, person) for person in matcher.corpus.people] for need in firsts], float)
    return table.reshape(len(firsts), len(matcher.corpus.people)), numbers


def _tags_of(corpus: Corpus, needs: NeedSet):
    """Tags x people as 0/1, for the tags that people of the background carry."""
    pairs = [
        (needs.tags[tag], row)
        for row, person in enumerate(corpus.people)
        for tag in {*person.disciplines, *person.chains}
        if tag in needs.tags
    ]
    shape = (len(needs.tags), len(corpus.people))
    rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
    return sparse((np.ones(len(pairs), np.float32), (rows, columns)), shape)


def _with_room(shelves, points: np.ndarray, free: Mapping[str, np.ndarray]):
    """What remains where others stand on the shelves already."""
    return shelves._replace(
        scored=shelves.scored & (points > free[CONFIDENT]),
        strong=shelves.strong & (free[POSSIBLE] < 0),
        silent=shelves.silent & (free[POSSIBLE] < 0),
        outside=shelves.outside & (free[OUTSIDE_EXPERT] < 0),
        introducers=shelves.introducers & (free[INTRODUCER] < 0),
    )
