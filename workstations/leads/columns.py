"""Columns of the list of leads, and what its sheet holds."""

from talentbase.sheets.column import Column
from talentbase.web.lists import ListColumn, link, width
from talentbase.web.templatetags.ui import dots, tag
from workstations.leads.models import Lead
from workstations.leads.sheet import LEAD_COLUMNS

TONES = {"new": "amber", "judged": "blue", "talks": "blue", "signed": "green", "settled": "green", "ended": "grey"}


def amount(lead: Lead) -> str:
    known = f"{lead.amount_wan:,.2f}".rstrip("0").rstrip(".") if lead.amount_wan is not None else ""
    return f"{'约' if lead.amount_is_approximate else ''}{known}" if known else lead.amount_text


def stage(lead: Lead):
    return tag(lead.get_stage_display(), TONES[lead.stage])


def pressure(lead: Lead):
    """超期3天, else the day of the next step."""
    return tag(f"超期{lead.days_late}天", "red") if lead.days_late else dots(lead.next_step_on)


COLUMNS = (
    ListColumn("project", "项目名称", lambda v: link(v.get_absolute_url(), v.project), order=("project",)),
    ListColumn("investor", "投资方", lambda v: v.investor, order=("investor",)),
    ListColumn("amount", "拟投资（万元）", amount, width(100), "number", ("amount_wan",)),
    ListColumn("chain", "产业链", lambda v: v.chain.name if v.chain_id else v.industry, width(84), order=("chain__order",)),
    ListColumn("unit", "报送单位", lambda v: v.unit.name, width(92), order=("unit__order",)),
    ListColumn("reported", "报送", lambda v: dots(v.reported), width(84), order=("reported",)),
    ListColumn("duty", "责任单位", lambda v: v.duty.name if v.duty_id else v.receiver, width(104), order=("duty__order",)),
    ListColumn("stage", "阶段", stage, width(64), order=("stage",)),
    ListColumn("next", "下次跟进", pressure, width(84), order=("next_step_on",)),
)
SHEET: tuple[Column, ...] = (
    *LEAD_COLUMNS,
    Column("stage", "阶段"),
    Column("duty", "责任单位", width=16),
    Column("unit", "报送单位", width=14),
)
VALUES = {
    "project": lambda v: v.project,
    "content": lambda v: v.content,
    "investor": lambda v: v.investor,
    "investor_intro": lambda v: v.investor_intro,
    "amount_wan": lambda v: amount(v) if v.amount_is_approximate or v.amount_wan is None else v.amount_wan,
    "industry": lambda v: v.industry,
    "source": lambda v: v.source,
    "contact": lambda v: v.contact,
    "investor_contact": lambda v: v.investor_contact,
    "phones": lambda v: v.investor_phone,
    "receiver": lambda v: v.receiver,
    "progress": lambda v: v.progress,
    "reported": lambda v: dots(v.reported),
    "remark": lambda v: v.remark,
    "stage": lambda v: v.get_stage_display(),
    "duty": lambda v: v.duty.name if v.duty_id else "",
    "unit": lambda v: v.unit.name,
}
