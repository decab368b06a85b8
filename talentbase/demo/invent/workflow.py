"""How far proposals came: for each match a stage, and the dated steps that led there (asked, agreed, recommended …)."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from talentbase.demo.invent.shares import scaled
from talentbase.demo.invent.totals import ROUND_NEEDS, STAGES

# stage: acts in order; the longest ways first
WAYS = {
    "settled": ("ask", "agree", "recommend", "talk", "settle"),
    "talking": ("ask", "agree", "recommend", "talk"),
    "failed": ("ask", "agree", "recommend", "fail"),
    "recommended": ("ask", "agree", "recommend"),
    "agreed": ("ask", "agree"),
    "declined": ("ask", "decline"),
    "asked": ("ask",),
    "put_off": ("put_off",),
}
RESTS = {
    "settled": 60,
    "talking": 15,
    "failed": 50,
    "recommended": 40,
    "agreed": 4,
    "declined": 40,
    "asked": 12,
    "put_off": 40,
}
LONGEST_GAP = 12  # days between two acts
REASONS = {
    "decline": ("时间冲突", "已在他处任职", "方向不符"),
    "put_off": ("方向不符", "近况待核实", "时间冲突"),
    "fail": ("待遇未谈拢", "企业已自行解决", "方向不符"),
}
THROUGH = ("电话", "电话", "微信", "家乡亲属", "推荐人", "乡镇组织委员")
NOTES = {
    "ask": "介绍企业需求和合作方式，征求本人意见。",
    "agree": "本人愿意了解，同意把联系方式提供给用人单位。",
    "recommend": "推荐表已发用人单位。",
    "talk": "来县实地查看，与企业座谈。",
    "settle": "双方签订合作协议。",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match that may be worked on: ids of match, need and person, and the day the need came in."""

    match: int
    need: int
    person: int
    received_on: dt.date


@dataclass(frozen=True, slots=True)
class StepDraft:
    act: str
    on: dt.date
    note: str = ""
    reason: str = ""
    through: str = ""


def plan(
    rng: random.Random, today: dt.date, candidates: Sequence[Candidate], needs: int
) -> dict[int, tuple[str, list[StepDraft]]]:
    """{match id: (stage, steps)}. candidates: best first; nobody is taken twice, a need twice only after all once.

    needs: size of the round. The oldest needs have come furthest; a settled need has no other proposal.
    """
    wanted = [stage for stage in WAYS for _ in range(scaled(STAGES[stage], needs, ROUND_NEEDS))]
    chosen = _choose(candidates, len(wanted))
    oldest = sorted(chosen, key=lambda candidate: (candidate.received_on, candidate.match))
    crowded = {c.need for c in chosen if sum(other.need == c.need for other in chosen) > 1}
    alone = [candidate for candidate in oldest if candidate.need not in crowded]
    settled = alone[: wanted.count("settled")]
    rest = [candidate for candidate in oldest if candidate not in settled]
    stages = [stage for stage in wanted if stage != "settled"]
    # where there are fewer candidates than planned, every stage gives up its share
    stages = [stages[place * len(stages) // len(rest)] for place in range(len(rest))] if len(rest) < len(stages) else stages
    pairs = [(candidate, "settled") for candidate in settled] + list(zip(rest, stages, strict=False))
    return {candidate.match: (stage, steps(rng, today, candidate.received_on, stage)) for candidate, stage in pairs}


def _choose(candidates: Sequence[Candidate], count: int) -> list[Candidate]:
    chosen: list[Candidate] = []
    for allowed in (1, 2, 3):
        for candidate in candidates:
            people = {other.person for other in chosen}
            if len(chosen) == count:
                return chosen
            if candidate.person not in people and sum(other.need == candidate.need for other in chosen) < allowed:
                chosen.append(candidate)
    return chosen


def steps(rng: random.Random, today: dt.date, received_on: dt.date, stage: str) -> list[StepDraft]:
    """Between the day the need came in and today; the last act lies as far back as its stage lets it."""
    acts = WAYS[stage]
    last = max(received_on, today - dt.timedelta(days=rng.randrange(RESTS[stage] + 1)))
    days = [last]
    for _ in acts[1:]:
        days.insert(0, max(received_on, days[0] - dt.timedelta(days=rng.randrange(2, LONGEST_GAP))))
    return [_step(rng, act, day) for act, day in zip(acts, days, strict=True)]


def _step(rng: random.Random, act: str, day: dt.date) -> StepDraft:
    reason = rng.choice(REASONS[act]) if act in REASONS else ""
    through = rng.choice(THROUGH) if act == "ask" else ""
    return StepDraft(act, day, NOTES.get(act, ""), reason, through)
