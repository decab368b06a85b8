"""The cards and the sentence on top: which figures each kind of user sees."""

from collections.abc import Mapping
from dataclasses import dataclass

from talentbase.figures.figure import Measured
from talentbase.reports.words import keys_in
from talentbase.web.templatetags.ui import thousands

COUNT = 6


@dataclass(frozen=True)
class Plan:
    """A card before its numbers: note names further figures as [key]."""

    key: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Card:
    label: str
    measured: Measured
    note: str


COUNTY = (
    Plan("people.total", "在外人才", "本月新增[people.added]，更新[people.updated]"),
    Plan("people.key", "重点联系对象", "超期未回访[people.overdue]人"),
    Plan("needs.round", "人才需求", "累计[needs.total]条，急需[needs.urgent]条"),
    Plan("matching.settled", "已对接需求", "已推荐[matching.recommended]，洽谈中[matching.talking]"),
    Plan("services.done.year", "办结服务事项", "累计[services.done]件，在办[services.open]件"),
    Plan("stations.leads.month", "新增招商线索", "累计[stations.leads]条"),
)
UNIT = (
    Plan("people.total", "在外人才", "本月新增[people.added]，更新[people.updated]"),
    Plan("people.key", "重点联系对象", "超期未回访[people.overdue]人"),
    Plan("people.expert", "高层次人才", "党政人才[people.official]，经商人才[people.business]"),
    Plan("people.tagged", "已标注产业链", "在外人才[people.total]人"),
    Plan("needs.round", "人才需求", "累计[needs.total]条，急需[needs.urgent]条"),
    Plan("matching.settled", "已对接需求", "本轮人才需求[needs.round]条"),
    Plan("people.added", "新增在外人才"),
    Plan("people.updated", "更新在外人才"),
)


def keys_of(plans: tuple[Plan, ...]) -> list[str]:
    return [key for plan in plans for key in (plan.key, *keys_in(plan.note))]


def cards(plans: tuple[Plan, ...], measured: Mapping[str, Measured]) -> list[Card]:
    """The first six that the user may see."""
    known = [plan for plan in plans if plan.key in measured][:COUNT]
    return [Card(plan.label, measured[plan.key], _note(plan.note, measured)) for plan in known]


def _note(note: str, measured: Mapping[str, Measured]) -> str:
    keys = keys_in(note)
    if not all(key in measured for key in keys):
        return ""
    for key in keys:
        note = note.replace(f"[{key}]", thousands(measured[key].value))
    return note
