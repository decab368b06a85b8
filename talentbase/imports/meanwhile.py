"""Records that somebody edited between the check of a sheet and its import: their rows wait, nothing unseen is written over."""

from talentbase.audit.models import Change
from talentbase.imports import staging
from talentbase.imports.models import Batch, Row
from talentbase.imports.recipe import RoomRecipe, recipes
from talentbase.imports.rights import kinds_of

OPEN = (Row.State.GOOD, Row.State.DOUBTFUL)
EDITED = "核对之后有人改过库中的这条记录，请按现在的内容再看一遍"


def hold_edited(batch: Batch) -> None:
    """Rows whose record would be changed otherwise than the check page said are doubtful again, with what they would change now."""
    if batch.mode == Batch.Mode.ADD:
        return
    kinds = kinds_of(batch)
    for kind, recipe in recipes().items():
        edited = _edited(batch, recipe) if kind in kinds else set()
        if not edited:
            continue
        merged = batch.rows.filter(decision=Row.Decision.MERGE, outcome=Row.Outcome.NONE, state__in=OPEN)
        rows = [row for row in merged if kinds[row.block] == kind and row.duplicate.get("known") in edited]
        _hold(batch, recipe, [row for row in rows if not row.duplicate.get("echo")])


def shown(batch: Batch) -> dict[int, tuple]:
    """{row: (record, what it would change)} as the check page says."""
    merged = batch.rows.filter(decision=Row.Decision.MERGE, outcome=Row.Outcome.NONE)
    return {row.pk: (row.duplicate.get("known"), row.duplicate.get("changes")) for row in merged.only("duplicate")}


def hold_changed(batch: Batch, before: dict[int, tuple]) -> None:
    """After another comparison: rows that would change the same record otherwise than was shown. before: of `shown`."""
    held = []
    for row in batch.rows.filter(decision=Row.Decision.MERGE, state__in=OPEN, pk__in=before):
        record, changes = before[row.pk]
        if row.duplicate.get("known") == record and row.duplicate.get("changes") and row.duplicate["changes"] != changes:
            row.duplicate["sentence"] = EDITED
            row.state, row.decision = Row.State.DOUBTFUL, Row.Decision.NONE
            held.append(row)
    staging.keep_judgement(held)


def _edited(batch: Batch, recipe: RoomRecipe) -> set[int]:
    """Records that changed since the sheet came; earlier than the check, so that no change slips between."""
    changes = Change.objects.filter(subject_table=recipe.table, at__gt=batch.made_at)
    return {int(subject) for subject in changes.values_list("subject_id", flat=True).distinct() if subject.isdigit()}


def _hold(batch: Batch, recipe: RoomRecipe, rows: list[Row]) -> None:
    if not rows:
        return
    known = recipe.known([staging.reading_of(row) for row in rows], by=batch.made_by, unit=batch.unit)
    held = []
    for number, row in enumerate(rows):
        found, shown = known.get(number), row.duplicate
        if found and found.target == shown.get("known") and [list(change) for change in found.changes] == shown.get("changes"):
            continue
        if found:
            staging.mark_known(row, found)
        row.duplicate = (row.duplicate if found else {}) | {"sentence": EDITED, "left": shown.get("left", [])}
        row.state, row.decision = Row.State.DOUBTFUL, Row.Decision.NONE
        held.append(row)
    staging.keep_judgement(held)
