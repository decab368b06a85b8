"""What `import_sheet` does beside the wizard: the same reading and judging, told as talent-import/1."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from talentbase.imports import actions, staging
from talentbase.imports.document import Duplicate, duplicates_in_file, refusal_document, to_document
from talentbase.imports.models import Batch, Row
from talentbase.imports.reading import read_block
from talentbase.imports.recipe import Known, RowReading, recipes
from talentbase.sheets.blocks import Block
from talentbase.sheets.cells import Refused


@dataclass
class Reading:
    kind: str = ""
    blocks: list[Block] = field(default_factory=list)
    rows: list[list[RowReading]] = field(default_factory=list)
    ignored: list[dict] = field(default_factory=list)
    refused: Refused | None = None
    document: dict[str, Any] = field(default_factory=dict)

    @property
    def town(self) -> str:
        return next((block.meta["town"] for block in self.blocks if block.meta.get("town")), "")

    def summary(self) -> str:
        counts = {
            key: sum(len(block[key]) for block in self.document["blocks"]) for key in ("records", "errors", "duplicates")
        }
        return f"可导入{counts['records']}行，错误{counts['errors']}处，重复{counts['duplicates']}行。"


def read(path: Path, kind: str) -> Reading:
    """Blocks and rows, or the refusal; nothing of the database but the code tables."""
    try:
        blocks, ignored, _ = staging.read_file(path, path.name, kind)
    except Refused as refused:
        return Reading(refused=refused, document=refusal_document(refused))
    rows = [read_block(recipes()[block.kind].reader(), block) for block in blocks]
    return Reading(kind, blocks, rows, ignored)


def judge(reading: Reading, *, by) -> None:
    """Repeats inside the file and people known already; fills `document`."""
    readers = {kind: recipe.reader() for kind, recipe in recipes().items()}
    found = duplicates_in_file(reading.blocks, reading.rows, readers)
    for kind, recipe in recipes().items():
        places = [(b, r) for b, block in enumerate(reading.blocks) if block.kind == kind for r in range(len(reading.rows[b]))]
        known = recipe.known([reading.rows[b][r] for b, r in places], by=getattr(by, "pk", None))
        for number, record in known.items():
            found.setdefault(places[number], _told(record, reading.rows[places[number][0]][places[number][1]]))
    reading.document = to_document(reading.blocks, reading.rows, found, reading.ignored)


def _told(known: Known, row: RowReading) -> Duplicate:
    """Where the record came from an earlier file, that file and row; else the person by name."""
    origin = Row.objects.filter(target=known.target, outcome="added").select_related("batch__file").order_by("pk").first()
    of = {"person": {"name": row.values.get("name", "")}}
    if origin:
        of = {"file": origin.batch.file.name, "sheet": origin.sheet, "row": origin.row}
    changes = {label: new for label, _, new, _ in known.changes}
    rule = known.rule if known.rule not in ("echo", "hidden") else "same_name_birth_place"
    return Duplicate(of, rule, known.sentence, known.review, changes)


def apply(reading: Reading, path: Path, *, unit, by) -> tuple[Batch, bool]:
    """(batch, whether the file had been imported before). Good rows only; doubtful ones stay for a human."""
    try:
        batch = actions.keep(path.name, path.read_bytes(), unit=unit, by=by)
    except actions.AlreadyImported as known:
        return known.batch, True
    staging.read_batch(batch, _silent, reading.kind)
    if not actions.is_writable(batch):
        raise actions.NotYet(actions.CHECKED_ONLY)
    batch.state = Batch.State.APPLYING
    batch.save()
    return actions.apply(batch, by=by, progress=_silent), False


def _silent(done: int, total: int, message: str = "") -> None:
    """A command shows no bar."""


def outcome_words(batch: Batch) -> str:
    counts = batch.counts
    return f"新增{counts['did_added']}，更新{counts['did_changed']}，未变{counts['did_same']}，未导入{counts['did_skipped']}"


def schema_digest() -> str:
    """Changes with every migration and code table; names the template that scratch databases are copied from."""
    packages = ("talentbase", "people", "demand", "workstations")
    files = [path for package in packages for path in (settings.BASE_DIR / package).rglob("migrations/0*.py")]
    files += (settings.BASE_DIR / "talentbase" / "codes" / "data").glob("*.csv")
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]
