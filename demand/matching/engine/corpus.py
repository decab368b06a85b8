"""The people as one sparse term matrix (BM25, CSR), and needs as weighted terms against it.

A person's text has three parts that weigh differently: research, post, employer. Rarity, mean lengths and tags come from
the `background`, a larger corpus frozen by the caller, so that one changed person is scored as everybody else was.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from demand.matching.engine.facts import NeedFacts, PersonFacts
from demand.matching.engine.taxonomy import label
from demand.matching.engine.terms import Tokeniser, term_weight

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

BLOCK = 32
PART_WEIGHTS = {"research": 1.0, "post": 0.4, "employer": 0.4}
NEED_WEIGHTS = {"title": 1.0, "majors": 0.5, "description": 0.35, "tags": 0.2}
SATURATION, LENGTH_SHARE = 1.2, 0.5
RARITY_POWER = 1.6
NEIGHBOURS = 40
# Below this many people counts say little: rarity is then estimated as if the register had so many.
SMALLEST_REGISTER = 1000


@dataclass(frozen=True, slots=True)
class PreparedNeed:
    """A need read once: term columns and weights, the weight of all its terms, tags guessed from its neighbours."""

    need: NeedFacts
    columns: np.ndarray
    weights: np.ndarray
    total: float
    guess: dict[str, float]


class Corpus:
    """People in matrix form. `people` keeps its order: column j of `coverage` is `people[j]`."""

    def __init__(
        self, people: Sequence[PersonFacts], *, tokeniser: Tokeniser | None = None, background: "Corpus | None" = None
    ):
        self.people = list(people)
        self.background = background or self
        self.tokeniser = background.tokeniser if background else tokeniser or Tokeniser()
        self.vocabulary: dict[str, int] = background.vocabulary if background else {}
        counts = {part: self._counts(part) for part in PART_WEIGHTS}
        if background is None:
            self._learn(counts)
        self.matrix = self._weighted(counts)
        self.has_research = np.array([bool(person.research) for person in self.people], bool)

    def _counts(self, part: str) -> "csr_matrix":
        """Occurrences of each term in one part of each person's text; the vocabulary grows as it is read."""
        columns, data, ends = [], [], [0]
        for person in self.people:
            terms = Counter(self.tokeniser.terms(getattr(person, part)))
            columns.extend(self.vocabulary.setdefault(term, len(self.vocabulary)) for term in terms)
            data.extend(terms.values())
            ends.append(len(columns))
        shape = (len(self.people), len(self.vocabulary))
        return sparse((np.array(data, np.float32), np.array(columns, np.int32), ends), shape)

    def _learn(self, counts: dict[str, "csr_matrix"]) -> None:
        """Count holders per term (parts x terms), texts and mean length per part."""
        parts = _widened(counts, len(self.vocabulary))
        lengths = np.array([np.asarray(part.sum(axis=1)).ravel() for part in parts])
        texts = (lengths > 0).sum(axis=1)
        self._mean_lengths = np.maximum(lengths.sum(axis=1) / np.maximum(texts, 1), 1.0)
        self._texts = np.maximum(texts, SMALLEST_REGISTER)[:, None]
        self._holders = np.array([np.bincount(part.indices, minlength=len(self.vocabulary)) for part in parts])
        self._rarity = np.empty((len(parts), 0), np.float32)

    def rarity(self) -> np.ndarray:
        """Weight of every term in every part (parts x terms): its inverse document frequency to a power, times its kind.

        A word common in posts (公司) is not rare there because no research field has it: the lower of both counts.
        Terms that came with later needs or people are added at the end, as terms nobody holds.
        """
        base = self.background
        known, fresh = base._rarity.shape[1], list(islice(base.vocabulary, base._rarity.shape[1], None))
        if fresh:
            holders = np.zeros((len(PART_WEIGHTS), len(fresh)))
            counted = base._holders[:, known : known + len(fresh)]
            holders[:, : counted.shape[1]] = counted
            frequency = np.log1p((base._texts - holders + 0.5) / (holders + 0.5))
            kinds = np.fromiter((term_weight(term) for term in fresh), np.float64, len(fresh))
            added = np.minimum(frequency, frequency[0]) ** RARITY_POWER * kinds
            base._rarity = np.concatenate([base._rarity, added.astype(np.float32)], axis=1)
        return base._rarity

    def _weighted(self, counts: dict[str, "csr_matrix"]) -> "csr_matrix":
        """BM25 weight of each term of each person, parts added by `PART_WEIGHTS`."""
        parts = _widened(counts, len(self.vocabulary))
        means, weights = self.background._mean_lengths, PART_WEIGHTS.values()
        total = sparse((len(self.people), len(self.vocabulary)), dtype=np.float32)
        for part, weight, mean, rarity in zip(parts, weights, means, self.rarity(), strict=True):
            length = np.asarray(part.sum(axis=1)).ravel() / mean
            norm = np.repeat(SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length), np.diff(part.indptr))
            part.data = weight * part.data * (SATURATION + 1) / (part.data + norm) * rarity[part.indices]
            total = total + part.astype(np.float32)
        return total.tocsr()

    @cached_property
    def _by_term(self) -> "csr_matrix":
        return self.matrix.T.tocsr()

    def terms_by_row(self, width: int) -> "csr_matrix":
        """Terms x people, for the first `width` terms of the vocabulary."""
        known = self.matrix[:, :width]
        return sparse((known.data, known.indices, known.indptr), (len(self.people), width)).T.tocsr()

    @cached_property
    def tags(self) -> tuple[list[str], "csr_matrix"]:
        """Names of the disciplines and chains people carry, and people x tags as 0/1."""
        names: dict[str, int] = {}
        rows, columns = [], []
        for row, person in enumerate(self.people):
            for tag in {*person.disciplines, *person.chains}:
                rows.append(row)
                columns.append(names.setdefault(tag, len(names)))
        shape = (len(self.people), len(names))
        return list(names), sparse((np.ones(len(rows), np.float32), (rows, columns)), shape)

    @cached_property
    def tag_share(self) -> dict[str, float]:
        """Share of the people of the background who carry a tag; small registers count as `SMALLEST_REGISTER`."""
        if self.background is not self:
            return self.background.tag_share
        names, carried = self.tags
        holders = np.asarray(carried.sum(axis=0)).ravel() / max(len(self.people), SMALLEST_REGISTER)
        return dict(zip(names, holders.tolist(), strict=True))

    def prepare(self, needs: Iterable[NeedFacts]) -> list[PreparedNeed]:
        """Read needs once; the result may be scored again and again against corpora of this background."""
        read = [self._read(need) for need in needs]
        prepared = []
        for start in range(0, len(read), BLOCK):
            block = read[start : start + BLOCK]
            for need, coverage in zip(block, self.background.coverage(block), strict=True):
                prepared.append(PreparedNeed(need.need, need.columns, need.weights, need.total, self._guess(coverage)))
        return prepared

    def _read(self, need: NeedFacts) -> PreparedNeed:
        texts = {
            "tags": "；".join((need.industry, need.chain, need.chain_node, label(need.discipline))),
            "description": need.description,
            "majors": "；".join(need.majors),
            "title": need.title,
        }
        weights: dict[int, float] = {}
        for part, text in texts.items():
            for term in self.tokeniser.terms(text):
                weights[self.vocabulary.setdefault(term, len(self.vocabulary))] = NEED_WEIGHTS[part]
        columns = np.fromiter(weights, np.int32, len(weights))
        values = np.fromiter(weights.values(), np.float32, len(weights))
        return PreparedNeed(need, columns, values, float(values @ self.rarity()[0, columns]), {})

    def coverage(self, needs: Sequence[PreparedNeed]) -> np.ndarray:
        """How much of each need's informative terms each person covers: float32 (needs, people), about 0 to 1."""
        width = self.matrix.shape[1]
        ends = np.cumsum([0] + [len(need.columns) for need in needs])
        columns = np.concatenate([need.columns for need in needs]) if needs else np.empty(0, np.int32)
        weights = np.concatenate([need.weights / max(need.total, 1e-6) for need in needs]) if needs else columns
        known = columns < width
        rows = np.repeat(np.arange(len(needs)), np.diff(ends))[known]
        query = sparse((weights[known], (rows, columns[known])), (len(needs), width), dtype=np.float32)
        return (query @ self._by_term).toarray()

    def _guess(self, coverage: np.ndarray) -> dict[str, float]:
        """Share of each tag among the nearest people of the background, weighted by squared coverage."""
        names, carried = self.background.tags
        near = np.argsort(-coverage)[:NEIGHBOURS] if len(coverage) <= NEIGHBOURS else _largest(coverage, NEIGHBOURS)
        weights = coverage[near] ** 2
        if not names or not weights.any():
            return {}
        shares = (weights @ carried[near]) / weights.sum()
        return {names[tag]: float(shares[tag]) for tag in np.flatnonzero(shares)}


def _largest(values: np.ndarray, count: int) -> np.ndarray:
    return np.argpartition(-values, count)[:count]


def sparse(*arguments, **options) -> "csr_matrix":
    """scipy is loaded where something is matched: every other process goes without its 20 MB."""
    from scipy.sparse import csr_matrix

    return csr_matrix(*arguments, **options)


def _widened(counts: dict[str, "csr_matrix"], width: int) -> list["csr_matrix"]:
    """The same matrices with as many columns as the vocabulary has by now."""
    return [sparse((part.data, part.indices, part.indptr), (part.shape[0], width)) for part in counts.values()]
