"""A county of a handful of people, needs, matches and reported numbers, on days relative to today."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

from django.utils import timezone

from demand.enterprises.models import Enterprise
from demand.matching.models import Match, Run, Step, WeightSet
from demand.needs.models import Need, Round
from people.benefits.models import Payment
from people.registry.models import Person
from talentbase.codes.models import IndustryChain
from talentbase.figures.models import Opening, Reported
from talentbase.figures.period import Period
from tests.factories import make_person, office, township
from workstations.leads.models import Lead


def days() -> SimpleNamespace:
    """first: of this month; before: a day of last month; earlier: a day of the month before that."""
    today = timezone.localdate()
    first = today.replace(day=1)
    before = first - dt.timedelta(days=3)
    return SimpleNamespace(today=today, first=first, before=before, earlier=before.replace(day=1) - dt.timedelta(days=3))


def person(name: str, entered_on: dt.date, unit=None, chain: str = "", **fields) -> Person:
    """chain: code of its tag."""
    made = make_person(name, unit=unit or township(), fields={"location_province": "31"})
    chains = [IndustryChain.objects.get(code=chain).pk] if chain else []
    Person.objects.filter(pk=made.pk).update(entered_on=entered_on, chain_ids=chains, **fields)
    return Person.objects.get(pk=made.pk)


def lead(project: str, day: dt.date) -> Lead:
    return Lead.objects.create(project=project, unit=office(), reported=day.isoformat(), entered_on=day)


def paid(yuan: str, day: dt.date) -> Payment:
    kind = f"补贴{Payment.objects.count()}"
    return Payment.objects.create(name="某人", kind=kind, amount=Decimal(yuan), paid_on=day, unit=office())


def need(title: str, received_on: dt.date, round_=None, chain: str = "", unit=None, **fields) -> Need:
    unit = unit or township()
    values = {"name": "某材料有限公司", "unit": unit, "kind": "scale"}
    enterprise, _ = Enterprise.objects.get_or_create(folded_name=f"某材料有限公司{unit.pk}", defaults=values)
    chain_id = IndustryChain.objects.get(code=chain).pk if chain else None
    number = f"2026A-{Need.objects.count() + 1:04d}"
    values = {"number": number, "title": title, "round": round_, "received_on": received_on, **fields}
    return Need.objects.create(enterprise=enterprise, unit=unit, chain_id=chain_id, **values)


def match(for_need: Need, for_person: Person, stage: str, on: dt.date, *acts: str) -> Match:
    weights = WeightSet.objects.first() or WeightSet.objects.create()
    run = Run.objects.create(scope="all", weights=weights, engine="test", until=timezone.now())
    score = {"shelf": "1", "grade": "high", "score_low": 90, "score_high": 90}
    made = Match.objects.create(need=for_need, person=for_person, run=run, stage=stage, stage_on=on, **score)
    Step.objects.bulk_create(Step(match=made, act=act, on=on) for act in acts)
    return made


def reported(figure: str, value, happened_on: dt.date, place: str = "", unit=None) -> Reported:
    values = {"figure": figure, "value": value, "happened_on": happened_on, "place": place}
    return Reported.objects.create(unit=unit or office(), evidence="某月报表", **values)


def small_county() -> SimpleNamespace:
    """Four people away (one added this month, one of another township) and one introduced; three needs of the round."""
    on = days()
    round_ = Round.objects.create(year=on.today.year, half=1 if on.today.month < 7 else 2, opened_on=on.earlier)
    old = person("王学文", on.earlier, chain="L01", is_key_contact=True, contact_due=on.today - dt.timedelta(days=5))
    people = [
        old,
        person("李建国", on.before),
        person("赵新华", on.today),
        person("孙丽华", on.earlier, unit=township("韩张镇"), chain="L01"),
    ]
    person("外来人", on.earlier, populations=["introduced"])
    needs = [
        need("改性工程师", on.earlier, round_, "L01", is_urgent=True),
        need("检验主管", on.before, round_),
        need("车间主任", on.today, round_, "L02", unit=township("韩张镇")),
        need("往年需求", on.earlier),
    ]
    match(needs[0], old, "settled", on.before, "ask", "agree", "recommend", "talk", "settle")
    Need.objects.filter(pk=needs[0].pk).update(state="settled", settled_on=on.before)
    match(needs[1], people[1], "asked", on.today - dt.timedelta(days=9), "ask")
    opening_day = on.earlier.replace(day=1) - dt.timedelta(days=1)
    Opening.objects.create(figure="benefits.paid_wan", value=120, as_of=opening_day, evidence="历年补贴发放台账")
    paid("586000", on.before)
    paid("40000", on.today)
    lead("智能分拣设备", on.before)
    lead("预制菜厂", on.today)
    reported("bureaus.patents", 2, on.before, "上海")
    reported("bureaus.patents", 1, on.today, "天津")
    return SimpleNamespace(on=on, round=round_, people=people, needs=needs, now=Period.of(), last=Period.of().before())
