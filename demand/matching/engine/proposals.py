"""One need against everybody: who stands on which shelf, and in which words."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from demand.matching.engine.corpus import PreparedNeed
from demand.matching.engine.eligibility import hard_conditions
from demand.matching.engine.overlap import Overlap, Reading, overlap, read
from demand.matching.engine.reasons import field_points, quoted, whole
from demand.matching.engine.shelves import CONFIDENT, INTRODUCER, OUTSIDE_EXPERT, POSSIBLE, Hit
from demand.matching.engine.taxonomy import label

if TYPE_CHECKING:
    from demand.matching.engine.score import Matcher

INTRODUCERS_SHOWN = 5
# Coverage from which post and employer speak for a person whose research nobody has asked about.
SPEAKING_COVERAGE = 0.01
# Share of the field points from which a person is worth asking although too little is known for a grade.
STRONG_FIELD = 0.6


class Places(NamedTuple):
    """Who has a place for a need, as masks over people (or needs x people)."""

    scored: np.ndarray
    strong: np.ndarray
    silent: np.ndarray
    outside: np.ndarray
    introducers: np.ndarray


def places(
    matcher: "Matcher",
    coverage: np.ndarray,
    field: np.ndarray,
    total: np.ndarray,
    eligible: np.ndarray,
    carries: np.ndarray,
    minimum: int,
) -> Places:
    """scored: enough points; strong: a good field and too little else; silent: nobody asked about the research.

    introducers: officials whose field or chain touches the need, whatever its conditions.
    """
    ours, asked = matcher.ours & eligible, matcher.corpus.has_research
    spoken, below = coverage >= SPEAKING_COVERAGE, whole(total) < minimum
    return Places(
        scored=ours & asked & ~below,
        strong=ours & asked & below & (field >= STRONG_FIELD * matcher.maxima["field"]),
        silent=ours & ~asked & spoken,
        outside=matcher.outside & eligible & spoken,
        introducers=matcher.officials & (spoken | carries),
    )


class Proposals:
    """Shelves of one need; `coverage` is its row of `Corpus.coverage`."""

    def __init__(self, matcher: "Matcher", prepared: PreparedNeed, coverage: np.ndarray):
        self.matcher, self.prepared, self.need, self.coverage = matcher, prepared, prepared.need, coverage
        self.people = matcher.corpus.people
        self.field = field_points(matcher.maxima["field"], coverage)
        self.total = self.field + matcher.circumstances(prepared)
        # Those who have all the points of a field still differ in how much of the need they cover.
        self.order = self.total + 1e-3 * coverage

    def _read(self, *texts: str) -> Reading:
        return read(self.matcher.corpus.tokeniser, "；".join(texts))

    @cached_property
    def title(self) -> Reading:
        return self._read(self.need.title)

    @cached_property
    def text(self) -> Reading:
        return self._read(self.need.title, self.need.description, *self.need.majors)

    @cached_property
    def context(self) -> Reading:
        return self._read(self.need.industry, self.need.chain, self.need.chain_node, label(self.need.discipline))

    def hits(self, top: int, minimum: int) -> list[Hit]:
        eligible, carries = self.matcher.eligible(self.need), self.matcher.carries(self.need)
        found = places(self.matcher, self.coverage, self.field, self.total, eligible, carries, minimum)
        possible = [
            *(self._promising(row) for row in best(self.order, found.strong, top)),
            *(self._unscored(row, POSSIBLE, ("研究领域",)) for row in best(self.coverage, found.silent, top)),
        ]
        scored = (self._scored(row) for row in best(self.order, found.scored, top))
        return [
            *(hit for hit in scored if hit.matched_words or not minimum),
            *filter(None, map(self._introducer, best(self.order, found.introducers, INTRODUCERS_SHOWN))),
            *list(filter(None, possible))[:top],
            *filter(None, (self._unscored(row, OUTSIDE_EXPERT) for row in best(self.order, found.outside, top))),
        ]

    def _words(self, row: int) -> tuple[Overlap, Overlap]:
        """Words shared with the person's research, and with post and employer."""
        research, post = (self.matcher.reading(row, part) for part in ("research", "post"))
        return overlap(self.text, research, self.title), overlap(self.text, post)

    def _scored(self, row: int) -> Hit:
        words = self._words(row)
        reasons = self.matcher.reasons(self.prepared, row, float(self.coverage[row]), words)
        score = sum(reason.points for reason in reasons)
        return Hit(
            need_key=self.need.key,
            person_key=self.people[row].key,
            shelf=CONFIDENT,
            score=score,
            ceiling=score + sum(reason.possible for reason in reasons),
            reasons=reasons,
            remarks=(*self._absent(words, reasons[0].points), *self._remarks(row)),
            matched_words=reasons[0].matched_words,
            missing=tuple(item for reason in reasons for item in reason.missing),
        )

    def _absent(self, words: tuple[Overlap, Overlap], points: int) -> Iterable[str]:
        research, post = words
        absent = [word for word in research.missing if not any(word in known for known in post.words)]
        if research and absent and points < self.matcher.maxima["field"]:
            yield f"需求中的{quoted(absent)}未见登记"

    def _remarks(self, row: int) -> Iterable[str]:
        """What has to be checked or heeded before this person is approached."""
        person = self.people[row]
        for condition, met in hard_conditions(self.need, person, self.matcher.on):
            if met is None:
                yield f"硬性条件“{condition}”待核实"
        if person.is_university_leader:
            yield "高校领导干部，兼职须按干部管理权限报批"
        if person.retired_within_three_years:
            yield "离退休未满三年，到企业任职须按规定报批"

    def _promising(self, row: int) -> Hit | None:
        """A good field, and too much else unknown for a grade: worth asking, not worth a number."""
        hit = self._scored(row)
        if not hit.missing or not hit.matched_words:
            return None
        evidence = f"{hit.reasons[0].sentence}；{'、'.join(hit.missing)}未登记"
        return self._line(row, POSSIBLE, evidence, hit.matched_words, hit.missing)

    def _unscored(self, row: int, shelf: str, missing: tuple[str, ...] = ()) -> Hit | None:
        research, post = self._words(row)
        post = post or overlap(self.context, self.matcher.reading(row, "post"))
        if not research and not post:
            return None
        return self._line(row, shelf, _evidence(research, post), (*research.highlights, *post.highlights), missing)

    def _introducer(self, row: int) -> Hit | None:
        seen = self._unscored(row, INTRODUCER)
        if seen is None and not self.matcher.carries(self.need)[row]:
            return None
        familiar = seen.evidence if seen else f"熟悉{self.need.chain}产业链"
        evidence = f"现职公务员，不推荐兼职；{familiar}"
        return Hit(self.need.key, self.people[row].key, INTRODUCER, evidence=evidence)

    def _line(self, row: int, shelf: str, evidence: str, words: Iterable[str], missing: tuple[str, ...]) -> Hit:
        return Hit(
            need_key=self.need.key,
            person_key=self.people[row].key,
            shelf=shelf,
            remarks=tuple(self._remarks(row)),
            matched_words=tuple(dict.fromkeys(words)),
            evidence=evidence,
            missing=missing,
        )


def best(values: np.ndarray, among: np.ndarray, count: int) -> list[int]:
    """Rows of the highest values among the masked ones, best first; equal values keep the order of the rows."""
    rows = np.flatnonzero(among)
    if len(rows) > count:
        kth = np.partition(values[rows], len(rows) - count)[len(rows) - count]
        rows = rows[values[rows] >= kth]
    return rows[np.argsort(-values[rows], kind="stable")][:count].tolist()


def _evidence(research: Overlap, post: Overlap) -> str:
    where, found = ("研究领域", research) if research else ("单位和职务", post)
    if found.words and (not found.related or max(map(len, found.words)) > 2):
        return f"{where}中{quoted(found.words)}与需求相符"
    wanted, held = found.related[0]
    return f"{where}中{quoted([held])}与需求{quoted([wanted])}相关"
