"""Files that came in for a task: one batch each, the unit told from the name or later from the sheet."""

import hashlib
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from demand.enterprises.actions import on_change
from demand.enterprises.models import Enterprise
from talentbase.accounts.models import Unit, User
from talentbase.accounts.scope import reach_of
from talentbase.imports import actions as imports
from talentbase.imports.models import Batch
from talentbase.jobs import run
from talentbase.sheets import limits
from talentbase.submissions.bundle import Piece, pieces, too_large
from talentbase.submissions.firms import firm_in, firms_in_sheet, firms_of
from talentbase.submissions.models import Expected, Submission, Task
from talentbase.submissions.naming import Groups, unit_in, unit_of_sheet

SENDERS = (Unit.Kind.TOWNSHIP, Unit.Kind.DEPARTMENT, Unit.Kind.STATION, Unit.Kind.EMPLOYER)


@dataclass
class Dropped:
    """What became of one drop. known: files that were imported or received before."""

    taken: list[Submission] = field(default_factory=list)
    known: list[Submission] = field(default_factory=list)
    refused: list[Submission] = field(default_factory=list)

    def __str__(self):
        said = [f"收到{len(self.taken)}个文件"]
        said += [f"{len(self.known)}个以前收到过"] if self.known else []
        said += [f"{len(self.refused)}个没有接收，原因见表内"] if self.refused else []
        return "，".join(said) + "。"


def drop_files(task: Task, files, *, by: User, address: str = "") -> Dropped:
    """files: uploads (name, read()), sheets or zips of them. One batch and one row per sheet; bad ones become refused rows."""
    desk = _Desk(senders(task, by), firms_of(task), by, address)
    dropped = Dropped()
    arrived_at = timezone.now()
    for file in files:
        for piece in [too_large(file.name)] if file.size > limits.UNPACKED_BYTES else pieces(file.name, file.read()):
            blank = Submission(task=task, name=piece.name, arrived_at=arrived_at, made_by_name=by.full_name)
            _take(blank, piece, dropped, desk)
    return dropped


@dataclass(frozen=True)
class _Desk:
    """What is known of senders while one drop is received."""

    groups: Groups
    firms: dict[str, Enterprise]
    by: User
    address: str

    def address_to(self, blank: Submission, place: str) -> None:
        """Firm and unit by the file's name and folders. Below the county nobody files for another unit than his own."""
        is_county = reach_of(self.by).scope == "county"
        if firm := firm_in(place, self.firms):
            blank.of_firm(firm.name)
        own = None if is_county else self.groups[0][0]
        blank.unit = firm.unit if firm and is_county else unit_in(place, self.groups) or own


def senders(task: Task, user: User) -> list[list[Unit]]:
    """Units a file of this user may come from: those the task asks, then the others. Below the county only his own."""
    reach = reach_of(user)
    asked = list(dict.fromkeys(expected.unit for expected in task.expected.select_related("unit")))
    if reach.scope != "county":
        return [[unit for unit in asked if unit.pk in reach.units] or [user.unit]]
    others = Unit.objects.active().filter(kind__in=SENDERS).exclude(pk__in=[unit.pk for unit in asked])
    return [asked, list(others)]


@transaction.atomic
def _take(blank: Submission, piece: Piece, dropped: Dropped, desk: _Desk) -> None:
    desk.address_to(blank, piece.place)
    by = desk.by
    if piece.refusal:
        blank.refusal = piece.refusal
        blank.save()
        dropped.refused.append(blank)
        return
    digest = hashlib.sha256(piece.data).hexdigest()
    if known := _received(blank.task, digest):
        dropped.known.append(known)
        return
    try:
        blank.batch = imports.keep(piece.name, piece.data, unit=blank.unit or by.unit, by=by, address=desk.address)
    except imports.AlreadyImported as before:
        blank.batch = before.batch
        blank.save()
        dropped.known.append(blank)
        return
    blank.save()
    label = f"读取{piece.name}"[:120]
    blank.batch.job = run.start("submissions.read", label, by=by, batch=blank.batch_id, submission=blank.pk)
    blank.batch.save(update_fields=["job"])
    dropped.taken.append(blank)


def _received(task: Task, digest: str) -> Submission | None:
    """The same bytes in the same inbox, still standing."""
    same = Submission.objects.filter(task=task, batch__sha256=digest)
    return same.exclude(batch__state__in=[Batch.State.REFUSED, Batch.State.DROPPED, Batch.State.UNDONE]).first()


@transaction.atomic
def settle_sender(submission: Submission, *, by: User) -> None:
    """After reading: the sheet names firm and unit where the file's name did not; where the two disagree the clerk is asked."""
    if submission.batch.state == Batch.State.REFUSED or settle_firms(submission, by=by):
        return
    if reach_of(by).scope == "county":
        _settle_unit(submission, unit_of_sheet(submission.batch.layout, senders(submission.task, by)))


def settle_firms(submission: Submission, *, by: User) -> bool:
    """Whose needs the sheet tells; whether it is one firm's own."""
    named = firms_in_sheet(submission.batch) if submission.task.kind == Task.Kind.DEMAND else {}
    if len(named) == 1:
        _settle_firm(submission, *named.popitem(), by)
        return True
    if named:
        submission.of_firm("")
        submission.firm_keys = sorted(named)
        submission.save(update_fields=["firm", "firm_key", "firm_keys"])
    return False


def _settle_firm(submission: Submission, key: str, written: str, by: User) -> None:
    known = Enterprise.objects.select_related("unit").filter(folded_name=key).first()
    unit = known.unit if known else submission.unit
    note = "" if unit else "库中没有这家单位，请选择责任单位"
    if submission.firm_key not in ("", key):
        unit, note = None, f"文件名是{submission.firm}，表内写的是{written}"
    submission.of_firm(known.name if known else written)
    submission.save(update_fields=["firm", "firm_key", "firm_keys"])
    if reach_of(by).scope != "county":
        return
    if unit and unit != submission.unit:
        file_under(submission, unit)
    elif note:
        _ask(submission, note)


def _settle_unit(submission: Submission, said: Unit | None) -> None:
    if submission.unit is None and said:
        file_under(submission, said)
    elif said and submission.unit != said:
        _ask(submission, f"文件名是{submission.unit}，表内写的是{said}")


def _ask(submission: Submission, note: str) -> None:
    """Nobody's file until the clerk says whose it is."""
    submission.unit, submission.note = None, note[:200]
    submission.save(update_fields=["unit", "note"])


@transaction.atomic
def file_under(submission: Submission, unit: Unit) -> None:
    """The batch and its file go to `unit`; where this unit's file was imported before, that import stands here instead."""
    batch = submission.batch
    before = Batch.objects.applied().filter(sha256=batch.sha256, unit=unit).first()
    if before and not Submission.objects.filter(task=submission.task, batch=before).exists():
        submission.batch = before
    batch.unit = batch.file.unit = unit
    batch.file.save(update_fields=["unit"])
    batch.save(update_fields=["unit"])
    submission.unit, submission.note = unit, ""
    submission.save(update_fields=["unit", "note", "batch"])
    if before:
        imports.drop(batch, by=None)


def follow_firm(firm: Enterprise, before: Enterprise) -> None:
    """Renamed or handed to another unit while a survey runs: its duty, its answers and its waiting file go along."""
    Expected.objects.filter(enterprise=firm, task__closed_on=None).exclude(unit=firm.unit).update(unit=firm.unit)
    answers = Submission.objects.filter(task__closed_on=None, firm_keys__contains=[before.folded_name])
    for answer in answers.select_related("batch__file"):
        others = [key for key in answer.firm_keys if key != before.folded_name]
        is_own = answer.firm_key == before.folded_name
        if is_own:
            answer.of_firm(firm.name)
        answer.firm_keys = sorted({*others, firm.folded_name})
        answer.save(update_fields=["firm", "firm_key", "firm_keys"])
        if is_own and answer.unit_id not in (None, firm.unit_id):
            _hand_over(answer, firm.unit)


def _hand_over(answer: Submission, unit: Unit) -> None:
    """What was imported stays with the unit that sent it."""
    if answer.batch and answer.batch.is_open:
        file_under(answer, unit)
        return
    answer.unit = unit
    answer.save(update_fields=["unit"])


on_change(follow_firm)
