"""`manage.py demo`: what it writes adds up, is found, is seen by whom it should be, and never overwrites anything."""

import stat
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from demand.enterprises.models import Enterprise
from demand.matching.models import Match, Run, WeightSet, next_lawful
from demand.needs.models import Need, Round
from people.registry.models import Contact, Person, PersonClaim, PersonTag
from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as
from talentbase.accounts.sealing import blind, unseal
from talentbase.audit.models import Change
from talentbase.demo.invent.people import invent_people
from talentbase.demo.workflow import advance
from talentbase.figures.county import county_reader
from talentbase.figures.figure import find
from talentbase.figures.models import Opening, Reported
from tests.factories import make_person

PEOPLE, NEEDS = 300, 120

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    call_command("demo", people=PEOPLE, needs=NEEDS, seed=3, verbosity=0)


def test_it_fills_the_house(house):
    assert Person.objects.away().count() == PEOPLE
    assert Need.objects.count() == NEEDS
    assert Enterprise.objects.exists() and Round.objects.current().closed_on is None
    assert set(Opening.objects.values_list("figure", flat=True)) == {"returns.people", "services.done", "benefits.paid_wan"}
    assert not Reported.objects.filter(evidence="").exists()
    assert not Change.objects.filter(table="registry_person").exclude(actor_name__in=["演示数据", "陈雨桐"]).exists()


def test_results_are_those_of_the_countys_report(house):
    reader = county_reader()
    told = {
        "returns.people": 108, "stations.projects": 13, "stations.heads": 6, "stations.leads": 92, "stations.tips": 124,
        "services.done": 203, "services.open": 14, "benefits.paid_wan": Decimal("183.5"),
    }  # fmt: skip
    assert {key: find(key).value(reader) for key in told} == told


def test_what_the_columns_repeat_agrees_with_the_rows(house):
    units: dict[int, set] = {}
    for person, unit in PersonClaim.objects.values_list("person_id", "unit_id"):
        units.setdefault(person, set()).add(unit)
    chains = dict(PersonTag.objects.values_list("person_id", "chain_id"))
    for person in Person.objects.all():
        assert set(person.unit_ids) == units[person.pk]
        assert person.chain_ids == ([chains[person.pk]] if person.pk in chains else [])
        assert person.pinyin


def test_people_are_numbered_in_the_order_of_their_entry(house):
    days = list(Person.objects.order_by("pk").values_list("entered_on", flat=True))
    assert days == sorted(days)


def test_people_are_found_by_name_sound_and_phone(house):
    contact = Contact.objects.select_related("person").filter(whose="own").first()
    person = contact.person
    for text in (person.name, contact.normal, contact.normal[-4:]):
        assert person in Person.objects.search(text)


def test_id_numbers_are_sealed(house):
    person = Person.objects.exclude(id_number_hash="").first()
    number = unseal(person.id_number_cipher)
    assert person.id_number_hash == blind(number) and number[6:14] == person.birth.replace("-", "")


def test_every_role_has_an_account_that_sees_its_share(house):
    users = {user.username: user for user in User.objects.filter(is_demo=True)}
    assert {user.role for user in users.values()} == set(User.Role.values)
    seen = {name: Person.objects.visible_to(user).away().count() for name, user in users.items()}
    assert seen["chenyutong"] == seen["liguodong"] == PEOPLE
    assert 0 < seen["yuancun"] < PEOPLE / 3
    assert seen["xitong"] == seen["anquan"] == seen["shenji"] == 0


def test_the_updates_of_the_month_are_in_the_change_log(house):
    clerk = User.objects.get(username="chenyutong")
    changes = Change.objects.filter(actor_id=clerk.pk, table="registry_person", operation="U")
    month = timezone.localdate().replace(day=1)
    updated = Person.objects.filter(pk__in=[int(change.subject_id) for change in changes])
    assert updated.filter(entered_on__lt=month).count() >= round(312 * PEOPLE / 2716)


def test_the_same_seed_gives_the_same_people(house):
    drafts = invent_people(3, timezone.localdate(), PEOPLE)
    stored = Person.objects.order_by("pk").values_list("name", "employer", "field", "birth")
    fields = ("name", "employer", "field", "birth")
    assert list(stored) == [tuple(draft.values.get(field, "") for field in fields) for draft in drafts]


def test_the_passwords_are_kept_for_the_owner_alone(house):
    path = settings.VAR / "demo-logins.txt"
    text = path.read_text()
    password = text.splitlines()[0].removeprefix("演示账号（口令均为 ").removesuffix("）")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "chenyutong\t经办\t陈雨桐（县专家人才服务中心）" in text
    assert all(user.check_password(password) for user in User.objects.filter(is_demo=True))


def test_a_used_house_is_left_alone(db):
    make_person("张明远")
    call_command("demo", if_empty=True)
    assert Person.objects.count() == 1
    with pytest.raises(CommandError, match="库中已有人才或演示账号"):
        call_command("demo")


def test_too_small_a_county_is_refused(db):
    with pytest.raises(CommandError, match="人数不能少于50"):
        call_command("demo", people=3)


def test_proposals_go_their_lawful_way(house):
    """From one match per need of the present round: every step was lawful, the needs and people agree with it."""
    clerk, today = User.objects.get(username="chenyutong"), timezone.localdate()
    Match.objects.all().delete()
    Need.objects.filter(round=Round.objects.current(), state=Need.State.SETTLED).update(state=Need.State.OPEN, settled_on=None)
    weights = WeightSet.objects.first() or WeightSet.objects.create()
    run = Run.objects.create(scope="all", weights=weights, engine="test", until=timezone.now())
    people = Person.objects.away().filter(is_serving_official=False, is_key_contact=False)
    Match.objects.bulk_create(
        Match(need=need, person=person, shelf=Match.Shelf.SURE, grade="fair", score_low=70, score_high=80, run=run)
        for need, person in zip(Round.objects.current().needs.filter(state=Need.State.OPEN), people, strict=False)
    )
    with acting_as(clerk):
        advance(3, today, clerk)
    moved = Match.objects.exclude(stage=Match.Stage.NEW)
    assert {match.stage for match in moved} >= {"settled", "talking", "recommended", "asked"}
    for match in moved.select_related("need", "person"):
        _check_way(match)
    assert Need.objects.filter(state="settled", round=Round.objects.current()).count() == moved.filter(stage="settled").count()


RESULTS = {
    "ask": "asked", "agree": "agreed", "decline": "declined", "recommend": "recommended", "talk": "talking",
    "settle": "settled", "fail": "failed", "put_off": "put_off",
}  # fmt: skip


def _check_way(match: Match) -> None:
    stage = "new"
    for step in match.steps.order_by("on", "id"):
        assert step.act in next_lawful(stage) and step.by_name == "陈雨桐"
        stage = RESULTS[step.act]
    assert (match.stage, match.stage_on) == (stage, step.on)
    if stage not in ("put_off", "asked", "declined"):
        assert match.person.consent == "yes"
    if stage != "put_off":
        assert match.person.last_contact >= step.on
    if stage == "settled":
        assert (match.need.state, match.need.settled_on) == ("settled", step.on)
