"""Hits of the engine -> rows of Match. What did not change is not written, and a stage that people reached is never lost."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from demand.matching.engine import Hit, NeedFacts, PersonFacts
from demand.matching.engine.shelves import CONFIDENT, INTRODUCER, OUTSIDE_EXPERT, POSSIBLE
from demand.matching.models import Match, Run
from demand.matching.rules import CRITERIA

ENGINE_VERSION = "1.1"
SHELVES = {
    CONFIDENT: Match.Shelf.SURE,
    INTRODUCER: Match.Shelf.INTRODUCER,
    POSSIBLE: Match.Shelf.POSSIBLE,
    OUTSIDE_EXPERT: Match.Shelf.OUTSIDE,
}
GRADES = {label: value for value, label in Match.Grade.choices}
COLUMNS = (
    "need_id bigint, person_id bigint, shelf text, grade text, score_low numeric, score_high numeric, "
    "reasons jsonb, inputs jsonb"
)
# One statement writes new rows and brings known ones up to date. The row of a match is the same for good, so its
# stage and steps stay; a row with the same result keeps the run and the facts it was first computed from.
WRITE = f"""
    INSERT INTO matching_match
        (need_id, person_id, shelf, grade, score_low, score_high, reasons, inputs, run_id, is_current, stage, version)
    SELECT need_id, person_id, shelf, grade, score_low, score_high, reasons, inputs, %s, true, 'new', 1
    FROM json_to_recordset(%s) AS given({COLUMNS})
    ON CONFLICT (need_id, person_id) DO UPDATE SET
        shelf = EXCLUDED.shelf, grade = EXCLUDED.grade, score_low = EXCLUDED.score_low, score_high = EXCLUDED.score_high,
        reasons = EXCLUDED.reasons, inputs = EXCLUDED.inputs, run_id = EXCLUDED.run_id, is_current = true
    WHERE (matching_match.shelf, matching_match.grade, matching_match.score_low, matching_match.score_high,
           matching_match.reasons, matching_match.is_current)
        IS DISTINCT FROM (EXCLUDED.shelf, EXCLUDED.grade, EXCLUDED.score_low, EXCLUDED.score_high, EXCLUDED.reasons, true)
"""
# Whoever fell out and was never approached.
DROP = """
    UPDATE matching_match SET is_current = false
    WHERE is_current AND stage = 'new' AND need_id = ANY (%s::bigint[])
      AND (%s::bigint[] IS NULL OR person_id = ANY (%s::bigint[]))
      AND NOT EXISTS (SELECT 1 FROM matching_step step WHERE step.match_id = matching_match.id)
      AND NOT EXISTS (SELECT 1 FROM unnest(%s::bigint[], %s::bigint[]) AS kept(need_id, person_id)
                      WHERE kept.need_id = matching_match.need_id AND kept.person_id = matching_match.person_id)
"""


class Store:
    """Writes the hits of one run. people and needs: the facts by key, kept with every match as what it was computed from."""

    def __init__(self, run: Run, people: Sequence[PersonFacts], needs: Sequence[NeedFacts]):
        self.run = run
        self.people = {person.key: _known(person) for person in people}
        self.needs = {need.key: _known(need) for need in needs}
        self.frame = {
            "engine": run.engine,
            "weights": {name: getattr(run.weights, name) for name in CRITERIA},
            "on": run.started_at.date().isoformat(),
        }

    def write(self, hits: Sequence[Hit]) -> None:
        rows = [self._row(hit, place) for place, hit in enumerate(hits, 1)]
        if rows:
            with connection.cursor() as cursor:
                cursor.execute(WRITE, [self.run.pk, json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False)])

    def _row(self, hit: Hit, place: int) -> dict:
        facts = {"need": self.needs[hit.need_key], "person": self.people[hit.person_key]}
        return {
            "need_id": hit.need_key,
            "person_id": hit.person_key,
            "shelf": SHELVES[hit.shelf],
            "grade": GRADES.get(hit.grade, Match.Grade.NONE),
            "score_low": hit.score or 0,
            "score_high": hit.ceiling or 0,
            "reasons": lines_of(hit),
            "inputs": {**self.frame, "place": place, **facts},
        }


def drop_others(hits: Sequence[Hit], *, needs: Iterable[int], people: Iterable[int] | None = None) -> None:
    """Matches of these needs (where given, with these people) that are not among `hits` are no longer current."""
    among = None if people is None else list(people)
    pairs = [hit.need_key for hit in hits], [hit.person_key for hit in hits]
    with connection.cursor() as cursor:
        cursor.execute(DROP, [list(needs), among, among, *pairs])


def lines_of(hit: Hit) -> list[dict]:
    """Sentences of a match as they are kept: five with points, then what has to be heeded; off the first shelf the evidence.

    Keys: criterion (code or ""), label, points, maximum, possible, kind (plus, doubt, unknown, evidence, heed), sentence,
    words (to be marked), missing (items worth asking for).
    """
    lines = [
        {
            "criterion": reason.criterion.code,
            "label": reason.criterion.label,
            "points": reason.points,
            "maximum": reason.maximum,
            "possible": reason.possible,
            "kind": reason.kind,
            "sentence": reason.sentence,
            "words": list(reason.matched_words),
            "missing": list(reason.missing),
        }
        for reason in hit.reasons
    ]
    if hit.evidence:
        lines.append(_line("evidence", hit.evidence, hit.matched_words, hit.missing))
    return lines + [_line("heed", remark) for remark in hit.remarks]


def _line(kind: str, sentence: str, words=(), missing=()) -> dict:
    return {"criterion": "", "kind": kind, "sentence": sentence, "words": list(words), "missing": list(missing)}


def _known(facts) -> dict:
    """The facts that say something: no empty texts, no False, nothing unknown."""
    found = {field.name: getattr(facts, field.name) for field in fields(facts)}
    if found.get("refusals"):
        found["refusals"] = [{"need": each.need_key, "reason": each.reason, "on": each.on} for each in found["refusals"]]
    return {name: value for name, value in found.items() if value or value == 0 and value is not False}
