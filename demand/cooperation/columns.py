"""Columns of the two lists, and what their sheets hold."""

from decimal import Decimal

from demand.cooperation.models import Project, Return
from demand.cooperation.return_sheet import COLUMNS as RETURN_COLUMNS
from demand.cooperation.sheet import PROJECT_COLUMNS
from talentbase.codes.book import name_of
from talentbase.sheets.column import Column
from talentbase.web.lists import ListColumn, link, width
from talentbase.web.templatetags.ui import dots, tag

TONES = {"talks": "amber", "running": "blue", "done": "green", "ended": "grey"}


def plain(amount: Decimal | None) -> str:
    """200.00 -> 200, 12.50 -> 12.5."""
    return "" if amount is None else f"{amount.normalize():f}"


def _state(project: Project):
    return tag(project.get_state_display(), TONES[project.state])


def _person(record: Return):
    return link(record.get_absolute_url(), record.name)


PROJECTS = (
    ListColumn("name", "项目名称", lambda p: link(p.get_absolute_url(), p.name), order=("name",)),
    ListColumn("kind", "合作类型", lambda p: p.get_kind_display(), width(84), order=("kind",)),
    ListColumn("county_side", "县内单位", lambda p: p.county_side),
    ListColumn("party_b", "合作方", lambda p: p.party_b, order=("party_b",)),
    ListColumn("amount", "金额（万元）", lambda p: plain(p.amount_wan) or p.amount_text, width(92), "number", ("amount_wan",)),
    ListColumn("signed", "签约", lambda p: dots(p.signed), width(84), order=("signed",)),
    ListColumn("ends", "到期", lambda p: dots(p.ends), width(84), order=("ends",)),
    ListColumn("station", "促成", lambda p: p.owed_to, width(104)),
    ListColumn("state", "状态", _state, width(68), order=("state",)),
)
RETURNS = (
    ListColumn("name", "姓名", _person, width(76), order=("name",)),
    ListColumn("kind", "返乡方式", lambda r: r.get_kind_display(), width(84), order=("kind",)),
    ListColumn("day", "返乡日期", lambda r: dots(r.returned_on), width(92), order=("returned_on",)),
    ListColumn("project", "项目或岗位", lambda r: r.project, order=("project",)),
    ListColumn("town", "落地乡镇", lambda r: name_of(r.town_id), width(80), order=("town_id",)),
    ListColumn("investment", "投资额（万元）", lambda r: plain(r.investment_wan), width(104), "number", ("investment_wan",)),
    ListColumn("jobs", "带动就业", lambda r: r.jobs, width(76), "number", ("jobs",)),
    ListColumn("stage", "阶段", lambda r: r.get_stage_display(), width(60), order=("stage",)),
    ListColumn("owed", "由谁促成", lambda r: r.owed_to),
)
PROJECT_SHEET: tuple[Column, ...] = (
    *PROJECT_COLUMNS,
    Column("kind", "合作类型"),
    Column("ends", "到期时间", holds="date"),
    Column("state", "项目状态"),
    Column("owed", "由谁促成", width=20),
    Column("unit", "责任单位", width=16),
)
PROJECT_VALUES = {
    "project": lambda p: p.name,
    "party_a": lambda p: p.county_side,
    "party_b": lambda p: p.party_b,
    "amount_wan": lambda p: p.amount_wan if p.amount_wan is not None else p.amount_text,
    "signed": lambda p: dots(p.signed) or p.signed_text,
    "status": lambda p: p.status,
    "remark": lambda p: p.remark,
    "kind": lambda p: p.get_kind_display(),
    "ends": lambda p: dots(p.ends),
    "state": lambda p: p.get_state_display(),
    "owed": lambda p: p.owed_to,
    "unit": lambda p: p.unit.name,
}
RETURN_SHEET: tuple[Column, ...] = (*RETURN_COLUMNS, Column("unit", "责任单位", width=16))
RETURN_VALUES = {
    "name": lambda r: r.name,
    "kind": lambda r: r.get_kind_display(),
    "returned_on": lambda r: r.returned_on,
    "project": lambda r: r.project,
    "stage": lambda r: r.get_stage_display(),
    "employer": lambda r: r.enterprise.name if r.enterprise else "",
    "industry": lambda r: r.industry,
    "chain": lambda r: r.chain.name if r.chain_id else "",
    "town": lambda r: name_of(r.town_id),
    "investment_wan": lambda r: r.investment_wan,
    "output_wan": lambda r: r.output_wan,
    "jobs": lambda r: r.jobs,
    "station": lambda r: r.station.name if r.station_id else "",
    "event": lambda r: r.event,
    "recommender": lambda r: r.recommender,
    "unit": lambda r: r.unit.name,
    "evidence": lambda r: r.evidence,
    "remark": lambda r: r.remark,
}
