"""Pairs that look like one person reported twice: same name and village, other things alike, different or missing."""

import random

from talentbase.demo.invent.draft import Draft
from talentbase.demo.invent.shares import scaled
from talentbase.demo.invent.totals import LOOKALIKES, PEOPLE


def plant(rng: random.Random, drafts: list[Draft], people: int) -> None:
    """Turn some thin records into second records of others; nobody is added, every total stays."""
    groups: dict[tuple, list[Draft]] = {}
    for draft in drafts:
        slot = draft.slot
        if not slot.is_key and not slot.marks and slot.town and not draft.id_number:
            groups.setdefault((slot.town, slot.categories, slot.province), []).append(draft)
    able = [group for group in groups.values() if len(group) > 1]
    for group in rng.sample(able, min(len(able), scaled(LOOKALIKES, people, PEOPLE))):
        first, second = rng.sample(group, 2)
        _resemble(rng, first.values, second.values)


def _resemble(rng: random.Random, first: dict, second: dict) -> None:
    for key in ("name", "gender_id", "hometown"):
        if key in first:
            second[key] = first[key]
    if first.get("birth"):
        second["birth"] = first["birth"][: rng.choice((4, 7))]
        second["birth_is_estimate"] = False
    if first.get("employer") and rng.random() < 0.7:
        second["employer"] = first["employer"]
        second["position"] = first.get("position", "")
