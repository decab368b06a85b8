"""Verbs on branches. Each is one transaction."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from people.branches.models import Branch, Member
from people.registry.models import Person
from people.worklists.models import Worklist
from talentbase.registers import saving
from talentbase.registers.saving import Refused


@transaction.atomic
def join(branch: Branch, person: Person, *, post: str, since: dt.date | None, note: str = "", by) -> Member:
    """A member who takes another post keeps the day of joining. Raises Refused."""
    _standing(branch)
    known = branch.members.standing().filter(person=person).first()
    try:
        with transaction.atomic():
            if known is None:
                return Member.objects.create(branch=branch, person=person, post=post, since=since, note=note)
            known.post, known.note = post, note or known.note
            known.save(update_fields=["post", "note"])
            return known
    except IntegrityError as broken:
        raise Refused(saving.sentence_of(broken, Member)) from None


@transaction.atomic
def join_list(branch: Branch, worklist: Worklist, people: QuerySet[Person], *, by) -> int:
    """How many of `people` who stand on the list are new members."""
    _standing(branch)
    named = worklist.entries.standing().exclude(person=None).values("person")
    inside = branch.members.standing().values("person")
    fresh = people.present().filter(pk__in=named).exclude(pk__in=inside).order_by("pk")
    today = timezone.localdate()
    return len(Member.objects.bulk_create([Member(branch=branch, person=person, since=today) for person in fresh]))


@transaction.atomic
def leave(member: Member, *, on: dt.date, by) -> Member:
    """Raises Refused."""
    member = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if member.ended_on:
        raise Refused("已登记退出。")
    if on > timezone.localdate() or (member.since and on < member.since):
        raise Refused("退出日期不能晚于今天，也不能早于加入日期。")
    member.ended_on = on
    member.save(update_fields=["ended_on"])
    return member


def _standing(branch: Branch) -> None:
    if saving.locked(branch).closed_on:
        raise Refused("这个组织已停止活动，不能再加入。")
