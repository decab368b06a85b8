"""The list's columns; `counts` and `best` are put on each need by the view, for the whole page at once."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from demand.enterprises.columns import chain
from demand.matching.models import Match
from demand.matching.rules import TONES
from demand.needs.models import Need
from talentbase.web.lists import ListColumn, link, width
from talentbase.web.templatetags.ui import tag


def _title(need: Need) -> SafeString:
    mark = SafeString('<span class="tag red">急需</span> ' if need.is_urgent else "")
    address = reverse("matching:need", args=[need.pk])
    return format_html('<span title="{}">{}{}</span>', need.title, mark, link(address, need.title))


def _employer(need: Need) -> SafeString:
    return format_html('<span title="{}">{}</span>', need.enterprise.name, need.enterprise.name)


def _best(need: Need) -> SafeString | str:
    """高度匹配 91分."""
    match = need.best
    if match is None:
        return SafeString('<span class="weak">–</span>')
    return format_html('{}<span class="weak size-12">　{}分</span>', match.get_grade_display(), int(match.score_low))


def _shelf(shelf: str):
    return lambda need: str(need.shelf_counts.get(shelf, 0) or "")


def _stages(need: Need) -> SafeString:
    tags = [
        tag(f"{Match.Stage(stage).label}{need.stage_counts[stage]}", TONES.get(stage, ""))
        for stage in Match.Stage.values
        if stage in need.stage_counts
    ]
    return SafeString("".join(tags)) if tags else SafeString('<span class="weak">待征求意见</span>')


COLUMNS = (
    ListColumn("number", "编号", lambda n: link(n.get_absolute_url(), n.number), width(104), order=("number",)),
    ListColumn("title", "岗位/技术需求", _title),
    ListColumn("employer", "用人单位", _employer, "max(148px,20vw - 125px)", order=("enterprise__folded_name",)),
    ListColumn("chain", "产业链", chain, width(84), order=("chain__order",)),
    ListColumn("best", "最高等级", _best, width(118), order=("best_low",)),
    ListColumn("sure", "有把握", _shelf(Match.Shelf.SURE), width(54), css="number"),
    ListColumn("possible", "待核实", _shelf(Match.Shelf.POSSIBLE), width(54), css="number"),
    ListColumn("stage", "进展（人）", _stages, width(204)),
)
