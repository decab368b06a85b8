"""What a round reached: of every unit's employers who asked, who needs nobody, who is silent; chains against the round before."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from demand.enterprises.models import Enterprise
from demand.needs.models import HEADS, Need, Round
from talentbase.accounts.models import Unit
from talentbase.codes.models import IndustryChain
from talentbase.submissions.models import Submission, Task

STATES = {"told": "已报需求", "none": "答复无需求", "silent": "未报"}


@dataclass(frozen=True)
class Share:
    """One unit's employers by what they answered; numbers of STATES in order."""

    unit: Unit
    total: int
    told: int
    none: int

    @property
    def silent(self) -> int:
        return self.total - self.told - self.none

    @property
    def percent(self) -> str:
        return f"{(self.told + self.none) * 100 / self.total:.0f}%" if self.total else ""

    @property
    def numbers(self) -> list[tuple[str, int]]:
        return [(state, getattr(self, state)) for state in STATES]


def employers(round: Round, user, state: str):
    """The employers the user sees that are in this state. state: key of STATES."""
    every = Enterprise.objects.visible_to(user).present()
    told = Q(pk__in=Need.objects.counted().of_round(round).values("enterprise"))
    if state == "told":
        return every.filter(told)
    none = Q(folded_name__in=_answered_none(round))
    return every.filter(none).exclude(told) if state == "none" else every.exclude(told | none)


def _answered_none(round: Round):
    """Folded names of firms that said 无需求 while the round was open."""
    answers = Submission.objects.filter(answer=Submission.Answer.NONE, task__kind=Task.Kind.DEMAND).exclude(firm_key="")
    answers = answers.filter(arrived_at__date__gte=round.opened_on)
    if round.closed_on:
        answers = answers.filter(arrived_at__date__lte=round.closed_on)
    return answers.values("firm_key")


def shares(round: Round, user) -> list[Share]:
    """One per unit that looks after employers, in the order of units; three statements."""
    counts: dict[str, dict[int, int]] = {}
    for state in ("told", "none"):
        rows = employers(round, user, state).order_by().values_list("unit").annotate(number=Count("pk"))
        counts[state] = dict(rows)
    every = Enterprise.objects.visible_to(user).present().order_by().values_list("unit").annotate(number=Count("pk"))
    totals = dict(every)
    units = Unit.objects.filter(pk__in=totals)
    return [Share(unit, totals[unit.pk], counts["told"].get(unit.pk, 0), counts["none"].get(unit.pk, 0)) for unit in units]


def before(round: Round) -> Round | None:
    """The round before this one."""
    earlier = Q(year__lt=round.year) | Q(year=round.year, half__lt=round.half)
    return Round.objects.filter(earlier).order_by("-year", "-half").first()


@dataclass(frozen=True)
class ChainLine:
    """chain None: needs that no chain is written for. was: needs of the round before, None where there is none."""

    chain: IndustryChain | None
    needs: int
    heads: int
    urgent: int
    settled: int
    was: int | None

    @property
    def change(self) -> int | None:
        return None if self.was is None else self.needs - self.was


def by_chain(round: Round, user) -> list[ChainLine]:
    """Every active chain, and the needs without one; what the user may see."""
    visible = Need.objects.visible_to(user).counted()
    rows = (
        visible.of_round(round)
        .order_by()
        .values("chain")
        .annotate(
            needs=Count("pk"),
            heads=Sum(HEADS),
            urgent=Count("pk", filter=Q(is_urgent=True)),
            settled=Count("pk", filter=Q(state=Need.State.SETTLED)),
        )
    )
    now = {row.pop("chain"): row for row in rows}
    last = before(round)
    was = dict(visible.of_round(last).order_by().values_list("chain").annotate(number=Count("pk"))) if last else None
    nothing = {"needs": 0, "heads": 0, "urgent": 0, "settled": 0}
    chains = [*IndustryChain.objects.active(), None]
    keys = [chain.pk if chain else None for chain in chains]
    return [
        ChainLine(chain, **now.get(key, nothing), was=None if was is None else was.get(key, 0))
        for chain, key in zip(chains, keys, strict=True)
    ]
