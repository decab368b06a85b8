"""What was read out of a file as one JSON document, `talent-import/1`: every row in exactly one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from talentbase.imports.recipe import Note, Recipe, RowReading
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Refused

STATION_KINDS = {"invest_lead", "talent_lead", "coop_project"}
Place = tuple[int, int]  # (number of the block, number of the reading in it)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """of: {"row": 5} | {"sheet": …, "row": 4} | {"file": …, "row": 6} | {"person": {…}}. changes: {field: new value}."""

    of: dict[str, Any]
    rule: str
    sentence: str = ""
    review: bool = False
    changes: dict[str, Any] = field(default_factory=dict)


def duplicates_in_file(
    blocks: Sequence[Block], readings: Sequence[Sequence[RowReading]], recipes: Mapping[str, Recipe]
) -> dict[Place, Duplicate]:
    """Each recipe judges all rows of its kind at once, over sheets and blocks."""
    found: dict[Place, Duplicate] = {}
    for kind, recipe in recipes.items():
        places = [(b, r) for b, block in enumerate(blocks) if block.kind == kind for r in range(len(readings[b]))]
        rows = [readings[b][r] for b, r in places]
        for repeat in recipe.judge(rows):
            first, later = rows[repeat.first], rows[repeat.later]
            of = {"row": first.row} if first.sheet == later.sheet else {"sheet": first.sheet, "row": first.row}
            changes = changes_between(first.values, later.values)
            found[places[repeat.later]] = Duplicate(of, repeat.rule, repeat.sentence, repeat.review, changes)
    return found


def changes_between(known: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """What the later record says differently or in addition."""
    return {key: value for key, value in new.items() if value != known.get(key)}


def to_document(
    blocks: Sequence[Block],
    readings: Sequence[Sequence[RowReading]],
    duplicates: Mapping[Place, Duplicate],
    ignored_sheets: Sequence[dict[str, str]] = (),
) -> dict[str, Any]:
    """readings: one list per block. duplicates: inside the file and, where the caller asked the register, of earlier files."""
    return {
        "schema": "talent-import/1",
        "kind": file_kind(blocks),
        "refused": None,
        "ignored_sheets": list(ignored_sheets),
        "blocks": [_block(number, block, readings[number], duplicates) for number, block in enumerate(blocks)],
    }


def refusal_document(refused: Refused) -> dict[str, Any]:
    return {
        "schema": "talent-import/1",
        "kind": "report" if refused.code == "summary_table" else "refused",
        "refused": {"code": refused.code, "msg": refused.message},
        "ignored_sheets": [],
        "blocks": [],
    }


def file_kind(blocks: Sequence[Block]) -> str:
    kinds = {"workstation" if block.kind in STATION_KINDS else block.kind for block in blocks}
    return kinds.pop() if len(kinds) == 1 else "mixed"


def _block(number: int, block: Block, readings: Sequence[RowReading], duplicates: Mapping[Place, Duplicate]) -> dict[str, Any]:
    document: dict[str, Any] = {
        "sheet": block.sheet,
        "header_rows": block.header_rows,
        "kind": block.kind,
        "records": [],
        "errors": [],
        "duplicates": [],
        "ignored_rows": [{"row": row, "why": why} for row, why in block.ignored_rows],
    }
    if block.layout == "form":
        document["layout"] = "form"
    for position, reading in enumerate(readings):
        document["errors"] += [{"row": reading.row, **_note(error)} for error in reading.errors]
        if reading.held:
            continue
        if duplicate := duplicates.get((number, position)):
            document["duplicates"].append(_duplicate(reading, duplicate))
        else:
            document["records"].append(_record(reading))
    return document


def _record(reading: RowReading) -> dict[str, Any]:
    values = reading.values | ({"extra": reading.extra} if reading.extra else {})
    return {"row": reading.row, "values": values, "warnings": [_note(warning) for warning in reading.warnings]}


def _duplicate(reading: RowReading, duplicate: Duplicate) -> dict[str, Any]:
    return {
        "row": reading.row,
        "of": duplicate.of,
        "rule": duplicate.rule,
        "action": "review" if duplicate.review else "merge",
        "msg": duplicate.sentence,
        "changes": duplicate.changes,
    }


def _note(note: Note) -> dict[str, str]:
    told = {"field": note.field, "code": note.code, "msg": note.message}
    return told | ({"proposal": note.proposal} if note.proposal else {})
