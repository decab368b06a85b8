"""联系服务: every visit and call on one list, with what was asked for and whether it is settled."""

import django_filters

from people.liaison.models import Visit
from people.liaison.sheet import LIAISON_COLUMNS
from people.registry.models import Person
from talentbase.registers.filters import OwnedFilter, YearsFilter, year_facet
from talentbase.registers.sheets import RecordSheet
from talentbase.sheets.column import Column
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.templatetags.ui import dots, tag


class VisitFilter(OwnedFilter):
    import_kind = "liaison"
    mode = ManyFilter("modes", is_list=True, label="方式")
    kind = ManyFilter("kind", label="事由")
    leader = ManyFilter("leader", label="联系人")
    year = YearsFilter("visited_on", label="年份")
    month = django_filters.CharFilter(method="only_month", label="月份")
    unsettled = django_filters.CharFilter(method="only_unsettled", label="诉求未办结")

    class Meta:
        model = Visit
        fields: list[str] = []

    @property
    def facets(self):
        return (
            Facet("mode", "方式", "modes", is_list=True, is_open=True),
            Facet("kind", "事由", "kind", is_open=True),
            Facet("leader", "联系人", "leader"),
            year_facet("visited_on", "年份"),
            self.unit_facet("报送单位"),
        )

    def only_month(self, queryset, name, value):
        return queryset.filter(visited_on__startswith=value) if len(value) == 7 else queryset.none()

    def only_unsettled(self, queryset, name, value):
        return queryset.unsettled()

    def describe(self, name, value):
        return "诉求未办结" if name == "unsettled" else super().describe(name, value)


def _expert(visit: Visit):
    if visit.person_id in visit.seen:
        return link(f"{visit.person.get_absolute_url()}?tab=liaison", visit.expert)
    return visit.expert


def _request(visit: Visit):
    if not visit.request:
        return ""
    return tag("已办结", "green") if visit.closed_on else tag("未办结", "amber")


COLUMNS = (
    ListColumn("day", "时间", lambda v: dots(v.visited_on) or v.date_text, width(92), order=("visited_on",)),
    ListColumn("expert", "联系对象", _expert, width(84), order=("expert",)),
    ListColumn("post", "单位及职务", lambda v: v.expert_post),
    ListColumn("leader", "联系人", lambda v: v.leader, width(84), order=("leader",)),
    ListColumn("modes", "方式", lambda v: "、".join(v.modes), width(84)),
    ListColumn("kind", "事由", lambda v: v.kind, width(84), order=("kind",)),
    ListColumn("note", "情况", lambda v: v.note or v.request),
    ListColumn("settled", "诉求", _request, width(68)),
    ListColumn("unit", "报送单位", lambda v: v.unit.name, width(120)),
)
SHEET: tuple[Column, ...] = (*LIAISON_COLUMNS, Column("note", "联系情况", width=24), Column("by", "报送单位", width=16))
VALUES = {
    "leader": lambda v: v.leader, "leader_post": lambda v: v.leader_post, "expert": lambda v: v.expert,
    "expert_post": lambda v: v.expert_post, "date": lambda v: dots(v.visited_on) or v.date_text, "mode": lambda v: "、".join(v.modes),
    "visit_kind": lambda v: v.kind, "request": lambda v: v.request, "unit": lambda v: v.handled_by, "result": lambda v: v.result,
    "closed": lambda v: dots(v.closed_on), "note": lambda v: v.note, "by": lambda v: v.unit.name,
}  # fmt: skip


class VisitList(RegisterList):
    right = "people.view"
    template = "liaison/visits.html"
    filterset, columns = VisitFilter, COLUMNS
    noun, measure = "联系服务", "次"
    order_note = "次序：时间近的在前"
    search_hint = "联系对象、联系人、诉求、情况"

    def get_queryset(self):
        return Visit.objects.visible_to(self.request.user).select_related("unit", "person")

    def prepare(self, records):
        people = {visit.person_id for visit in records} - {None}
        seen = set(Person.objects.visible_to(self.request.user).filter(pk__in=people).values_list("pk", flat=True))
        for visit in records:
            visit.seen = seen
        return records

    def extra(self):
        seen = Visit.objects.visible_to(self.request.user)
        return {"can_edit": self.request.user.may("people.edit"), "unsettled": seen.unsettled().count()}


class VisitSheet(RecordSheet):
    right, model, noun, list_url, related = "people.export", Visit, "联系服务", "liaison:list", ("unit",)
    filterset, columns, values = VisitFilter, SHEET, VALUES
