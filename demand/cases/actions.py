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
def assign(match: Match, *, owner: User | None, remind_on: dt.date | None, note: str = "", by) -> Assignment:
    """Raises Refused where somebody is to be reminded and nobody is named."""
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
