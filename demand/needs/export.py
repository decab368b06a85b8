"""Needs as a sheet, and as 重点产业人才需求目录 (docx): chain by chain, as it is given to universities and stations.

Names and phones of the employers' contacts are in neither.
"""

import datetime as dt
import io
from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from demand.needs import words
from demand.needs.filters import NeedFilter
from demand.needs.models import Need
from talentbase.audit import log
from talentbase.sheets.column import Column
from talentbase.sheets.write_docx import Heading, Paragraph, Table, write_document
from talentbase.sheets.write_xlsx import write_table
from talentbase.web.requests import address_of
from talentbase.web.views import Door

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST = 5000
NO_CHAIN = "其他"
NUMERALS = "一二三四五六七八九十"


def _requirements(need: Need) -> str:
    """硕士及以上；高分子材料；副高级及以上；45岁以下."""
    asked = (words.degree(need) if need.degree_min else "", "、".join(need.majors), words.title(need), words.age(need))
    return "；".join(filter(None, (*asked, need.other)))


SHEET = (
    ("需求编号", 14, lambda n: n.number),
    ("需求类别", 10, lambda n: n.get_kind_display()),
    ("用人单位", 28, lambda n: n.enterprise.name),
    ("岗位（技术需求）名称", 28, lambda n: n.title),
    ("急需", 6, lambda n: "急需" if n.is_urgent else ""),
    ("人数", 8, words.headcount),
    ("学历要求", 12, words.degree),
    ("专业要求", 24, lambda n: "、".join(n.majors)),
    ("职称要求", 14, words.title),
    ("年龄要求", 12, words.age),
    ("待遇", 18, words.pay_in_full),
    ("合作方式", 16, lambda n: "、".join(n.modes)),
    ("产业链", 14, lambda n: n.chain.name if n.chain else ""),
    ("环节", 14, lambda n: n.node.name if n.node else ""),
    ("需求描述", 40, lambda n: n.description),
    ("预期目标", 30, lambda n: n.target),
    ("期限", 12, words.deadline),
    ("征集轮次", 14, words.round_short),
    ("征集日期", 12, lambda n: n.received_on),
    ("状态", 10, lambda n: n.get_state_display()),
    ("责任单位", 16, lambda n: n.unit.name),
)  # fmt: skip
CATALOGUE = (
    ("序号", 5, None),
    ("用人单位", 18, lambda n: n.enterprise.name),
    ("岗位（技术需求）", 16, lambda n: f"{'★' if n.is_urgent else ''}{n.title}"),
    ("人数", 6, words.headcount),
    ("要求", 24, _requirements),
    ("待遇", 12, words.pay),
    ("方式", 9, lambda n: "、".join(n.modes)),
)  # fmt: skip


def sheet(needs: Iterable[Need], *, note: str) -> bytes:
    out = io.BytesIO()
    columns = [Column(f"c{place}", label, width=width) for place, (label, width, _) in enumerate(SHEET)]
    rows = ([read(need) for _, _, read in SHEET] for need in needs)
    write_table(out, columns, rows, title="人才需求", note=note)
    return out.getvalue()


def catalogue(needs: Iterable[Need], *, day: dt.date, trace: str) -> bytes:
    """Chains in the county's order, needs without one behind."""
    blocks: list = []
    ordered = sorted(
        needs, key=lambda need: (need.chain.order if need.chain else 999, need.chain_id or 0, not need.is_urgent, need.pk)
    )
    columns = [Column(f"c{place}", label, width=width) for place, (label, width, _) in enumerate(CATALOGUE)]
    for place, (chain, group) in enumerate(groupby(ordered, key=lambda need: need.chain.name if need.chain else NO_CHAIN)):
        found = list(group)
        heads = sum(need.headcount_max or need.headcount_min or 1 for need in found)
        blocks.append(Heading(f"{_numeral(place + 1)}、{chain}（{len(found)}条，{heads}人）"))
        rows = [[n, *(read(need) for _, _, read in CATALOGUE[1:])] for n, need in enumerate(found, 1)]
        blocks.append(Table(columns, rows))
    blocks.append(Paragraph("★为急需。人数不明的按1人计。"))
    out = io.BytesIO()
    title = f"{settings.TALENTBASE_COUNTY}重点产业人才需求目录"
    write_document(out, blocks, title=title, signature=settings.TALENTBASE_OFFICE, date=day, trace=trace)
    return out.getvalue()


def _numeral(number: int) -> str:
    """1 -> 一, 12 -> 十二, 20 -> 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十"
    return head + (NUMERALS[ones - 1] if ones else "")


class Export(Door):
    """The needs of the list's query. form: sheet | catalogue, the latter of open needs unless a state is asked for."""

    right = "needs.edit"

    def post(self, request, form: str):
        visible = Need.objects.visible_to(request.user)
        if form == "catalogue" and "state" not in request.GET:
            visible = visible.open()  # what goes out to universities: who is still wanted
        filters = NeedFilter(request.GET, queryset=visible, request=request)
        needs = filters.qs.select_related("enterprise", "chain", "node", "round", "unit").in_list_order()[:MOST]
        conditions = "，".join(label for _, _, label in filters.conditions())
        now = timezone.localtime()
        trace = f"{request.user.full_name}　{now:%Y.%m.%d %H:%M}"
        if form == "catalogue":
            content, media, name = catalogue(needs, day=now.date(), trace=trace), DOCX, "人才需求目录.docx"
        else:
            content, media, name = sheet(needs, note=f"{trace}　{conditions}".strip()), XLSX, "人才需求.xlsx"
        log.record(
            "export", user=request.user, address=address_of(request), field=name.partition(".")[0], rows=len(needs),
            conditions=conditions,
        )  # fmt: skip
        response = HttpResponse(content, content_type=media)
        stem, _, ending = name.partition(".")
        response.headers["Content-Disposition"] = content_disposition_header(True, f"{stem}_{now:%Y%m%d}.{ending}")
        return response
