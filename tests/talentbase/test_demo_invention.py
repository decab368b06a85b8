"""The made-up county: exact totals, the fill rates of real sheets, nobody real, the same again from the same seed."""

import datetime as dt
import os
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from talentbase.demo.invent import totals, words
from talentbase.demo.invent.employers import invent_employers
from talentbase.demo.invent.figures import invent_openings, invent_reported
from talentbase.demo.invent.names import surnames
from talentbase.demo.invent.needs import invent_needs, rounds
from talentbase.demo.invent.people import invent_people
from talentbase.demo.invent.shares import apportion, stream
from talentbase.demo.invent.workflow import Candidate, plan
from talentbase.text.ids import check_citizen_id, organisation_code_holds, uscc_fault

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 22)
MONTH = TODAY.replace(day=1)


@cache
def people(population="away"):
    return [draft for draft in invent_people(1, TODAY, totals.PEOPLE) if draft.slot.population == population]


@cache
def employers():
    return invent_employers(1, totals.NEEDS)


@cache
def needs():
    return invent_needs(1, TODAY, totals.NEEDS, employers())


def share(drafts, holds) -> float:
    return 100 * sum(bool(holds(draft)) for draft in drafts) / len(drafts)


def filled(drafts, field: str) -> float:
    return share(drafts, lambda draft: draft.values.get(field))


def test_totals_of_the_county_are_exact():
    slots = [draft.slot for draft in people()]
    assert len(slots) == 2716
    held = Counter(category for slot in slots for category in slot.categories)
    assert held == {"official": 812, "expert": 736, "business": 1254}
    assert sum(len(slot.categories) == 2 for slot in slots) == 86
    assert Counter(slot.chain for slot in slots if slot.chain) == totals.CHAINS
    assert Counter(slot.province for slot in slots) == totals.PLACES
    assert sum(slot.is_key for slot in slots) == 214
    assert sum(draft.values.get("contact_due", TODAY) < TODAY for draft in people()) == 9
    assert sum(slot.entered_on >= MONTH for slot in slots) == 46
    assert len(people("introduced")) == 40
    assert len(people("outside")) == 25


@pytest.mark.parametrize("size", [50, 333, 1000])
def test_a_smaller_county_adds_up_as_well(size):
    drafts = [draft for draft in invent_people(2, TODAY, size) if draft.slot.population == "away"]
    assert len(drafts) == size
    assert sum(bool(draft.slot.chain) for draft in drafts) == round(842 * size / 2716)


RATES = {  # field: (lowest, highest) per cent
    "gender_id": (92, 97), "birth": (77, 84), "nation_id": (81, 88), "politics_id": (62, 70), "town_id": (98, 100),
    "education_id": (77, 83), "degree_id": (21, 28), "school": (52, 60), "major": (32, 38), "employer": (89, 95),
    "position": (75, 85), "title_id": (17, 24), "field": (8, 13), "programs": (2, 4), "consent": (12, 18),
    "recommender": (3, 7), "last_contact": (10, 15), "family_address": (37, 46),
}  # fmt: skip


@pytest.mark.parametrize("field", RATES)
def test_fields_are_filled_as_in_real_sheets(field):
    lowest, highest = RATES[field]
    assert lowest <= filled(people(), field) <= highest


@pytest.mark.parametrize(
    ("field", "expected"), [("degree_id", 70), ("school", 85), ("major", 65), ("title_id", 60), ("field", 45)]
)
def test_experts_are_better_known(field, expected):
    experts = [draft for draft in people() if draft.slot.is_expert]
    assert abs(filled(experts, field) - expected) <= 7


def test_phones_villages_and_confirmations():
    year_ago = TODAY - dt.timedelta(days=365)
    assert 62 <= share(people(), lambda draft: draft.contacts) <= 69
    assert 5 <= share(people(), lambda draft: draft.id_number) <= 10
    assert 72 <= share(people(), lambda draft: draft.values.get("hometown", "").endswith("村")) <= 78
    assert 12 <= share(people(), lambda draft: draft.values.get("last_confirmed", dt.date.min) >= year_ago) <= 18
    assert 1 <= share(people(), lambda draft: draft.values["status"] in ("deceased", "lost")) <= 2
    assert 15 <= share(people(), lambda draft: draft.values.get("employer") in words.words("casual_employers")) <= 22


def test_two_townships_are_good_and_one_is_awful():
    known = {
        town: share([d for d in people() if d.slot.town == town], lambda d: d.values.get("birth")) for town in totals.TOWNS
    }
    ordered = sorted(known, key=known.get)
    assert set(ordered[-2:]) == {"410923100", "410923102"}
    assert ordered[0] == "410923208"
    assert known[ordered[1]] - known[ordered[0]] > 15


def test_three_in_a_hundred_are_claimed_by_two_townships():
    towns = set(words.town_names().values())
    assert sum(len(towns & set(draft.units)) == 2 for draft in people()) == 81


def test_full_files_tell_a_life():
    full = [draft for draft in people() if draft.slot.is_full]
    assert len(full) == 150
    for draft in full:
        assert draft.contacts and draft.educations and draft.posts and draft.values["last_contact"]
        starts = [row["start"] for row in draft.posts]
        assert starts == sorted(starts)
        assert draft.posts[-1]["employer"] == draft.values["employer"] and not draft.posts[-1]["end"]


def test_numbers_belong_to_nobody():
    everybody = [*people(), *people("introduced"), *people("outside")]
    contacts = [row for draft in everybody for row in draft.contacts]
    assert all(row["phone"][:7] in ("1990000", "1991000", "1992000") and len(row["phone"]) == 11 for row in contacts)
    own = [row["normal"] for row in contacts if row["whose"] == "own"]
    assert len(own) == len(set(own))
    ids = [draft.id_number for draft in everybody if draft.id_number]
    assert len(ids) == len(set(ids))
    for draft in everybody:
        if draft.id_number:
            read = check_citizen_id(draft.id_number, today=TODAY)
            assert (draft.id_number[:6], f"genders.{read.gender}") == ("410900", draft.values["gender_id"])
            assert read.birth.isoformat() == draft.values["birth"]


def test_no_real_employer_is_named():
    allowed = set(words.words("casual_employers"))
    for draft in [*people(), *people("introduced"), *people("outside")]:
        assert "某" in draft.values.get("employer", "某") or draft.values["employer"] in allowed
    assert all("某" in employer.values["name"] for employer in employers())


def test_every_unusual_surname_occurs():
    names = [draft.values["name"] for draft in people()]
    missing = [surname for surname in surnames("rare_surnames")[0] if not any(name.startswith(surname) for name in names)]
    assert missing == []


def test_serving_officials_and_the_dead():
    for draft in people():
        values, is_official = draft.values, "official" in draft.slot.categories
        assert values["is_serving_official"] == (is_official and values["status"] in ("", "working"))
        if values["status"] in ("deceased", "lost"):
            assert not draft.slot.is_key and "last_contact" not in values


def test_no_date_lies_in_the_future_or_before_the_entry():
    for draft in people():
        entered = draft.values["entered_on"]
        assert entered <= TODAY and draft.changed_on <= TODAY
        for first, last in draft.units.values():
            assert entered == first <= last <= TODAY
        for field in ("last_contact", "last_confirmed"):
            assert entered <= draft.values.get(field, entered) <= TODAY


def test_names_that_look_alike_are_planted():
    alike = Counter((draft.values["name"], draft.values.get("hometown")) for draft in people())
    assert sum(count > 1 for count in alike.values()) >= 19


def test_needs_of_the_present_round():
    present = [draft for draft in needs() if draft.round.code == "2026B"]
    assert len(needs()) == 900
    assert Counter(draft.chain for draft in present) == totals.ROUND_CHAINS
    assert len({draft.employer for draft in present}) == 96
    assert sum(draft.values.get("is_urgent", False) for draft in needs()) == 31
    assert sum(draft.values["received_on"] >= MONTH for draft in present) == 17
    assert all("state" not in draft.values for draft in present)


def test_two_thirds_of_the_needs_are_skilled_jobs():
    assert Counter(draft.kind for draft in needs()) == {"skill": 600, "post": 240, "tech": 60}
    skilled = [draft.values for draft in needs() if draft.kind == "skill"]
    assert 40 < 100 * sum(values.get("headcount_text") == "若干" for values in skilled) / 600 < 70
    assert 55 < 100 * sum(values.get("salary_text") == "面议" for values in skilled) / 600 < 85


def test_needs_are_numbered_and_asked_once():
    numbers = [draft.values["number"] for draft in needs()]
    assert len(set(numbers)) == 900 and numbers[-1] == "XQ-2026B-212"
    asked = Counter((draft.round.code, draft.employer, draft.values["title"]) for draft in needs())
    assert max(asked.values()) == 1
    for draft in needs():
        assert not draft.node or draft.node.startswith(draft.chain)
        assert draft.values["received_on"] <= TODAY
        assert draft.values.get("settled_on", TODAY) <= TODAY


def test_credit_codes_hold():
    codes = [employer.values["uscc"] for employer in employers() if employer.values.get("uscc")]
    assert len(employers()) == 320 and 0.5 < len(codes) / 320 < 0.7
    assert {uscc_fault(code) for code in codes} == {""} and all(map(organisation_code_holds, codes))
    assert len({employer.values["folded_name"] for employer in employers()}) == 320


@pytest.mark.parametrize(
    ("today", "present"),
    [
        ("2026-11-22", "2026B"),
        ("2027-01-03", "2026B"),
        ("2027-04-05", "2026B"),
        ("2027-04-12", "2027A"),
        ("2028-02-29", "2027B"),
    ],
)
def test_the_present_round_follows_the_day(today, present):
    found = rounds(dt.date.fromisoformat(today))
    assert (len(found), found[-1].code, found[-1].closed_on) == (5, present, None)
    assert all(round_.closed_on > round_.opened_on for round_ in found[:-1])


@pytest.mark.parametrize("today", [dt.date(2027, 1, 1), dt.date(2027, 3, 1), dt.date(2028, 2, 29), dt.date(2027, 7, 31)])
def test_any_day_has_a_county(today):
    drafts = invent_people(1, today, 200)
    assert all(draft.values["entered_on"] <= today for draft in drafts)
    some = invent_employers(1, 90)
    assert len(invent_needs(1, today, 90, some)) == 90
    assert all(row["happened_on"] <= row["reported_on"] <= today for row in invent_reported(1, today))


FIGURES = {
    "bureaus.patents": 48,
}  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES)
def test_the_sentence_of_the_month_has_its_numbers(figure):
    """Opening and rows since; what lies before the opening is part of it and has no rows."""
    openings = {row["figure"]: row for row in invent_openings(TODAY)}
    rows = [row for row in invent_reported(1, TODAY) if row["figure"] == figure]
    if opening := openings.get(figure):
        assert all(row["happened_on"] > opening["as_of"] for row in rows)
    assert openings.get(figure, {"value": 0})["value"] + sum(Decimal(row["value"]) for row in rows) == FIGURES[figure]


def test_a_level_is_reported_every_month():
    level = [row for row in invent_reported(1, TODAY) if row["figure"] == "bureaus.high_tech"]
    assert level[-1]["value"] == "22" and len({row["happened_on"] for row in level}) == 6


def test_the_workflow_keeps_to_its_plan():
    received = [dt.date(2026, 9, 1) + dt.timedelta(days=number % 60) for number in range(400)]
    candidates = [Candidate(number, number % 130, number, received[number % 130]) for number in range(400)]
    planned = plan(stream(1, "workflow"), TODAY, candidates, 212)
    assert Counter(stage for stage, _ in planned.values()) == totals.STAGES
    for number, (_, steps) in planned.items():
        days = [step.on for step in steps]
        assert days == sorted(days) and candidates[number].received_on <= days[0] and days[-1] <= TODAY
    settled = [candidates[number].need for number, (stage, _) in planned.items() if stage == "settled"]
    others = [candidates[number].need for number, (stage, _) in planned.items() if stage != "settled"]
    assert len(set(settled)) == 17 and not set(settled) & set(others)


def test_few_candidates_still_reach_every_stage():
    candidates = [Candidate(number, number, number, dt.date(2026, 9, 1)) for number in range(40)]
    planned = plan(stream(1, "workflow"), TODAY, candidates, 212)
    assert set(totals.STAGES) == {stage for stage, _ in planned.values()}


def test_shares_add_up():
    assert apportion(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert sum(apportion(97, totals.PLACES).values()) == 97


DIGEST = """
import datetime, hashlib
from talentbase.demo.invent.employers import invent_employers
from talentbase.demo.invent.needs import invent_needs
from talentbase.demo.invent.people import invent_people
today = datetime.date(2026, 11, 22)
some = invent_employers({seed}, 120)
drafts = invent_people({seed}, today, 200)
text = repr([(d.values, d.contacts, d.posts, d.units, d.id_number) for d in drafts])
text += repr([(e.values, e.unit) for e in some]) + repr([n.values for n in invent_needs({seed}, today, 120, some)])
print(hashlib.sha256(text.encode()).hexdigest())
"""


def digest(seed: int, hash_seed: str) -> str:
    environment = dict(os.environ, PYTHONHASHSEED=hash_seed, PYTHONPATH=str(ROOT))
    command = [sys.executable, "-c", DIGEST.format(seed=seed)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_the_same_seed_gives_the_same_county_in_any_process():
    first = digest(7, "1")
    assert first == digest(7, "2")
    assert first != digest(8, "1")
