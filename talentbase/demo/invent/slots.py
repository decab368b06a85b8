"""Slots: how the people of the county divide over categories, towns, places, chains and days, with exact totals."""

import datetime as dt
import random

from talentbase.demo.invent import totals
from talentbase.demo.invent.draft import Slot
from talentbase.demo.invent.shares import apportion, choose, day_between, deal, expand, scaled, stream

FIRST_YEAR_BACK = 3
OUTSIDE_PROVINCES = ("11", "31", "12", "32", "33", "42", "37", "44", "21")
CHAIN_WEIGHT = {"expert": 4.5, "business": 1.2, "official": 0.12}
KEY_WEIGHT = {"expert": 5.0, "business": 1.0, "official": 1.6}


def away_slots(seed: int, today: dt.date, people: int) -> list[Slot]:
    """在外人才 in the order of their entry."""
    rng = stream(seed, "slots")
    slots = [Slot(categories) for categories in expand(apportion(people, totals.CATEGORIES))]
    _towns(rng, slots)
    _places(rng, slots)
    _chains(rng, slots)
    _contacts(rng, slots)
    _marks(rng, slots)
    _entries(rng, slots, today)
    return sorted(slots, key=lambda slot: slot.entered_on)


def _count(count: int, slots: list[Slot]) -> int:
    return scaled(count, len(slots), totals.PEOPLE)


def _towns(rng: random.Random, slots: list[Slot]) -> None:
    weights = {town: count for town, (count, _) in totals.TOWNS.items()} | {"": totals.TOWN_UNKNOWN}
    towns = expand(apportion(len(slots), weights))
    for slot, town in deal(rng, slots, towns, lambda slot: 0.0):
        slot.town, slot.quality = town, totals.TOWNS.get(town, (0, 0.9))[1]


def _places(rng: random.Random, slots: list[Slot]) -> None:
    """Officials and people of good townships more often stand among the known places; the unknown come last."""
    provinces = expand(apportion(len(slots), totals.PLACES))
    for slot, province in deal(rng, slots, provinces, lambda s: 0.12 * s.quality + 0.2 * ("official" in s.categories)):
        slot.province = province


def _chains(rng: random.Random, slots: list[Slot]) -> None:
    able = choose(rng, slots, _count(totals.TAGGED, slots), lambda slot: _mean(CHAIN_WEIGHT, slot))
    chains = expand(apportion(len(able), totals.CHAINS))
    for slot, chain in deal(rng, able, chains, lambda slot: 0.0 if slot.is_expert else 1.0, noise=1.3):
        slot.chain = chain


def _mean(weights: dict[str, float], slot: Slot) -> float:
    return max(weights[category] for category in slot.categories)


def _contacts(rng: random.Random, slots: list[Slot]) -> None:
    """重点联系对象, those overdue among them, and the full files."""
    keys = choose(
        rng,
        slots,
        _count(totals.KEY_CONTACTS, slots),
        lambda slot: _mean(KEY_WEIGHT, slot) * (2 if slot.chain else 1) * bool(slot.province and slot.town),
    )
    for slot in keys:
        slot.is_key = True
    for slot in keys[: min(len(keys), _count(totals.FULL_FILES, slots))]:
        slot.is_full = True
    for slot in rng.sample(keys, min(len(keys), _count(totals.OVERDUE, slots))):
        slot.is_overdue = True


def _marks(rng: random.Random, slots: list[Slot]) -> None:
    others = [slot for slot in slots if not slot.is_key]
    ends = (("deceased", totals.DECEASED), ("lost", totals.LOST), ("unwilling", totals.UNWILLING), ("closed", totals.CLOSED))
    rng.shuffle(others)
    for mark, count in ends:
        for _ in range(min(len(others), _count(count, slots))):
            slot = others.pop()
            slot.marks |= {mark}
    known = [slot for slot in slots if slot.town]
    for slot in rng.sample(known, min(len(known), _count(totals.CLAIMED_TWICE, slots))):
        slot.marks |= {"claimed_twice"}


def _entries(rng: random.Random, slots: list[Slot], today: dt.date) -> None:
    """The first gathering brought half of the people, the half-yearly updates the rest, this month its own share."""
    begin, month = dt.date(today.year - FIRST_YEAR_BACK, 3, 1), today.replace(day=1)
    added = rng.sample([slot for slot in slots if not slot.is_overdue], _count(totals.ADDED_THIS_MONTH, slots))
    for slot in slots:
        first_wave = slot.is_overdue or rng.random() < 0.5
        last = begin + dt.timedelta(days=300) if first_wave else month - dt.timedelta(days=1)
        slot.entered_on = day_between(rng, begin, last)
    for slot in added:
        slot.entered_on = day_between(rng, month, today)
    rest = [slot for slot in slots if slot.entered_on < month]
    updated = choose(rng, rest, _count(totals.UPDATED_THIS_MONTH, slots), lambda slot: slot.quality + 3 * slot.is_key)
    for slot in updated:
        slot.marks |= {"updated"}


def other_slots(seed: int, today: dt.date, people: int) -> list[Slot]:
    """引进人才, who work in the county, and 库外专家, known from public sources; neither counts as 在外人才."""
    rng = stream(seed, "other slots")
    chains = [chain for chain in totals.CHAINS if chain not in ("L13", "L14")]
    begin = dt.date(today.year - 2, 1, 1)
    slots = []
    for population, count in (("introduced", totals.INTRODUCED), ("outside", totals.OUTSIDE)):
        for _ in range(scaled(count, people, totals.PEOPLE)):
            province = (
                "41" if population == "introduced" else rng.choice(("11", "31", "12", "32", "33", "42", "37", "44", "21"))
            )
            slots.append(
                Slot(
                    ("expert",),
                    population=population,
                    province=province,
                    chain=rng.choice(("L01", "L01", "L02", *chains)),
                    quality=2.5,
                    entered_on=day_between(rng, begin, today.replace(day=1) - dt.timedelta(days=1)),
                )
            )
    return sorted(slots, key=lambda slot: slot.entered_on)
