"""Files that came in for a task: one batch each, the unit told from the name or later from the sheet."""

import hashlib
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from talentbase.accounts.models import Unit, User
from talentbase.accounts.scope import reach_of
from talentbase.imports import actions as imports
from talentbase.imports.models import Batch
from talentbase.jobs import run
from talentbase.sheets import limits
from talentbase.submissions.bundle import Piece, pieces, too_large
from talentbase.submissions.models import Submission, Task
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
    groups = senders(task, by)
    dropped = Dropped()
    arrived_at = timezone.now()
    for file in files:
        for piece in [too_large(file.name)] if file.size > limits.UNPACKED_BYTES else pieces(file.name, file.read()):
            blank = Submission(task=task, name=piece.name, arrived_at=arrived_at, made_by_name=by.full_name)
            _take(blank, piece, groups, dropped, by=by, address=address)
    return dropped


def senders(task: Task, user: User) -> list[list[Unit]]:
    """Units a file of this user may come from: those the task asks, then the others. Below the county only his own."""
    reach = reach_of(user)
    asked = [expected.unit for expected in task.expected.select_related("unit")]
    if reach.scope != "county":
        return [[unit for unit in asked if unit.pk in reach.units] or [user.unit]]
    others = Unit.objects.active().filter(kind__in=SENDERS).exclude(pk__in=[unit.pk for unit in asked])
    return [asked, list(others)]


@transaction.atomic
def _take(blank: Submission, piece: Piece, groups: Groups, dropped: Dropped, *, by: User, address: str) -> None:
    blank.unit = unit_in(piece.place, groups) or _own(by, groups)
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
        blank.batch = imports.keep(piece.name, piece.data, unit=blank.unit or by.unit, by=by, address=address)
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


def _own(by: User, groups: Groups) -> Unit | None:
    """Below the county nobody files for a unit that is not known: it is his own."""
    return None if reach_of(by).scope == "county" else groups[0][0]


def _received(task: Task, digest: str) -> Submission | None:
    """The same bytes in the same inbox, still standing."""
    same = Submission.objects.filter(task=task, batch__sha256=digest)
    return same.exclude(batch__state__in=[Batch.State.REFUSED, Batch.State.DROPPED, Batch.State.UNDONE]).first()


@transaction.atomic
def settle_unit(submission: Submission, *, by: User) -> None:
    """After reading: the sheet names the unit where the file's name did not; where the two disagree the clerk is asked."""
    if reach_of(by).scope != "county" or submission.batch.state == Batch.State.REFUSED:
        return
    said = unit_of_sheet(submission.batch.layout, senders(submission.task, by))
    if submission.unit is None and said:
        file_under(submission, said)
    elif said and submission.unit != said:
        submission.note = f"文件名是{submission.unit}，表内写的是{said}"
        submission.unit = None
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
