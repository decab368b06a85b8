"""Verbs on links and on what a firm answers by one. Each is one transaction; an answer is given once."""

import datetime as dt
import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from demand.needs.actions import carry_over
from demand.needs.models import Need
from demand.needs.rounds import Refused, open_round_now
from demand.needs.sheet import DEMAND_COLUMNS, TECH_COLUMNS
from demand.replies.models import Link, fresh_nonce
from talentbase.accounts.models import User
from talentbase.sheets.write_xlsx import write_table
from talentbase.submissions import actions as inbox
from talentbase.submissions.models import Submission, Task

SALT = "replies.link"
GRACE = dt.timedelta(days=7)  # after the survey's due day
SHEETS = (("post", "岗位需求", DEMAND_COLUMNS), ("tech", "技术需求", TECH_COLUMNS))


class Closed(Exception):
    """The link cannot be used (any more); says why and whom to ask."""


@transaction.atomic
def issue(task: Task, *, by: User) -> int:
    """Links for the firms of this task that have not answered; how many are new. Those that stand stay as they are."""
    silent = task.expected.missing().exclude(enterprise=None).filter(link=None)
    links = [Link(expected=expected, made_by=by) for expected in silent]
    Link.objects.bulk_create(links)
    return len(links)


@transaction.atomic
def renew(link: Link, *, by: User) -> Link:
    """Another address, good for another answer: the firm has to correct its answer, or the address went astray."""
    link = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    link.nonce, link.made_by, link.made_at = fresh_nonce(), by, timezone.now()
    link.used_at, link.answered_by = None, ""
    link.save()
    return link


def token_of(link: Link) -> str:
    """Signed: a number that is tried out, or a letter that is changed, leads nowhere."""
    return signing.dumps([link.pk, link.nonce], salt=SALT, compress=False)


def link_of(token: str) -> Link:
    """Raises Closed where the address is not one of ours, is used or has ended. Call with the county's reach."""
    try:
        pk, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise Closed("这个填报链接不完整或已失效，请核对地址，或联系发给您链接的工作人员。") from None
    links = Link.objects.select_related("expected__task", "expected__unit", "expected__enterprise", "made_by")
    link = links.filter(pk=pk, nonce=nonce).first()
    if link is None:
        raise Closed("这个填报链接已由新的链接代替，请使用最近一次收到的链接。")
    return open_link(link)


def open_link(link: Link) -> Link:
    """Raises Closed."""
    task = link.expected.task
    if link.used_at:
        day = timezone.localtime(link.used_at)
        raise Closed(f"贵单位已于{day:%Y年%m月%d日 %H:%M}提交，如需更改，请联系发给您链接的工作人员。")
    if task.closed_on or timezone.localdate() > task.due_on + GRACE:
        raise Closed("本次征集已经结束，如有需求，请直接联系我们。")
    return link


def open_needs(link: Link):
    """Needs of earlier rounds that the firm may confirm."""
    needs = Need.objects.open().filter(enterprise=link.expected.enterprise)
    current = open_round_now()
    return needs.exclude(round=current).exclude(round=None).order_by("-received_on", "pk") if current else needs.none()


@dataclass(frozen=True)
class Reply:
    """new: cells of the survey's own columns, with `kind` (post | tech); kept: numbers of earlier needs."""

    new: Sequence[dict]
    kept: Sequence[int]
    answered_by: str
    phone: str


@transaction.atomic
def answer(link: Link, reply: Reply) -> Submission:
    """Through the inbox like every other answer: what is confirmed is carried over, what is new waits there as a sheet.

    Raises Closed where somebody was faster, or where the office has a sheet of the firm already.
    """
    link = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    expected = open_link(link).expected
    carried = _carry(link, reply.kept, by=link.made_by)
    try:
        if reply.new:
            given = _file(expected, reply, link.made_by, carried)
        else:
            said = Submission.Answer.SAME if carried else Submission.Answer.NONE
            given = inbox.answer_without_file(
                expected, said, by=link.made_by, carried=f"沿用{carried}条需求" if carried else "", said_by=reply.answered_by
            )
    except inbox.NotNow as problem:
        raise Closed(f"{problem}如需更改，请联系发给您链接的工作人员。") from None
    link.used_at, link.answered_by, link.submission = timezone.now(), reply.answered_by, given
    link.save(update_fields=["used_at", "answered_by", "submission"])
    return given


def _carry(link: Link, kept: Sequence[int], *, by: User) -> int:
    carried = 0
    for need in open_needs(link).filter(pk__in=kept).select_related("enterprise"):
        with suppress(Refused):
            carry_over(need, by=by)
            carried += 1
    return carried


def _file(expected, reply: Reply, by: User, carried: int) -> Submission:
    files = [_sheet(expected.enterprise.name, kind, title, columns, reply) for kind, title, columns in SHEETS]
    dropped = inbox.drop_files(expected.task, [file for file in files if file], by=by)
    given = [*dropped.taken, *dropped.known]
    if not given:
        raise Closed("提交的内容没有被接收，请稍后再试，或联系发给您链接的工作人员。")
    note = f"网上填报，{reply.answered_by} {reply.phone}" + (f"，另沿用{carried}条需求" if carried else "")
    for each in given:
        each.made_by_name, each.note = reply.answered_by, note[:200]
        each.save(update_fields=["made_by_name", "note"])
    return given[0]


def _sheet(firm: str, kind: str, title: str, columns, reply: Reply) -> SimpleUploadedFile | None:
    """The firm's words in the survey's own columns, read like any sheet; None where there is nothing of the kind."""
    shared = {"enterprise": firm, "contact": reply.answered_by, "phones": reply.phone}
    rows = [shared | cells for cells in reply.new if cells["kind"] == kind]
    if not rows:
        return None
    used = [column for column in columns if any(row.get(column.key) for row in rows)]
    out = io.BytesIO()
    write_table(out, used, ([row.get(column.key, "") for column in used] for row in rows), title=title)
    return SimpleUploadedFile(f"{firm}_{title}.xlsx", out.getvalue())
