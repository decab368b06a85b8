"""Verbs on events. Each is one transaction."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from people.events.models import Event, Guest
from people.registry.models import Person
from people.worklists.models import Entry, Worklist
from talentbase.registers import saving
from talentbase.registers.saving import Refused


@transaction.atomic
def invite(event: Event, people: QuerySet[Person]) -> tuple[int, list[str]]:
    """(how many are new, names of those who must not be invited). Who is on the list stays as he is."""
    event = saving.locked(event)
    if event.state == Event.State.CANCELLED:
        raise Refused("活动已取消，不能再邀请。")
    asked = people.exclude(invitations__event=event)
    welcome = asked.present().reachable().order_by("pk")
    out = list(asked.exclude(pk__in=welcome.values("pk")).order_by("pinyin", "pk").values_list("name", flat=True))
    made = Guest.objects.bulk_create([Guest(event=event, person=person) for person in welcome])
    return len(made), out


@transaction.atomic
def invite_list(event: Event, worklist: Worklist, people: QuerySet[Person]) -> tuple[int, list[str]]:
    """Those of `people` who stand on the list, with what they answered there."""
    said = dict(worklist.entries.standing().exclude(person=None).values_list("person_id", "reply"))
    done = invite(event, people.filter(pk__in=said))
    for reply, answer in ((Entry.Reply.COMING, Guest.Answer.YES), (Entry.Reply.AWAY, Guest.Answer.NO)):
        known = [pk for pk, words in said.items() if words == reply]
        event.guests.filter(person__in=known, answer=Guest.Answer.NONE).update(answer=answer)
    return done


@transaction.atomic
def mark(event: Event, answers: dict[int, dict]) -> int:
    """answers: {guest: what was touched of answer, came, follow_up}; how many lines changed. Who came had said yes.

    Raises Refused where somebody is to have come to what has not begun.
    """
    if event.begins_on > timezone.localdate() and any(touched.get("came") for touched in answers.values()):
        raise Refused(f"活动{event.begins_on:%Y.%m.%d}才开始，还不能登记到会；其他内容也没有保存。")
    changed = 0
    for guest in event.guests.select_for_update(of=("self",)).filter(pk__in=answers):
        before = guest.said
        for name, value in answers[guest.pk].items():
            setattr(guest, name, value)
        if guest.came:
            guest.answer = Guest.Answer.YES
        if guest.said != before:
            guest.save()
            changed += 1
    return changed


@transaction.atomic
def drop(guest: Guest, *, by) -> None:
    guest.delete()
