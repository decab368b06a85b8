"""Rounds and needs: two thirds skilled jobs with 面议 and 若干, the rest professional posts and technical problems."""

import datetime as dt
import random
from dataclasses import dataclass, field

from talentbase.demo.invent import need_texts, totals, words
from talentbase.demo.invent.draft import Values
from talentbase.demo.invent.employers import Employer
from talentbase.demo.invent.shares import apportion, choose, day_between, scaled, stream

OPENING_MONTHS = (3, 9)
SETTLING_IN = 40  # days until a newly opened round has enough needs to be the present one
EARLIER_STATES = {"lapsed": 74, "settled": 21, "open": 5}
SETTLED_THROUGH = ("通过招聘会到岗", "企业自行招聘到岗", "通过校园招聘到岗", "经人才中心介绍到岗")
KINDS = {
    "skill": totals.NEEDS - totals.PROFESSIONAL_NEEDS - totals.TECHNOLOGY_NEEDS,
    "post": totals.PROFESSIONAL_NEEDS,
    "tech": totals.TECHNOLOGY_NEEDS,
}
FILLERS = {"tech": need_texts.technology, "post": need_texts.post, "skill": need_texts.skill}
SOURCES = ("半年专题调研", "半年专题调研", "企业报送", "乡镇走访", "人社局推送")


@dataclass(slots=True)
class RoundDraft:
    year: int
    half: int
    opened_on: dt.date
    due_on: dt.date
    closed_on: dt.date | None

    @property
    def code(self) -> str:
        return f"{self.year}{'AB'[self.half - 1]}"


@dataclass(slots=True)
class NeedDraft:
    """values: columns of Need; employer: place in the list of employers; chain and node are codes."""

    round: RoundDraft
    employer: int
    chain: str
    kind: str
    node: str = ""
    values: Values = field(default_factory=dict)


def rounds(today: dt.date) -> list[RoundDraft]:
    """The present round and four earlier ones, the oldest first."""
    latest = today - dt.timedelta(days=SETTLING_IN)
    openings = [dt.date(year, month, 1) for year in range(latest.year - 3, latest.year + 1) for month in OPENING_MONTHS]
    chosen = [day for day in openings if day <= latest][-1 - len(totals.EARLIER_ROUNDS) :]
    found = []
    for opened, following in zip(chosen, [*chosen[1:], None], strict=True):
        due = opened + dt.timedelta(days=75)
        closed = following - dt.timedelta(days=20) if following else None
        found.append(RoundDraft(opened.year, 1 + OPENING_MONTHS.index(opened.month), opened, due, closed))
    return found


def invent_needs(seed: int, today: dt.date, count: int, employers: list[Employer]) -> list[NeedDraft]:
    """Exactly `count` needs in the order of their numbers; the present round comes last."""
    rng = stream(seed, "needs")
    every = rounds(today)
    sizes = apportion(count, dict(enumerate([*totals.EARLIER_ROUNDS, totals.ROUND_NEEDS])))
    drafts = []
    for place, round_ in enumerate(every):
        drafts += _gather(rng, round_, sizes[place], employers, is_present=round_ is every[-1])
    _kinds(rng, drafts, employers)
    taken: set[tuple] = set()
    for draft in drafts:
        _fill(rng, draft, employers[draft.employer], taken)
    present = [draft for draft in drafts if draft.round is every[-1]]
    _date(rng, drafts, present, today)
    _mark(rng, drafts, present, count)
    return _numbered(drafts)


def _kinds(rng: random.Random, drafts: list[NeedDraft], employers: list[Employer]) -> None:
    """Technical problems only in chains that have some, professional posts anywhere, the rest are skilled jobs."""
    counts = apportion(len(drafts), KINDS)
    for draft in drafts:
        draft.kind = "skill"
    known = words.by_chain("technologies")
    for draft in choose(rng, drafts, counts["tech"], lambda draft: (draft.chain or employers[draft.employer].chain) in known):
        draft.kind = "tech"
    for draft in rng.sample([draft for draft in drafts if draft.kind == "skill"], counts["post"]):
        draft.kind = "post"


def _gather(rng, round_: RoundDraft, size: int, employers: list[Employer], *, is_present: bool) -> list[NeedDraft]:
    """Which employers ask, and in which chain: by chain exactly in the present round, by employer in earlier ones."""
    places = list(range(len(employers)))
    if not is_present:
        able = rng.sample(places, min(len(places), max(1, size // 2)))
        return [NeedDraft(round_, place, employers[place].chain, "") for place in (rng.choice(able) for _ in range(size))]
    counts = apportion(size, totals.ROUND_CHAINS)
    asking = _asking(rng, places, employers, counts, scaled(totals.ROUND_EMPLOYERS, size, totals.ROUND_NEEDS))
    drafts = []
    for chain, number in counts.items():
        able = [place for place in asking if not chain or employers[place].chain == chain]
        # every asking employer at least once, then at random
        for turn in range(number):
            place = able[turn] if chain and turn < len(able) else rng.choice(able)
            drafts.append(NeedDraft(round_, place, chain, ""))
    return drafts


def _asking(rng, places: list[int], employers: list[Employer], counts: dict[str, int], total: int) -> list[int]:
    """`total` employers, at least one of every chain that has needs and no more than it has needs."""
    by_chain = {chain: [place for place in places if employers[place].chain == chain] for chain in counts if chain}
    wanted = {chain: count for chain, count in counts.items() if chain and count}
    room = {chain: min(count, len(by_chain[chain])) for chain, count in wanted.items()}
    found = [place for chain in wanted for place in rng.sample(by_chain[chain], 1)]
    rest = [place for chain in wanted for place in rng.sample(by_chain[chain], room[chain]) if place not in found]
    allowed, used = [], dict.fromkeys(wanted, 1)
    for place in rng.sample(rest, len(rest)):
        chain = employers[place].chain
        if used[chain] < room[chain]:
            used[chain] += 1
            allowed.append(place)
    return sorted(found + allowed[: max(0, total - len(found))])


def _fill(rng: random.Random, draft: NeedDraft, employer: Employer, taken: set[tuple]) -> None:
    """Title and conditions; within a round an employer asks for a title once."""
    chain = draft.chain or employer.chain
    for attempt in range(40):
        node, values = FILLERS[draft.kind](rng, chain)
        if attempt > 25:
            values["title"] += f"（{rng.choice('一二三四五六')}车间）"
        key = (draft.round.code, draft.employer, values["title"])
        if key not in taken:
            break
    taken.add(key)
    draft.node = node if draft.chain else ""
    draft.values = values | {
        "contact": employer.values["contact"],
        "phone": employer.values["phone"],
        "source": rng.choice(SOURCES),
    }


def _date(rng: random.Random, drafts: list[NeedDraft], present: list[NeedDraft], today: dt.date) -> None:
    month = today.replace(day=1)
    added = scaled(totals.ROUND_ADDED_THIS_MONTH, len(present), totals.ROUND_NEEDS)
    new = {id(draft) for draft in rng.sample(present, added)}
    for draft in drafts:
        last = draft.round.closed_on or month - dt.timedelta(days=1)
        first = month if id(draft) in new else draft.round.opened_on
        draft.values["received_on"] = day_between(rng, first, today if id(draft) in new else min(last, draft.round.due_on))


def _mark(rng: random.Random, drafts: list[NeedDraft], present: list[NeedDraft], count: int) -> None:
    """急需 in the present round; what became of the earlier ones. The present ones are settled by matches alone."""
    urgent = scaled(totals.ROUND_URGENT, len(present), totals.ROUND_NEEDS)
    for draft in choose(rng, present, urgent, lambda draft: 1 if draft.kind == "skill" else 3):
        draft.values["is_urgent"] = True
    for draft in drafts:
        if draft.round.closed_on is None:
            continue
        state = rng.choices(list(EARLIER_STATES), weights=list(EARLIER_STATES.values()))[0]
        draft.values["state"] = state
        if state == "settled":
            received = draft.values["received_on"]
            draft.values["settled_on"] = received + dt.timedelta(days=rng.randrange(10, 80))
            draft.values["state_reason"] = rng.choice(SETTLED_THROUGH)
        elif state == "lapsed":
            draft.values["state_reason"] = "本轮结束，企业未继续申报"


def _numbered(drafts: list[NeedDraft]) -> list[NeedDraft]:
    ordered = sorted(drafts, key=lambda draft: (draft.round.opened_on, draft.values["received_on"]))
    numbers: dict[str, int] = {}
    for draft in ordered:
        code = draft.round.code
        numbers[code] = numbers.get(code, 0) + 1
        draft.values["number"] = f"XQ-{code}-{numbers[code]:03d}"
    return ordered
