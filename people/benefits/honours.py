"""荣誉: list, page, form, certificate."""

import datetime as dt
import io

import django_filters
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from people.benefits.forms import HonourForm
from people.benefits.honour_sheet import COLUMNS as SHEET
from people.benefits.models import Honour
from people.registry.models import Person
from talentbase.audit import log
from talentbase.registers.filters import OwnedFilter, YearsFilter, year_facet
from talentbase.registers.pages import RecordForm, RecordPage, RecordRemove, Records
from talentbase.registers.sheets import RecordSheet
from talentbase.sheets.write_docx import Paragraph, write_document
from talentbase.web.downloads import download
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.requests import address_of
from talentbase.web.templatetags.ui import dots, full_day, tag

VIEW, EDIT = "benefits.view", "benefits.edit"
SOON = dt.timedelta(days=60)


class HonourFilter(OwnedFilter):
    import_kind = "honour"
    kind = ManyFilter("kind", label="类别")
    year = YearsFilter("granted_on", label="授予年份")
    ending = django_filters.CharFilter(method="only_ending", label="即将到期")

    class Meta:
        model = Honour
        fields: list[str] = []

    @property
    def facets(self):
        kinds = dict(Honour.Kind.choices)
        return (
            Facet("kind", "类别", "kind", lambda v: kinds.get(v, v), order=tuple(kinds), is_open=True),
            year_facet("granted_on", "授予年份"),
            self.unit_facet("登记单位"),
        )

    def only_ending(self, queryset, name, value):
        return queryset.ending_by(timezone.localdate() + SOON)

    def describe(self, name, value):
        return f"{SOON.days}天内到期或已到期" if name == "ending" else super().describe(name, value)


def _until(honour: Honour):
    if honour.ended_on:
        return tag("已终止")
    late = honour.until and honour.until < timezone.localdate()
    return tag(f"{dots(honour.until)}到期", "red") if late else dots(honour.until)


COLUMNS = (
    ListColumn("name", "获得者", lambda h: link(h.get_absolute_url(), h.name), width(140), order=("name",)),
    ListColumn("kind", "类别", lambda h: h.get_kind_display(), width(84), order=("kind",)),
    ListColumn("title", "荣誉或职务", lambda h: h.title, order=("title",)),
    ListColumn("issuer", "授予单位", lambda h: h.issuer),
    ListColumn("number", "证书编号", lambda h: h.number, width(120)),
    ListColumn("granted", "授予日期", lambda h: dots(h.granted_on), width(92), order=("granted_on",)),
    ListColumn("until", "有效期至", _until, width(120), order=("until",)),
)
VALUES = {
    "name": lambda h: h.name, "kind": lambda h: h.get_kind_display(), "title": lambda h: h.title, "issuer": lambda h: h.issuer,
    "number": lambda h: h.number, "granted": lambda h: h.granted_on, "until": lambda h: h.until, "amount_wan": lambda h: h.amount_wan,
    "remark": lambda h: h.remark,
}  # fmt: skip


class OfHonours(Records):
    model, noun, list_url, related = Honour, "荣誉", "benefits:honours", ("unit", "person")


class HonourList(RegisterList):
    right = VIEW
    template = "benefits/honours.html"
    filterset, columns = HonourFilter, COLUMNS
    noun, measure = "荣誉", "项"
    order_note = "次序：授予日期近的在前"
    search_hint = "获得者、荣誉、授予单位、编号"

    def get_queryset(self):
        return Honour.objects.visible_to(self.request.user).select_related("unit", "person")

    def extra(self):
        return {"can_edit": self.request.user.may(EDIT)}


class HonourSheet(OfHonours, RecordSheet):
    right = EDIT
    filterset, columns, values = HonourFilter, SHEET, VALUES


class HonourPage(OfHonours, RecordPage):
    right, edit_right = VIEW, EDIT
    template = "benefits/honour.html"

    def facts(self, honour):
        seen = honour.person_id and Person.objects.visible_to(self.request.user).filter(pk=honour.person_id).exists()
        return [
            ("获得者", link(honour.person.get_absolute_url(), honour.name) if seen else honour.name),
            ("荣誉或职务", honour.title),
            ("授予单位", honour.issuer),
            ("证书编号", honour.number),
            ("授予日期", dots(honour.granted_on)),
            ("有效期至", dots(honour.until)),
            ("终止日期", dots(honour.ended_on)) if honour.ended_on else ("登记单位", honour.unit.name),
            ("奖金", f"{honour.amount_wan.normalize():f}万元" if honour.amount_wan else ""),
            ("备注", honour.remark),
        ]

    def acts(self, honour):
        return [
            ("修改", reverse("benefits:honour-edit", args=[honour.pk])),
            ("删除", reverse("benefits:honour-remove", args=[honour.pk])),
        ]


class HonourEdit(OfHonours, RecordForm):
    right, form = EDIT, HonourForm


class HonourRemove(OfHonours, RecordRemove):
    right = EDIT


class Certificate(OfHonours):
    """A4 docx to be printed on the office's own paper."""

    right = EDIT

    def post(self, request, pk):
        honour, out = self.fetch(pk), io.BytesIO()
        term = f"（聘期至{full_day(honour.until)}）" if honour.until else ""
        verb = "聘请您担任" if honour.kind == Honour.Kind.POST else "授予您"
        words = f"{verb}“{honour.title}”{term}，特发此证。"
        number = [Paragraph(f"证书编号：{honour.number}", indent=False)] if honour.number else []
        write_document(
            out, [Paragraph(words), *number], title="聘  书" if honour.kind == Honour.Kind.POST else "证  书", addressee=honour.name,
            signature=honour.issuer or settings.TALENTBASE_OFFICE, date=honour.granted_on, sealed=True,
        )  # fmt: skip
        log.record("print", user=request.user, address=address_of(request), subject=honour, field="证书", rows=1)
        return download(out.getvalue(), f"证书_{honour.name}.docx")
