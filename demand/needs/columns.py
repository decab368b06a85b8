"""The list's columns."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from demand.enterprises.columns import chain
from demand.needs import words
from demand.needs.models import Need
from talentbase.web.lists import ListColumn, link, width
from talentbase.web.templatetags.ui import tag


def _title(need: Need) -> SafeString:
    mark = SafeString('<span class="tag red">急需</span> ' if need.is_urgent else "")
    return format_html('<span title="{}">{}{}</span>', need.title, mark, link(need.get_absolute_url(), need.title))


def _employer(need: Need) -> SafeString:
    name = need.enterprise.name
    return format_html('<span title="{}">{}</span>', name, link(need.enterprise.get_absolute_url(), name))


def _state(need: Need) -> SafeString:
    return tag(need.get_state_display(), words.state_tone(need))


COLUMNS = (
    ListColumn("number", "编号", lambda n: link(n.get_absolute_url(), n.number), width(104), order=("number",)),
    ListColumn("title", "岗位/技术需求", _title),
    ListColumn("employer", "用人单位", _employer, order=("enterprise__folded_name",)),
    ListColumn("headcount", "人数", words.headcount, width(60), order=("headcount_min",)),
    ListColumn("degree", "学历", words.degree, width(80), order=("degree_min",)),
    ListColumn("chain", "产业链", chain, width(84), order=("chain__order",)),
    ListColumn("pay", "待遇", words.pay, width(118), order=("salary_max_wan",)),
    ListColumn("round", "轮次", words.round_short, width(84), order=("round__year", "round__half")),
    ListColumn("state", "状态", _state, width(64), order=("state",)),
    ListColumn("match", "匹配", lambda n: link(reverse("matching:need", args=[n.pk]), "查看"), width(44)),
)
