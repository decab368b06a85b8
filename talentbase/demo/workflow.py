"""The last act of the demo: matches are computed by the product itself, then some of them go their way."""

import datetime as dt
import random

from demand.matching.actions import rescore_all
from demand.matching.models import Match, Outcome, Step
from demand.matching.sharing import USUAL
from demand.needs.models import Need, Round
from people.registry.models import Person
from talentbase.accounts.models import User
from talentbase.demo.invent.shares import stream
from talentbase.demo.invent.workflow import Candidate, StepDraft, plan

CONTACT_EVERY = dt.timedelta(days=180)
AGREED = ("agreed", "recommended", "talking", "settled", "failed")


def fill_workflow(seed: int, today: dt.date, clerk: User) -> None:
    """Score everything, then ask, recommend and settle."""
    rescore_all()
    advance(seed, today, clerk)


def advance(seed: int, today: dt.date, clerk: User) -> None:
    """Take the best matches of the present round as far as the plan says."""
    round_ = Round.objects.current()
    planned = plan(stream(seed, "workflow"), today, _candidates(round_, today), round_.needs.count())
    matches = list(Match.objects.filter(pk__in=planned).select_related("person", "need").order_by("pk"))
    for match in matches:
        stage, steps = planned[match.pk]
        match.stage, match.stage_on = stage, steps[-1].on
        _note_on_person(match.person, stage, steps)
        if stage == Match.Stage.SETTLED:
            match.need.state, match.need.settled_on = Need.State.SETTLED, steps[-1].on
    Match.objects.bulk_update(matches, ["stage", "stage_on"])
    Need.objects.bulk_update([match.need for match in matches], ["state", "settled_on"])
    Person.objects.bulk_update(
        [match.person for match in matches], ["last_contact", "last_contact_note", "contact_due", "consent"]
    )
    settled = [match for match in matches if match.stage == Match.Stage.SETTLED]
    Outcome.objects.bulk_create(_outcome(stream(seed, f"outcome{match.need.number}"), match) for match in settled)
    Step.objects.bulk_create(_step(match.pk, step, clerk) for match in matches for step in planned[match.pk][1])


def _outcome(rng: random.Random, match: Match) -> Outcome:
    """Owed to the one who made the call, to an event, or to nobody in particular."""
    way = rng.choice([Outcome.Way.FLEXIBLE, Outcome.Way.TECHNICAL, Outcome.Way.FULL_TIME])
    event = rng.choice(["春节家乡行", "在外人才座谈会", "", ""])
    return Outcome(match=match, way=way, event=event, recommender="" if event else match.person.recommender)


def _candidates(round_: Round, today: dt.date) -> list[Candidate]:
    """Current matches on the first shelf for open needs, the best first; without people overdue or unwilling."""
    matches = Match.objects.filter(is_current=True, stage=Match.Stage.NEW, need__round=round_, need__state=Need.State.OPEN)
    found = (
        matches.scored()
        .exclude(person__consent="no")
        .exclude(person__contact_due__lt=today)
        .filter(person__populations__contains=["away"])
    )
    rows = found.order_by("-score_low", "-score_high", "need__number", "person_id")
    return [Candidate(*row) for row in rows.values_list("pk", "need_id", "person_id", "need__received_on")]


def _note_on_person(person: Person, stage: str, steps: list[StepDraft]) -> None:
    """Whoever was asked was contacted, whoever agreed is willing; nobody was before he was asked."""
    if stage == Match.Stage.PUT_OFF:
        return
    last = steps[-1].on
    if not person.last_contact or person.last_contact < last:
        person.last_contact, person.last_contact_note = last, "就人才需求对接联系。"
        if person.is_key_contact:
            person.contact_due = last + CONTACT_EVERY
    if stage in AGREED:
        person.consent = Person.Consent.YES


def _step(match: int, step: StepDraft, clerk: User) -> Step:
    return Step(
        match_id=match, act=step.act, on=step.on, note=step.note, reason=step.reason, through=step.through,
        shared=list(USUAL) if step.act == Step.Act.AGREE else [],
        by_id=clerk.pk, by_name=clerk.full_name,
    )  # fmt: skip
