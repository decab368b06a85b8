"""Verbs on a task: open_task, close_task, answer_without_file, choose_unit, remove, import_all_clean, answer_absent."""

import contextlib
from collections.abc import Callable, Container, Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from demand.enterprises.models import Enterprise
from talentbase.accounts.models import Unit, User
from talentbase.imports import actions as imports
from talentbase.imports.models import Batch
from talentbase.imports.pages import chosen_columns
from talentbase.jobs import run
from talentbase.submissions import absent, carry, receiving
from talentbase.submissions.models import Absence, Expected, Submission, Task

KINDS = {Task.Kind.PEOPLE: {"people"}, Task.Kind.DEMAND: {"demand", "tech_demand"}}  # recipes a task is about; else any


class NotNow(Exception):
    """The act does not fit; the message says why and what to do."""


@transaction.atomic
def open_task(task: Task, *, units: Iterable[Unit] = (), firms: Iterable[Enterprise] = (), by: User) -> Task:
    """`task` is unsaved and checked. firms: each is asked through the unit that looks after it."""
    task.save()
    Expected.objects.bulk_create(Expected(task=task, unit=unit) for unit in units)
    Expected.objects.bulk_create(Expected(task=task, unit_id=firm.unit_id, enterprise=firm) for firm in firms)
    return task


@transaction.atomic
def close_task(task: Task, *, by: User) -> Task:
    """No more files; what came in stays and can still be imported. The database keeps the day in order."""
    _running(task)
    task.closed_on = timezone.localdate()
    task.save(update_fields=["closed_on"])
    return task


@transaction.atomic
def reopen_task(task: Task, *, by: User) -> Task:
    """Takes files and answers again. Raises NotNow where a running task bears the same name."""
    if Task.objects.open().filter(title=task.title).exclude(pk=task.pk).exists():
        raise NotNow(f"已有同名的任务“{task}”正在收，请先结束那一项。")
    task.closed_on = None
    task.save(update_fields=["closed_on"])
    return task


def _running(task: Task) -> None:
    if task.closed_on:
        raise NotNow("这项任务已结束，不再接收报送。")


@transaction.atomic
def drop_files(task: Task, files, *, by: User, address: str = "") -> receiving.Dropped:
    """See `receiving.drop_files`. Drops into one inbox follow one another: the later one sees what the earlier one brought."""
    _running(Task.objects.select_for_update().get(pk=task.pk))
    return receiving.drop_files(task, files, by=by, address=address)


@transaction.atomic
def answer_without_file(expected: Expected, answer: str, *, by: User, carried: str = "", said_by: str = "") -> Submission:
    """无需求 or 沿用上次 is an answer; silence is not. The last such answer counts until a file comes.

    carried: what was carried over already, in words; said_by: who said so where it was not the user himself.
    """
    expected = (
        Expected.objects.select_for_update(of=("self",)).select_related("task", "unit", "enterprise").get(pk=expected.pk)
    )
    task, firm = expected.task, expected.enterprise
    _running(task)
    given = Submission(task=task, unit=expected.unit, answer=answer, made_by_name=said_by or by.full_name, note=carried)
    if firm:
        given.of_firm(firm.name)
    sender = {"firm_key": given.firm_key} if firm else {}
    before = Submission.objects.answering().filter(task=task, unit=expected.unit, **sender).order_by("-arrived_at", "-pk")
    if before.exclude(batch=None).exists():
        raise NotNow(f"{expected.sender}已报送表格，不能再选“{given.get_answer_display()}”。")
    last = before.first()
    if last and last.answer == answer:
        return last
    if last and last.note:
        raise NotNow(f"{expected.sender}已{last.note}；本次没有需求的，请先在人才需求中撤回这些需求。")
    if answer == Submission.Answer.SAME and not carried:
        try:
            given.note = carry.carry_over(expected, by=by)
        except carry.NothingToCarry as problem:
            raise NotNow(str(problem)) from None
    given.save()
    return given


@transaction.atomic
def choose_unit(submission: Submission, unit: Unit, *, by: User) -> Submission:
    """The clerk says whose file it is; its rows are judged again. A firm of the register belongs to who looks after it."""
    known = Enterprise.objects.select_related("unit").filter(folded_name=submission.firm_key).first()
    if known and known.unit != unit:
        raise NotNow(f"{known}由{known.unit}负责，请归到{known.unit}；责任单位有变的，先在用人单位中修改。")
    batch = imports.locked(submission.batch_id, wait=False)
    if not batch.is_open:
        raise NotNow("这个文件正在处理，或已经导入、放弃，不能再改报送单位。")
    submission.batch = batch
    receiving.file_under(submission, unit)
    if submission.batch == batch:
        imports.judge_again(batch)
    return submission


@transaction.atomic
def remove(submission: Submission, *, by: User) -> None:
    """A row that became nothing goes: a file that was not taken, or one that is given up before its import."""
    if submission.batch is None and not submission.refusal:
        raise NotNow("答复不能移除。报送表格后，以表格为准。")
    if submission.batch:
        imports.drop(submission.batch, by=by)
    else:
        submission.delete()


def act_on(lines: Iterable, act: Callable[..., object], *arguments, by: User) -> tuple[int, list[str]]:
    """The same act on many rows, each for itself. (how many it was done for, why not for the others)."""
    done, refusals = 0, []
    for line in lines:
        try:
            with transaction.atomic():
                act(line, *arguments, by=by)
            done += 1
        except (NotNow, imports.NotYet) as problem:
            refusals.append(str(problem))
    return done, refusals


def why_not_clean(submission: Submission) -> str:
    """ "" where the good rows may be imported without a further look, else what has to be done first."""
    batch = submission.batch
    kinds = {block["kind"] for block in batch.layout.get("blocks", [])}
    if submission.unit_id is None:
        return "请选择单位"
    if not kinds <= KINDS.get(submission.task.kind, kinds):
        return "类别不符，请核对"
    if not imports.is_writable(batch):
        return "只核对，不导入"
    if chosen_columns(batch, {})[1]:
        return "请对应列名"
    return ""


def clean(task: Task, user: User) -> list[Submission]:
    """Answers of the task whose good rows can be imported at once; doubtful ones wait for a decision, faulty ones go back."""
    open_states = [Batch.State.COLUMNS, Batch.State.CHECK, Batch.State.DUPLICATES]
    answers = task.submissions.visible_to(user).latest()
    waiting = answers.filter(batch__state__in=open_states, batch__counts__good__gt=0)
    return [each for each in waiting.select_related("task", "batch__file", "batch__unit") if not why_not_clean(each)]


@transaction.atomic
def import_all_clean(task: Task, *, by: User, only: Container[int] | None = None) -> list[run.Job]:
    """One job per clean file: its good rows are written, rows with errors stay behind for the return. only: submissions."""
    jobs = []
    for submission in clean(task, by):
        if only is not None and submission.pk not in only:
            continue
        with contextlib.suppress(imports.NotYet, IntegrityError), transaction.atomic():  # somebody else is at it already
            jobs.append(_confirm(submission.batch, by=by))
    return jobs


def _confirm(batch: Batch, *, by: User) -> run.Job:
    imports.take_columns(batch, {}, by=by)
    batch = imports.locked(batch.pk)
    batch.state = Batch.State.APPLYING
    batch.job = run.start("imports.apply", f"导入{batch.file.name}"[:120], by=by, batch=batch.pk)
    batch.save(update_fields=["state", "job"])
    return batch.job


@transaction.atomic
def answer_absent(submission: Submission, record: int, answer: str, *, by: User) -> Absence:
    """Where a person went who is not on the unit's list any more; the register of the kind does what follows from it."""
    batch = submission.batch
    missing = {each.record: each for each in absent.of_submission(submission) or ()}
    if record not in missing:
        raise NotNow("这一条不在本次未报之中，请刷新页面。")
    stored = Absence.objects.select_for_update().filter(batch=batch, record=record).first()
    if stored and stored.answer != Absence.Answer.FORGOTTEN:
        raise NotNow(f"{stored.words}已注明{stored.get_answer_display()}，如有出入请到档案中修改。")
    found = stored or Absence(batch=batch, record=record, words=missing[record].words[:120])
    found.answer = answer
    found.save()
    absent.follow(batch, record, answer, by=by)
    return found
