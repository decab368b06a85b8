"""Verbs on leads. Each is one transaction."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from demand.cooperation.identity import same_matter
from demand.cooperation.models import Project
from talentbase.accounts.models import Unit
from talentbase.audit.actor import widened
from talentbase.registers import saving
from talentbase.registers.saving import Refused
from workstations.leads.models import Lead, LeadStep
from workstations.leads.rules import EDITORS_ONLY, LEADS_TO, NEEDS_NOTE, Act, lawful, next_step

AGAIN = dt.timedelta(days=730)  # the same project reported later than that is a new matter


def values_of(lead: Lead) -> dict:
    """In the keys by which two leads are compared."""
    values = {"project": lead.project, "investor": lead.investor}
    return values | ({"amount_wan": float(lead.amount_wan)} if lead.amount_wan is not None else {})


def earlier_reports() -> list[Lead]:
    """First reports of the last two years in the whole county, whoever asks."""
    with widened():
        earlier = Lead.objects.counted().filter(entered_on__gte=timezone.localdate() - AGAIN)
        return list(earlier.select_related("unit").order_by("pk"))


def first_report(lead: Lead, earlier: Iterable[Lead] | None = None) -> tuple[Lead | None, str]:
    """(who reported the same matter first, why). earlier: as `earlier_reports` gives them, asked once for many leads."""
    mine = values_of(lead)
    for other in earlier_reports() if earlier is None else earlier:
        if other.pk == lead.pk:
            continue
        if common := same_matter(values_of(other), mine, ("investor",), by_amount=True):
            return other, common
    return None, ""


@transaction.atomic
def keep(lead: Lead, *, opened_version: int | None, by, earlier: Iterable[Lead] | None = None) -> Lead:
    """What is new, or another matter than before, is compared with the leads of all stations; the first reporter keeps the
    credit. Raises Stale.
    """
    if not lead.pk or values_of(saving.locked(lead)) != values_of(lead):
        lead.repeats, _ = first_report(lead, earlier)
    if not lead.pk:
        lead.reported = lead.reported or timezone.localdate().isoformat()
        lead.next_step_on = lead.next_step_on or next_step(lead)
    return saving.keep(lead, opened_version=opened_version, by=by)


@transaction.atomic
def remove(lead: Lead, *, by) -> None:
    """Registered by mistake. Of those who reported the same later the earliest takes its place: it stays one matter."""
    with widened():
        later = list(Lead.objects.select_for_update(of=("self",)).filter(repeats=lead).order_by("pk"))
        if later:
            heir = later[0]
            Lead.objects.filter(pk__in=[each.pk for each in later[1:]]).update(repeats=heir)
            heir.repeats = None
            heir.save(update_fields=["repeats"])
    saving.remove(lead, by=by)


@transaction.atomic
def not_the_same(lead: Lead, *, by) -> None:
    """Somebody looked: two matters after all."""
    lead = saving.locked(lead)
    lead.repeats = None
    lead.save(update_fields=["repeats"])


@transaction.atomic
def take(lead: Lead, act: str, *, by, on: dt.date | None = None, note: str = "", duty: Unit | None = None) -> LeadStep:
    """One act on a lead. Raises Refused where it is not the order of things."""
    lead = saving.locked(lead)
    on = on or timezone.localdate()
    if act not in lawful(lead):
        raise Refused(f"这条线索现在是“{lead.get_stage_display()}”，不能登记“{Act(act).label}”。")
    if act in EDITORS_ONLY and by is not None and not by.may("stations.edit"):
        raise Refused(f"“{Act(act).label}”由县级登记。")
    if act in NEEDS_NOTE and not note:
        raise Refused("请写明情况。")
    if on > timezone.localdate() or (lead.last_step_on and on < lead.last_step_on):
        raise Refused("日期不能晚于今天，也不能早于上一步。")
    step = LeadStep.objects.create(lead=lead, act=act, on=on, note=note, by_name=getattr(by, "full_name", ""))
    lead.stage = LEADS_TO.get(act, lead.stage)
    lead.stage_reason = note[:120] if act == Act.END else ""
    lead.responded_on = lead.responded_on or on
    lead.duty = duty or lead.duty
    lead.last_step_on = on
    lead.next_step_on = next_step(lead)
    lead.progress = note or lead.progress
    lead.save()
    return step


@transaction.atomic
def become_project(lead: Lead, *, by) -> Project:
    """合作项目 out of a lead that is signed or settled; once. Raises Refused."""
    lead = saving.locked(lead)
    if lead.cooperation_id:
        raise Refused("这条线索已转为合作项目。")
    if lead.stage not in (Lead.Stage.SIGNED, Lead.Stage.SETTLED):
        raise Refused("签约以后才能转为合作项目。")
    signed = lead.steps.filter(act=Act.SIGN).order_by("-on").first()
    lead.cooperation = Project.objects.create(
        unit=lead.duty or lead.unit, station=lead.unit if lead.unit.kind == Unit.Kind.STATION else None, name=lead.project,
        kind=Project.Kind.OTHER, party_b=lead.investor, amount_wan=lead.amount_wan, amount_text=lead.amount_text,
        signed=(signed.on if signed else lead.last_step_on or timezone.localdate()).isoformat(), status=lead.progress[:200],
        recommender=lead.contact,
    )  # fmt: skip
    lead.save(update_fields=["cooperation"])
    return lead.cooperation
