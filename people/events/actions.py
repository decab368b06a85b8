"""Verbs on events. Each is one transaction."""

from django.db import transaction
from django.db.models import QuerySet

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
    """answers: {guest: {answer, came, follow_up}}; how many changed. Who came had said yes, whatever he said before."""
    changed = 0
    for guest in event.guests.select_for_update(of=("self",)).filter(pk__in=answers):
        said = answers[guest.pk]
        before = (guest.answer, guest.came, guest.follow_up)
        guest.came, guest.follow_up = said["came"], said["follow_up"][:200]
        guest.answer = Guest.Answer.YES if guest.came else said["answer"]
        if (guest.answer, guest.came, guest.follow_up) != before:
            guest.save()
            changed += 1
    return changed
