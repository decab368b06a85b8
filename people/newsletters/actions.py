"""Verbs on issues and their delivery. Each is one transaction."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from people.newsletters.models import Delivery, Issue
from people.registry.models import Person
from people.worklists.models import Worklist
from talentbase.files.models import StoredFile
from talentbase.registers import saving
from talentbase.registers.saving import Refused


@transaction.atomic
def keep(issue: Issue, *, opened_version: int | None, file: StoredFile | None, by) -> Issue:
    """file: a new one takes the place of the old. Raises Stale."""
    issue.file = file or issue.file
    return saving.keep(issue, opened_version=opened_version, by=by)


@transaction.atomic
def address(issue: Issue, people: QuerySet[Person], way: str, *, by) -> tuple[int, list[str]]:
    """(how many are new, names of those who must not be written to). Who is on the list stays as he is."""
    saving.locked(issue)
    asked = people.exclude(newsletters__issue=issue)
    welcome = asked.present().reachable().order_by("pk")
    out = list(asked.exclude(pk__in=welcome.values("pk")).order_by("pinyin", "pk").values_list("name", flat=True))
    made = Delivery.objects.bulk_create([Delivery(issue=issue, person=person, way=way) for person in welcome])
    return len(made), out


@transaction.atomic
def address_list(issue: Issue, worklist: Worklist, people: QuerySet[Person], way: str, *, by) -> tuple[int, list[str]]:
    named = worklist.entries.standing().exclude(person=None).values("person")
    return address(issue, people.filter(pk__in=named), way, by=by)


@transaction.atomic
def like_last(issue: Issue, people: QuerySet[Person], *, by) -> tuple[int, list[str]]:
    """To whom the issue before of the same series went, but for those from whom it came back. Raises Refused without one."""
    last = Issue.objects.filter(series=issue.series, number__lt=issue.number).order_by("-number").first()
    if last is None:
        raise Refused(f"{issue.series}没有更早的一期。")
    found, out = 0, []
    for way in Delivery.Way.values:
        same = last.deliveries.filter(way=way, is_returned=False).values("person")
        number, names = address(issue, people.filter(pk__in=same), way, by=by)
        found, out = found + number, [*out, *names]
    return found, out


@transaction.atomic
def send(issue: Issue, on: dt.date, *, by) -> int:
    """Everything that waits goes out on that day; how many. Raises Refused."""
    issue = saving.locked(issue)
    if on > timezone.localdate() or on < issue.published_on:
        raise Refused("寄送日期不能晚于今天，也不能早于印发日期。")
    return issue.deliveries.filter(sent_on=None).update(sent_on=on)


@transaction.atomic
def came_back(delivery: Delivery, *, by) -> Delivery:
    """Returned by the post, or said to have been a mistake when it is asked again. Raises Refused."""
    delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    if delivery.sent_on is None:
        raise Refused("还没有寄出。")
    delivery.is_returned = not delivery.is_returned
    delivery.save(update_fields=["is_returned"])
    return delivery


@transaction.atomic
def drop(delivery: Delivery, *, by) -> None:
    """Raises Refused once it was sent."""
    if Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk).sent_on:
        raise Refused("已寄出的不能移除，退回的请登记退回。")
    delivery.delete()
