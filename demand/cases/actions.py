"""Verbs on what surrounds a match. Each is one transaction."""

import datetime as dt

from django.db import transaction

from demand.cases.models import Assignment, Comment, Paper
from demand.matching.models import Match
from people.attachments import actions as attachments
from talentbase.accounts.models import User
from talentbase.registers.saving import Refused

LONGEST = 500


@transaction.atomic
def assign(
    match: Match, *, owner: User | None, remind_on: dt.date | None, note: str = "", opened_version: int | None = None, by
) -> Assignment:
    """opened_version: 0 where there was none. Raises Refused where somebody is to be reminded and nobody is named, or where
    another one assigned it since.
    """
    Match.objects.select_for_update(of=("self",)).get(pk=match.pk)
    stored = Assignment.objects.filter(match=match).first()
    if opened_version is not None and opened_version != (stored.version if stored else 0):
        now = f"承办人{stored.owner or '未指定'}，{stored.note or '没有写下一步'}" if stored else "没有承办人"
        raise Refused(f"您打开之后，别人已改过承办和提醒（现为{now}）。请核对后再保存。")
    if remind_on and owner is None:
        raise Refused("设提醒日期须先指定承办人。")
    found, _ = Assignment.objects.update_or_create(
        match=match, defaults={"owner": owner, "remind_on": remind_on, "note": note}
    )
    return found


@transaction.atomic
def comment(match: Match, text: str, *, by) -> Comment:
    """Raises Refused."""
    text = text.replace("\0", "").strip()
    if not text or len(text) > LONGEST:
        raise Refused(f"请填写意见，最多{LONGEST}个字。")
    return Comment.objects.create(match=match, text=text, by_id=by.pk, by_name=by.full_name)


@transaction.atomic
def attach(match: Match, name: str, data: bytes, *, title: str = "", by) -> Paper:
    """Raises `attachments.Refused`."""
    attachment = attachments.add(match.person, name, data, title=title, by=by)
    return Paper.objects.create(match=match, attachment=attachment)
