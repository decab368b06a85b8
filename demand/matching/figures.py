"""How far the needs of the present round have come. Every figure counts needs, not matches."""

from functools import partial

from django.db.models import Q
from django.urls import reverse

from demand.matching.models import Match, Step
from demand.needs.columns import COLUMNS
from demand.needs.figures import of_round, round_at
from demand.needs.models import Need
from talentbase.figures.figure import Reading, figure

STAGE, ACT = Match.Stage, Step.Act
# what was done at least: by the stage a match stands at, or by a step it once took
SETTLED = (STAGE.SETTLED,), (ACT.SETTLE,)
TALKING = (STAGE.TALKING, *SETTLED[0]), (ACT.TALK, *SETTLED[1])
RECOMMENDED = (STAGE.RECOMMENDED, STAGE.FAILED, *TALKING[0]), (ACT.RECOMMEND, ACT.FAIL, *TALKING[1])
ASKED = (
    (STAGE.ASKED, STAGE.AGREED, STAGE.DECLINED, *RECOMMENDED[0]),
    (ACT.ASK, ACT.AGREE, ACT.DECLINE, *RECOMMENDED[1]),
)
SHARED = {"unit": "条", "reading": Reading.ROUND, "columns": COLUMNS}


def _reached(user, period, far):
    """Needs of the round with a match that came at least so far by then."""
    stages, acts = far
    steps = Step.objects.filter(period.by("on"), act__in=acts).values("match")
    stands = Q(stage__in=stages) & period.by("stage_on")
    matches = Match.objects.visible_to(user).filter(stands | Q(pk__in=steps))
    return of_round(user, period).filter(pk__in=matches.values("need"))


@figure(
    key="matching.found", name="有匹配人选的需求", has_past=False,
    definition="本轮需求中，库内有把握的人选至少一名的。", **SHARED,
)  # fmt: skip
def found(user, period):
    matches = Match.objects.visible_to(user).filter(Q(is_current=True, shelf=Match.Shelf.SURE) | ~Q(stage=STAGE.NEW))
    return of_round(user, period).filter(pk__in=matches.values("need"))


figure(
    key="matching.asked", name="已征求意见的需求",
    definition="本轮需求中，至少征求过一名人选本人意见的。", **SHARED,
)(partial(_reached, far=ASKED))  # fmt: skip
figure(
    key="matching.recommended", name="已推荐的需求",
    definition="本轮需求中，至少向用人单位推荐过一名人选的，含其后洽谈、对接和未成的。", **SHARED,
)(partial(_reached, far=RECOMMENDED))  # fmt: skip
figure(
    key="matching.talking", name="洽谈中的需求",
    definition="本轮需求中，有人选进入洽谈的，含已对接的。", **SHARED,
)(partial(_reached, far=TALKING))  # fmt: skip


def _settled_list(user, period) -> str:
    round_ = round_at(period)
    return f"{reverse('needs:list')}?round={round_.pk if round_ else '-'}&state={Need.State.SETTLED}"


@figure(
    key="matching.settled", name="已对接需求", right="needs.view", link=_settled_list,
    definition="本轮需求中，状态为已对接的。", **SHARED,
)  # fmt: skip
def settled(user, period):
    return of_round(user, period).filter(period.by("settled_on"), state=Need.State.SETTLED)
