"""Figures of 人才需求, and the industry chains that have a map."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from demand.needs.columns import COLUMNS
from demand.needs.models import Need, Round
from people.registry.figures import total as people
from talentbase.codes.models import IndustryChain
from talentbase.figures.figure import Reading, figure
from talentbase.web.lists import ListColumn, link

SHARED = {"unit": "条", "right": "needs.view", "columns": COLUMNS}


def round_at(period) -> Round | None:
    """The round in force: today's, or the last one opened by the end of the month."""
    if period.is_present:
        return period.keep("round", Round.objects.current)
    opened = Round.objects.filter(opened_on__lte=period.last)
    return period.keep("round", lambda: opened.order_by("-opened_on", "-id").first())


def _list(**conditions):
    def address(user, period) -> str:
        round_ = round_at(period)
        known = {"month": period.code, "round": round_.pk if round_ else "-"}
        query = "&".join(f"{name}={value.format(**known)}" for name, value in conditions.items())
        return f"{reverse('needs:list')}?{query}" if query else reverse("needs:list")

    return address


def _counted(user):
    return Need.objects.visible_to(user).counted().select_related("enterprise", "chain", "round")


@figure(
    key="needs.total", name="人才需求", reading=Reading.TOTAL, link=_list(), opening=True,
    definition="历次征集和单独登记的人才需求，误录撤回的不计。", **SHARED,
)  # fmt: skip
def total(user, period):
    return _counted(user).filter(period.by("received_on"))


@figure(
    key="needs.round", name="本轮人才需求", reading=Reading.ROUND, link=_list(round="{round}"),
    definition="本轮（半年）征集的人才需求。", **SHARED,
)  # fmt: skip
def of_round(user, period):
    round_ = round_at(period)
    return total(user, period).of_round(round_) if round_ else Need.objects.none()


@figure(
    key="needs.urgent", name="急需", reading=Reading.ROUND, link=_list(round="{round}", urgent="1"),
    definition="本轮征集中标为急需的。", **SHARED,
)  # fmt: skip
def urgent(user, period):
    return of_round(user, period).urgent()


@figure(
    key="needs.added", name="新增人才需求", reading=Reading.MONTH, link=_list(received="{month}"),
    definition="征集日期在本月的人才需求。", **SHARED,
)  # fmt: skip
def added(user, period):
    return total(user, period).filter(period.within("received_on"))


@figure(
    key="chains", name="产业链图谱", unit="个", reading=Reading.NOW, right="needs.view",
    definition="在用的产业链中，已标注人才或有人才需求的。",
    columns=(
        ListColumn("code", "代码", lambda chain: chain.code, "90px"),
        ListColumn("name", "产业链", lambda chain: link(f"{reverse('registry:list')}?chain={chain.pk}", chain.name)),
    ),
)  # fmt: skip
def chains(user, period):
    """A past month: the chains in use today, by the people and needs that were there by its end."""
    tagged = people(user, period).filter(chain_ids__contains=[OuterRef("pk")])
    asked = total(user, period).filter(chain=OuterRef("pk"))
    return IndustryChain.objects.active().filter(Q(Exists(tagged)) | Q(Exists(asked)))
