"""Verbs on matches: the computations, the acts on the way from a proposal to a result, and the weights."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from demand.matching.gather import restriction
from demand.matching.models import Match, Outcome, Step, WeightSet
from demand.matching.rescore import rescore_all, rescore_changed, rescore_need
from demand.matching.rules import CRITERIA, LEADS_TO, NEEDS_REASON, UNSETTLE, WITHDRAWS, Act, lawful, unsettles
from demand.needs import actions as needs
from demand.needs.models import Need
from demand.needs.rounds import Refused
from people.registry.models import Person
from talentbase.audit.actor import widened

__all__ = ["Refused", "rescore_all", "rescore_changed", "rescore_need", "set_weights", "take"]

SPOKE_TO_PERSON = (Act.ASK, Act.AGREE, Act.DECLINE, Act.TALK)
CONTACT_NOTE = "就人才需求对接联系。"


@transaction.atomic
def take(
    match: Match,
    act: str,
    *,
    by,
    on: dt.date | None = None,
    note: str = "",
    reason: str = "",
    through: str = "",
    shared: Sequence[str] = (),
    outcome: dict | None = None,
) -> Step:
    """One act on a match, dated and attributed. Raises Refused where it is not the order of things.

    SETTLE settles the need as well, unless somebody else already did; RESUME of a settled match takes that back. REQUEST leaves
    the stage where it is.
    shared: with AGREE, keys of `sharing.FIELDS` that the employer may be told. outcome: with SETTLE, fields of Outcome.
    """
    match = Match.objects.select_for_update(of=("self",)).select_related("need", "person").get(pk=match.pk)
    on = on or timezone.localdate()
    _check(match, act, on, reason)
    is_mistake = unsettles(act, match.stage)
    step = Step.objects.create(
        match=match, act=act, on=on, note=note or (UNSETTLE if is_mistake else ""), reason=reason, through=through, shared=list(shared),
        by_id=getattr(by, "pk", None), by_name=getattr(by, "full_name", ""),
    )  # fmt: skip
    if is_mistake:
        _unsettle(match, by=by)
    elif act in LEADS_TO:
        match.stage, match.stage_on, match.version = LEADS_TO[act], on, match.version + 1
        match.save(update_fields=["stage", "stage_on", "version"])
    if act in SPOKE_TO_PERSON:
        _note_contact(match.person, on)
    if act == Act.SETTLE and outcome:
        Outcome.objects.create(match=match, **outcome)
    if act == Act.SETTLE and match.need.state == Need.State.OPEN:
        needs.settle(match.need, on=on, note=_settled_words(match, note), by=by)
    return step


def _unsettle(match: Match, *, by) -> None:
    """The result was a mistake: it goes (the log keeps it), the match stands where it stood before.

    The need is open again, unless another result stands or it was settled by hand.
    """
    Outcome.objects.filter(match=match).delete()
    result = match.steps.filter(act=Act.SETTLE).order_by("pk").last()
    match.steps.filter(act=Act.SETTLE).delete()
    before = next(
        (step for step in match.steps.order_by("-on", "-pk") if step.act in LEADS_TO and step.act != Act.RESUME), None
    )
    match.stage, match.stage_on = (LEADS_TO[before.act], before.on) if before else (Match.Stage.NEW, None)
    match.version += 1
    match.save(update_fields=["stage", "stage_on", "version"])
    need, by_it = match.need, result and (result.on, _settled_words(match, result.note))
    if need.state != Need.State.SETTLED or (need.settled_on, need.state_reason) != by_it:
        return  # settled by hand, or by somebody else's result
    with widened():
        other = Step.objects.filter(match__need=need, match__stage=Match.Stage.SETTLED, act=Act.SETTLE).first()
        words = _settled_words(other.match, other.note) if other else ""
    if other:
        needs.settle_by_another(need, on=other.on, note=words, by=by)
    else:
        needs.reopen(need, by=by)


def _settled_words(match: Match, note: str) -> str:
    return note[:120] or f"与{match.person.name}对接成功"


def _has_result(need: Need) -> bool:
    """With anybody, also with people out of the user's sight."""
    with widened():
        return Match.objects.filter(need=need, stage=Match.Stage.SETTLED).exists()


def result_of(need: Need) -> str:
    """Why the need is not simply open again: a person's result stands in the way."""
    if not _has_result(need):
        return ""
    match = Match.objects.filter(need=need, stage=Match.Stage.SETTLED).select_related("person").first()
    whose = f"{match.person.name}登记了" if match else "已有"
    return f"{whose}对接结果，请由县级在供需匹配中“撤销对接结果”，需求随之恢复。"


def _check(match: Match, act: str, on: dt.date, reason: str) -> None:
    person, need = match.person, match.need
    if act not in lawful(match.shelf, match.stage):
        raise Refused(f"{person.name}现在是“{match.get_stage_display()}”，不能登记“{Act(act).label}”。请刷新后再办理。")
    is_mistake = unsettles(act, match.stage)
    if act not in WITHDRAWS and not is_mistake and not may_be_approached(person):
        raise Refused(f"{person.name}目前不能联系，不能登记“{Act(act).label}”。")
    if act not in WITHDRAWS and need.state not in (Need.State.OPEN, Need.State.SETTLED):
        raise Refused(f"这条需求{need.get_state_display()}，不能再办理对接。")
    if act in NEEDS_REASON and not reason:
        raise Refused("请选择原因。")
    if on > timezone.localdate():
        raise Refused("日期不能晚于今天。")
    if match.stage_on and on < match.stage_on:
        raise Refused(f"日期不能早于上一步（{match.stage_on:%Y.%m.%d}{match.get_stage_display()}）。")


def may_be_approached(person: Person) -> bool:
    return not (restriction(person.status, person.restriction) or person.archived_at or person.is_excluded_from_matching)


def _note_contact(person: Person, on: dt.date) -> None:
    """Whoever was asked was spoken to; a later contact already registered stays."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not person.last_contact or person.last_contact < on:
        person.last_contact, person.last_contact_note = on, CONTACT_NOTE
        person.save(update_fields=["last_contact", "last_contact_note"])


@transaction.atomic
def set_weights(values: dict[str, int], *, by, note: str = "") -> WeightSet:
    """A new version of the five maxima; keys as in CRITERIA. Raises Refused unless they sum to 100."""
    total = sum(values[name] for name in CRITERIA)
    if total != 100 or min(values[name] for name in CRITERIA) < 0:
        raise Refused(f"五项权重之和应为100，现为{total}。")
    made_by = getattr(by, "full_name", "")
    return WeightSet.objects.create(**{name: values[name] for name in CRITERIA}, note=note, made_by=made_by)
