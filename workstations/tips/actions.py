"""Verbs on tips. Each is one transaction. A tip is judged by those who review nominations; it tells what they decided."""

from django.db import transaction

from people.intake.models import Nomination
from talentbase.registers import saving
from talentbase.registers.saving import Refused
from workstations.tips.models import Tip

STATES = {
    Nomination.State.NEW: Tip.State.NEW,
    Nomination.State.RETURNED: Tip.State.NEW,
    Nomination.State.ACCEPTED: Tip.State.ENTERED,
    Nomination.State.KNOWN: Tip.State.KNOWN,
    Nomination.State.REJECTED: Tip.State.DROPPED,
}


@transaction.atomic
def keep(tip: Tip, *, opened_version: int | None, by) -> Tip:
    """A new tip goes to the reviewers at once; what was decided on is not edited any more. Raises Stale, Refused."""
    is_new = not tip.pk
    if not is_new and saving.locked(tip).state != Tip.State.NEW:
        raise Refused(f"这条人才信息已审核（{tip.get_state_display()}），要修改请改其档案。")
    saving.keep(tip, opened_version=opened_version, by=by)
    nomination = tip.nomination or Nomination(channel=Nomination.Channel.STATION)
    _tell(nomination, tip, getattr(by, "full_name", ""))
    if tip.nomination_id is None:
        tip.nomination = nomination
        tip.save(update_fields=["nomination"])
    return tip


@transaction.atomic
def remove(tip: Tip, *, by) -> None:
    """Registered by mistake; what the reviewers have not decided on leaves their queue too. Raises Refused."""
    tip = saving.locked(tip)
    if tip.state != Tip.State.NEW:
        raise Refused(f"这条人才信息已审核（{tip.get_state_display()}），不能删除。")
    nomination = tip.nomination
    saving.remove(tip, by=by)
    if nomination is not None:
        nomination.delete()


def _tell(nomination: Nomination, tip: Tip, by_name: str) -> None:
    """The tip in the fields of a nomination."""
    nomination.name, nomination.employer, nomination.position = tip.name, tip.employer, tip.position
    nomination.education, nomination.field = tip.education, tip.field
    nomination.phone = next(iter(tip.phones), "")
    nomination.referrer = tip.referrer[:60]
    nomination.unit, nomination.received_on = tip.unit, tip.received_on
    nomination.entered_by = nomination.entered_by or by_name
    said = (f"职称{tip.title_text}" if tip.title_text else "", "、".join(tip.modes), tip.contact_text, tip.follow, tip.remark)
    nomination.words = "；".join(filter(None, said))
    if nomination.state == Nomination.State.RETURNED:
        nomination.state, nomination.reviewed_by, nomination.reviewed_at = Nomination.State.NEW, None, None
    nomination.save()


@transaction.atomic
def follow(nomination: Nomination) -> None:
    """What the reviewers decided stands with the tip, for the station that handed it in."""
    tip = Tip.objects.select_for_update(of=("self",)).filter(nomination=nomination).first()
    if tip is None:
        return
    tip.state, tip.person = STATES[nomination.state], nomination.person
    asks = f"需补充：{nomination.reason}" if nomination.state == Nomination.State.RETURNED else nomination.reason
    tip.state_reason = asks[:120]
    tip.save(update_fields=["state", "person", "state_reason"])
