"""Verbs on a batch: receive, take_columns, edit_row, decide, confirm, apply, take_back, drop.

Nothing is written before the confirm.
"""

import hashlib
from collections import Counter

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from talentbase.accounts.models import Unit, User
from talentbase.audit import log
from talentbase.audit.actor import set_local
from talentbase.files import store
from talentbase.imports import layouts, meanwhile, memory, staging, undo
from talentbase.imports.models import Batch, Row
from talentbase.imports.reading import EXTRA
from talentbase.imports.recipe import Item, RoomRecipe, recipes
from talentbase.imports.rights import barred_kinds, kinds_of
from talentbase.imports.sealing import open_values
from talentbase.imports.undo import mark
from talentbase.jobs import run
from talentbase.pg.rows import pieces

CHECKED_ONLY = "这类表格目前只读取和核对，不写入数据。可下载带批注的退回表。"
LOCK, COLUMNS_LOCK = 7_203_001, 7_203_002  # of pg_advisory_xact_lock
WRITTEN_AT_ONCE = 2000
ROWS_OF_A_RECORD = 4  # below the first one: two studies, rarely more
FIRST_STATES = (Batch.State.CHECK, Batch.State.DUPLICATES)


class AlreadyImported(Exception):
    """The same file was imported for the same unit before; `batch` is that import."""

    def __init__(self, batch: Batch):
        super().__init__(f"这个文件已于{timezone.localtime(batch.applied_at):%Y年%m月%d日}导入（第{batch.pk}批）。")
        self.batch = batch


class NotYet(Exception):
    """The act does not fit the state of the batch; the message says why and what to do."""


@transaction.atomic
def receive(name: str, data: bytes, *, unit: Unit, by: User | None, kind: str = "", address: str = "") -> Batch:
    """Keep the upload and start the job that reads it. Raises AlreadyImported."""
    batch = keep(name, data, unit=unit, by=by, address=address)
    batch.job = run.start("imports.read", f"读取{batch.file.name}"[:120], by=by, batch=batch.pk, kind=kind)
    batch.save(update_fields=["job"])
    return batch


def keep(name: str, data: bytes, *, unit: Unit, by: User | None, address: str = "") -> Batch:
    """The upload as a batch that nobody reads yet. Raises AlreadyImported."""
    digest = hashlib.sha256(data).hexdigest()
    if known := Batch.objects.applied().filter(sha256=digest, unit=unit).first():
        raise AlreadyImported(known)
    stored = store.store(name, data, kind="import", unit=unit, by=by)
    batch = Batch.objects.create(
        file=stored, sha256=digest, unit=unit, made_by=getattr(by, "pk", None), made_by_name=getattr(by, "full_name", "系统")
    )
    log.record("upload", user=by, address=address, subject=stored, sha256=digest, size=len(data))
    return batch


def locked(pk: int, *, wait: bool = True) -> Batch:
    """wait False: raises NotYet where a job has the batch just now, instead of waiting for its end."""
    batches = Batch.objects.select_related("file", "unit")
    if wait:
        return batches.select_for_update(of=("self",)).get(pk=pk)
    try:
        with transaction.atomic():
            return batches.select_for_update(of=("self",), nowait=True).get(pk=pk)
    except OperationalError:
        raise NotYet("这个文件正在读取或导入，请稍候再办。") from None


@transaction.atomic
def take_columns(batch: Batch, chosen: dict[tuple[int, int], str | None], *, by: User) -> run.Job | None:
    """Confirm the columns. Unchanged: straight on to the check; else all rows are read again by a job, which is returned.

    What was explained here goes for every file of the sender that still waits: of 300 firms' workbooks one is enough.
    """
    _alone(COLUMNS_LOCK)  # several clerks at it would each hold what the other waits for
    batch = locked(batch.pk)
    if not batch.is_open:
        raise NotYet("这一批已不能再改列名。")
    before = [column for block in batch.layout["blocks"] for column in map(list, block["columns"])]
    batch.layout = layouts.take_columns(batch.layout, chosen)
    after = [column for block in batch.layout["blocks"] for column in block["columns"]]
    kinds = [block["kind"] for block in batch.layout["blocks"] for _ in block["columns"]]
    memory.learn(batch, before, after, kinds)
    if before == after:
        batch.state = Batch.State.CHECK
        batch.save()
        return None
    for other in (batch, *memory.waiting_too(batch)):
        other.job = run.start("imports.restage", f"重新读取{other.file.name}"[:120], by=by, batch=other.pk)
        other.state = Batch.State.READING
        other.save()
    return batch.job


@transaction.atomic
def edit_row(batch: Batch, row: Row, changes: dict[str, str], *, by: User) -> Row:
    """Put typed text in place of the sheet's and read the row again; repeats are judged anew for the whole batch."""
    batch = locked(batch.pk)
    if batch.state not in FIRST_STATES:
        raise NotYet("这一批已不能再修改。")
    block = layouts.blocks_of(batch.layout)[row.block]
    row.edits = row.edits | changes
    reader = recipes()[block.kind].reader()
    for each in (row, *_heads(batch, row)):
        below = batch.rows.filter(block=row.block, row__gt=each.row)[:ROWS_OF_A_RECORD]
        staging.put(each, staging.read_again(reader, block, each, below))
        each.save()
    judge_again(batch)
    row.refresh_from_db()
    return row


def _heads(batch: Batch, row: Row) -> list[Row]:
    """The rows above that this one continues, where its cells are filled down from a merged one."""
    above = list(batch.rows.filter(block=row.block, row__lt=row.row).order_by("-row")[:ROWS_OF_A_RECORD])
    heads = []
    for lower, upper in zip([row, *above], above, strict=False):
        if not any(note["code"] == "filled_down" for note in lower.warnings):
            break
        heads.append(upper)
    return heads


@transaction.atomic
def dismiss(batch: Batch, row: Row, *, by: User, back: bool = False) -> Row:
    """不导入这行, or take that back."""
    batch = locked(batch.pk)
    if batch.state not in FIRST_STATES:
        raise NotYet("这一批已不能再修改。")
    held = any(error["code"] != "bad_phone" for error in row.errors)
    row.state = (Row.State.HELD if held else Row.State.GOOD) if back else Row.State.DISMISSED
    row.save(update_fields=["state"])
    judge_again(batch)
    row.refresh_from_db()
    return row


def judge_again(batch: Batch) -> None:
    """Compare all rows with the register as it is now; what the clerk decided, row by row or field by field, is kept."""
    rows = list(batch.rows.all())
    decided = {row.pk: (row.decision, row.duplicate.get("left")) for row in rows}
    staging.judge(batch, rows, [staging.reading_of(row) for row in rows])
    for row in rows:
        decision, left = decided[row.pk]
        row.decision = decision if row.state == Row.State.DOUBTFUL else row.decision
        if left and row.duplicate.get("changes"):
            row.duplicate["left"] = left
    staging.keep_judgement(rows)
    staging.count(batch, rows)
    batch.save(update_fields=["counts", "judged_against"])


@transaction.atomic
def decide(batch: Batch, decisions: dict[int, str], *, by: User, left: dict[int, list[str]] | None = None) -> int:
    """{row id: merge | new | skip} for doubtful rows. A row outside the user's scope can only be skipped.

    left: {row id: keys of fields that stay as stored}, for every row that brings a record up to date.
    """
    batch = locked(batch.pk)
    if batch.state not in (*FIRST_STATES, Batch.State.APPLIED):
        raise NotYet("这一批已不能再判定。")
    rows = list(still_open(batch).filter(pk__in=decisions))
    for row in rows:
        wanted = decisions[row.pk]
        if row.duplicate.get("hidden") and wanted == Row.Decision.MERGE:
            continue
        row.decision = wanted
    Row.objects.bulk_update(rows, ["decision"])
    _leave(batch, left or {})
    return len(rows)


def _leave(batch: Batch, left: dict[int, list[str]]) -> None:
    rows = list(batch.rows.filter(pk__in=left))
    for row in rows:
        known = {change[3] for change in row.duplicate.get("changes", ())}
        row.duplicate = row.duplicate | {"left": sorted(known & set(left[row.pk]))}
    Row.objects.bulk_update(rows, ["duplicate"], batch_size=500)


def is_writable(batch: Batch) -> bool:
    """Whether any kind of its tables has a register that takes rows."""
    return any(recipes()[block["kind"]].list_url for block in batch.layout["blocks"])


def undecided(batch: Batch):
    """Rows that wait for this unit's decision; about a person of another unit's nobody here can decide."""
    return still_open(batch).filter(decision=Row.Decision.NONE).exclude(duplicate__contains={"hidden": True})


@transaction.atomic
def confirm(batch: Batch, *, by: User, mode: str = Batch.Mode.OVERWRITE) -> run.Job:
    """The clerk's last word: from here a job writes everything in one transaction. Raises NotYet or AlreadyImported."""
    batch = locked(batch.pk)
    if batch.state not in FIRST_STATES:
        raise NotYet("这一批正在导入，或已经导入、放弃。")
    if not is_writable(batch):
        raise NotYet(CHECKED_ONLY)
    if (barred := barred_kinds(batch, by)) and len(barred) == len(set(kinds_of(batch))):
        raise NotYet(f"您没有登记{'、'.join(barred)}的权限，请交由县级导入。")
    batch.state, batch.mode = Batch.State.APPLYING, mode
    batch.job = run.start("imports.apply", f"导入{batch.file.name}"[:120], by=by, batch=batch.pk)
    try:
        with transaction.atomic():
            batch.save()
    except IntegrityError:
        first = Batch.objects.filter(sha256=batch.sha256, kind=batch.kind, unit=batch.unit, state="applied").first()
        raise AlreadyImported(first) if first else NotYet("同一个文件正在导入，请稍候查看结果。") from None
    return batch.job


@transaction.atomic
def apply(batch: Batch, *, by: User | None, progress) -> Batch:
    """Write every good and decided row; all or nothing. A second run of the same job finds APPLIED and does nothing.

    Doubtful rows that nobody decided on stay open: `confirm_rest` takes them in later, under the same mark.
    """
    batch = _in_turn(batch)
    if batch.state == Batch.State.APPLIED:
        return batch
    meanwhile.hold_edited(batch)
    _write(batch, batch.rows.all(), by=by, progress=progress)
    batch.state, batch.applied_at = Batch.State.APPLIED, timezone.now()
    batch.save()
    return batch


@transaction.atomic
def confirm_rest(batch: Batch, *, by: User) -> run.Job:
    """The doubtful rows of an imported batch that were decided since. Raises NotYet."""
    batch = locked(batch.pk)
    if batch.state != Batch.State.APPLIED or (batch.job and batch.job.is_open):
        raise NotYet("这一批正在处理，请稍候查看结果。")
    batch.job = run.start("imports.rest", f"导入{batch.file.name}判定的行"[:120], by=by, batch=batch.pk)
    batch.save(update_fields=["job"])
    return batch.job


@transaction.atomic
def apply_rest(batch: Batch, *, by: User | None, progress) -> Batch:
    batch = _in_turn(batch)
    if batch.state == Batch.State.APPLIED:
        meanwhile.hold_edited(batch)
        _write(batch, still_open(batch), by=by, progress=progress)
        batch.save()
    return batch


def _in_turn(batch: Batch) -> Batch:
    """Imports follow one another. Two batches may have been judged while neither was in, and bring one new person: what was
    imported or taken back since is compared again, and rows that are doubtful now wait for the clerk.
    """
    _alone(LOCK)
    batch = locked(batch.pk)
    if batch.state == Batch.State.APPLYING and batch.judged_against != Batch.objects.writes():
        before = meanwhile.shown(batch)
        judge_again(batch)
        meanwhile.hold_changed(batch, before)
    return batch


def _alone(lock: int) -> None:
    """Until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])


def still_open(batch: Batch):
    """Doubtful rows that no import has taken or left yet, decided or not."""
    return batch.rows.filter(state=Row.State.DOUBTFUL, outcome=Row.Outcome.NONE)


def _write(batch: Batch, rows: QuerySet[Row], *, by: User | None, progress) -> None:
    """Kind by kind, a piece of the rows at a time: a sheet of a whole city must not lie in memory."""
    set_local({"batch": mark(batch)})
    kinds, barred = kinds_of(batch), barred_kinds(batch, by)
    ids = list(rows.values_list("pk", "block"))
    done = 0
    for kind, recipe in recipes().items():
        for piece in pieces([pk for pk, block in ids if kinds[block] == kind], WRITTEN_AT_ONCE):
            progress(done, len(ids), "写入数据")
            write = _leave_out if recipe.label in barred else _write_piece
            write(batch, recipe, staging.stored(batch, piece), by)
            done += len(piece)
    outcomes = Counter(batch.rows.values_list("outcome", flat=True))
    batch.counts |= {f"did_{outcome}": outcomes[outcome] for outcome in Row.Outcome.values if outcome}


def _write_piece(batch: Batch, recipe: RoomRecipe, rows: list[Row], by: User | None) -> None:
    chosen = [row for row in rows if _is_chosen(row, batch.mode)]
    written = recipe.apply([_item(row, batch.mode) for row in chosen], batch=batch, by=by)
    for row, (target, outcome, *why) in zip(chosen, written, strict=True):
        row.target, row.outcome = target, outcome
        row.duplicate |= {"left_out": why[0]} if why else {}
    for row in rows:
        waits = row.state == Row.State.DOUBTFUL and row.decision == Row.Decision.NONE
        row.outcome = row.outcome or (Row.Outcome.NONE if waits else Row.Outcome.SKIPPED)
    staging.keep_outcomes(rows)


def _leave_out(batch: Batch, recipe: RoomRecipe, rows: list[Row], by: User | None) -> None:
    for row in rows:
        row.outcome = Row.Outcome.SKIPPED
    staging.keep_outcomes(rows)


def _item(row: Row, mode: str) -> Item:
    """What is written of a row: of one that brings a record up to date nothing that the clerk or the mode leaves as it is."""
    values, target, left = open_values(row.values), _target(row), {EXTRA}
    if target is not None:
        changes = row.duplicate.get("changes", ())
        keys = [key for _, stored, _, key in changes if stored and mode == Batch.Mode.FILL] + row.duplicate.get("left", [])
        left |= {key for joined in keys for key in joined.split("+")}
    for key in left & values.keys():
        del values[key]
    return Item(values, target, row.duplicate.get("echo", False))


def _is_chosen(row: Row, mode: str) -> bool:
    if mode == Batch.Mode.ADD and row.decision == Row.Decision.MERGE:
        return False
    if row.state == Row.State.DOUBTFUL:
        return row.decision in (Row.Decision.MERGE, Row.Decision.NEW)
    return row.state == Row.State.GOOD


def _target(row: Row) -> int | None:
    return row.duplicate.get("known") if row.decision == Row.Decision.MERGE else None


@transaction.atomic
def start_undo(batch: Batch, *, by: User) -> run.Job:
    """The job that takes a batch back. Raises NotYet where it is too late or another one is at it."""
    batch = locked(batch.pk)
    if not batch.may_be_undone:
        raise NotYet("只能撤销30天内导入的批次。")
    if batch.job and batch.job.is_open:
        raise NotYet("这一批正在撤销，请稍候查看结果。")
    batch.job = run.start("imports.undo", f"撤销第{batch.pk}批导入", by=by, batch=batch.pk)
    batch.save(update_fields=["job"])
    return batch.job


@transaction.atomic
def take_back(batch: Batch, *, progress) -> dict[tuple[str, int], str]:
    """{(table, record id): why it stayed}. A second run finds the batch undone and does nothing."""
    batch = locked(batch.pk)
    if batch.state != Batch.State.APPLIED:
        return {}
    kept = undo.take_back(mark(batch), f"撤销{mark(batch)}", progress, as_a_whole=False)
    undo.tell_rows(batch, kept, {kind: recipe.table for kind, recipe in recipes().items()})
    batch.state, batch.undone_at = Batch.State.UNDONE, timezone.now()
    outcomes = Counter(batch.rows.values_list("outcome", flat=True))
    batch.counts |= {"undone": outcomes[Row.Outcome.UNDONE], "kept": outcomes[Row.Outcome.KEPT]}
    batch.save()
    return kept


@transaction.atomic
def drop(batch: Batch, *, by: User) -> Batch:
    """Give up a batch that was not imported: its rows go, the fact of the upload stays."""
    batch = locked(batch.pk, wait=False)
    if batch.state in (Batch.State.APPLIED, Batch.State.UNDONE):
        raise NotYet("已导入的批次不能放弃；导入有误的，可在30天内撤销。")
    if batch.state in (Batch.State.READING, Batch.State.APPLYING) and batch.job and batch.job.is_open:
        raise NotYet("这一批正在处理，请稍候查看结果。")
    batch.rows.all().delete()
    batch.state = Batch.State.DROPPED
    batch.save()
    return batch


@transaction.atomic
def try_again(batch: Batch, *, by: User) -> Batch:
    """After a failed job: a file is read once more; an import goes back to the last page before the confirm."""
    batch = locked(batch.pk)
    if batch.state not in (Batch.State.READING, Batch.State.APPLYING) or (batch.job and batch.job.is_open):
        raise NotYet("这一批正在处理，请稍候查看结果。")
    if batch.state == Batch.State.READING:
        batch.job = run.start(batch.job.name, batch.job.label, by=by, **batch.job.arguments)
    else:
        batch.state = Batch.State.CHECK
    batch.save()
    return batch
