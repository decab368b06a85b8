"""Lists, pages and forms of leaders' firms and visits to them."""

import django_filters
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property

from demand.care.forms import PairForm, VisitForm
from demand.care.models import FirmPair, FirmVisit
from demand.care.sheet import PAIR_COLUMNS, VISIT_COLUMNS
from demand.enterprises.models import Enterprise
from demand.needs.models import Need
from people.liaison.models import Office
from talentbase.registers.filters import OwnedFilter, SheetFilter, YearsFilter, year_facet
from talentbase.registers.pages import RecordForm, RecordPage, RecordRemove, Records
from talentbase.registers.sheets import RecordSheet
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.requests import whole_number
from talentbase.web.templatetags.ui import dots, tag

VIEW, EDIT, PAIR = "needs.view", "needs.edit", "liaison.pair"


class PairFilter(SheetFilter):
    import_kind = "care_pair"
    office = ManyFilter("office_id", convert=int, label="联系领导")
    problems = django_filters.CharFilter(method="only_problems", label="有未解决问题")

    class Meta:
        model = FirmPair
        fields: list[str] = []

    @cached_property
    def facets(self):
        names = {str(office.pk): str(office) for office in Office.objects.standing().prefetch_related("terms")}
        return (Facet("office", "联系领导", "office_id", lambda v: names.get(v, v), is_open=True),)

    def only_problems(self, queryset, name, value):
        return queryset.filter(Q(technical__gt=0) | Q(unsettled__gt=0))


def with_numbers(pairs):
    """technical: open technical needs of the firm; unsettled: problems told and not closed; last: the latest visit."""
    needs = Need.objects.open().filter(enterprise=OuterRef("enterprise"), kind=Need.Kind.TECH).order_by().values("enterprise")
    visits = FirmVisit.objects.filter(enterprise=OuterRef("enterprise")).order_by().values("enterprise")
    open_ = FirmVisit.objects.unsettled().filter(enterprise=OuterRef("enterprise")).order_by().values("enterprise")
    return (
        pairs.annotate(
            technical=Coalesce(Subquery(needs.annotate(n=Count("pk")).values("n")), 0),
            unsettled=Coalesce(Subquery(open_.annotate(n=Count("pk")).values("n")), 0),
            last=Subquery(visits.annotate(day=Max("visited_on")).values("day")),
        )
        .select_related("office", "enterprise__unit")
        .prefetch_related("office__terms")
    )


def _technical(pair):
    address = f"{reverse('needs:list')}?kind=tech&state=open&enterprise={pair.enterprise_id}"
    return link(address, str(pair.technical)) if pair.technical else ""


def _unsettled(pair):
    address = f"{reverse('care:visits')}?unsettled=1&enterprise={pair.enterprise_id}"
    return link(address, str(pair.unsettled)) if pair.unsettled else ""


PAIRS = (
    ListColumn("office", "联系领导", lambda p: str(p.office), width(260), order=("office__order",)),
    ListColumn(
        "enterprise", "企业", lambda p: link(p.get_absolute_url(), p.enterprise.name), order=("enterprise__folded_name",)
    ),
    ListColumn("technical", "技术难题", _technical, width(80), "number", ("technical",)),
    ListColumn("unsettled", "未解决问题", _unsettled, width(88), "number", ("unsettled",)),
    ListColumn("last", "最近走访", lambda p: dots(p.last), width(92), order=("last",)),
    ListColumn("since", "联系起始", lambda p: dots(p.since), width(92), order=("since",)),
    ListColumn("state", "状态", lambda p: tag("已结束") if p.until else tag("联系中", "green"), width(72)),
)
PAIR_VALUES = {
    "leader": lambda p: str(p.office), "enterprise": lambda p: p.enterprise.name, "technical": lambda p: p.technical,
    "unsettled": lambda p: p.unsettled, "last": lambda p: p.last, "since": lambda p: p.since, "until": lambda p: p.until,
}  # fmt: skip


class OfPairs(Records):
    model, noun, list_url = FirmPair, "联系企业", "care:list"

    def visible(self):
        return with_numbers(super().visible())


class PairList(RegisterList):
    right = VIEW
    template = "care/pairs.html"
    filterset, columns = PairFilter, PAIRS
    noun, measure = "联系企业", "家"
    search_hint = "领导、职务、企业"

    def get_queryset(self):
        return with_numbers(FirmPair.objects.visible_to(self.request.user))

    def extra(self):
        standing = FirmPair.objects.visible_to(self.request.user).standing()
        counts = standing.aggregate(leaders=Count("office", distinct=True), firms=Count("enterprise", distinct=True))
        return counts | {"can_edit": self.request.user.may(PAIR)}


class PairSheet(OfPairs, RecordSheet):
    right = PAIR
    filterset, columns, values = PairFilter, PAIR_COLUMNS, PAIR_VALUES


class PairPage(OfPairs, RecordPage):
    right, edit_right = VIEW, EDIT
    parts = (("visits", "走访", "care/_visits.html"),)

    def facts(self, pair):
        return [
            ("联系领导", str(pair.office)),
            ("企业", link(pair.enterprise.get_absolute_url(), pair.enterprise.name)),
            ("技术难题", _technical(pair) or "没有登记"),
            ("未解决问题", _unsettled(pair) or "没有"),
            ("联系起始", dots(pair.since)),
            ("联系结束", dots(pair.until)),
        ]

    def acts(self, pair):
        found = [("登记走访", f"{reverse('care:visit-add')}?pair={pair.pk}")]
        if self.request.user.may(PAIR):
            found += [
                ("修改", reverse("care:pair-edit", args=[pair.pk])),
                ("删除", reverse("care:pair-remove", args=[pair.pk])),
            ]
        return found

    def extra(self, pair):
        return {"visits": FirmVisit.objects.filter(enterprise=pair.enterprise).in_list_order()[:100]}


class PairEdit(OfPairs, RecordForm):
    right, form = PAIR, PairForm


class PairRemove(OfPairs, RecordRemove):
    right = PAIR


# ---- visits to firms


class VisitFilter(OwnedFilter):
    import_kind = "care_visit"
    happened = "visited_on"
    year = YearsFilter("visited_on", label="走访年份")
    leader = ManyFilter("leader", label="走访领导")
    unsettled = django_filters.CharFilter(method="only_unsettled", label="未解决")
    enterprise = django_filters.NumberFilter("enterprise_id", label="企业")
    unit = ManyFilter("enterprise__unit_id", convert=int, label="责任单位")

    class Meta:
        model = FirmVisit
        fields: list[str] = []

    @property
    def facets(self):
        return (
            Facet("leader", "走访领导", "leader", is_open=True),
            year_facet("visited_on", "走访年份"),
            Facet("unit", "责任单位", "enterprise__unit_id", self.unit_name),
        )

    def only_unsettled(self, queryset, name, value):
        return queryset.unsettled()

    def describe(self, name, value):
        if name == "enterprise":
            firm = Enterprise.objects.visible_to(self.request.user).filter(pk=whole_number(value)).first()
            return firm.name if firm else "企业"
        return "问题未解决" if name == "unsettled" else super().describe(name, value)


def _state(visit: FirmVisit):
    if not visit.problem:
        return ""
    return tag("已解决", "green") if visit.closed_on else tag("未解决", "amber")


VISITS = (
    ListColumn(
        "visited", "走访日期", lambda v: link(v.get_absolute_url(), dots(v.visited_on)), width(96), order=("visited_on",)
    ),
    ListColumn("leader", "走访领导", lambda v: v.leader, width(84), order=("leader",)),
    ListColumn("enterprise", "企业", lambda v: v.enterprise.name, width(230), order=("enterprise__folded_name",)),
    ListColumn("problem", "反映问题", lambda v: v.problem or v.content),
    ListColumn("handler", "承办单位", lambda v: v.handler, width(130), order=("handler",)),
    ListColumn("closed", "办结日期", lambda v: dots(v.closed_on), width(92), order=("closed_on",)),
    ListColumn("state", "状态", _state, width(72)),
)
VISIT_VALUES = {
    "visited": lambda v: v.visited_on, "leader": lambda v: v.leader, "enterprise": lambda v: v.enterprise.name,
    "content": lambda v: v.content, "problem": lambda v: v.problem, "handler": lambda v: v.handler, "result": lambda v: v.result,
    "closed": lambda v: v.closed_on,
}  # fmt: skip


class OfVisits(Records):
    model, noun, list_url, related = FirmVisit, "走访企业", "care:visits", ("enterprise__unit",)


class VisitList(RegisterList):
    right = VIEW
    template = "care/visits.html"
    filterset, columns = VisitFilter, VISITS
    noun, measure = "走访企业", "次"
    order_note = "次序：日期近的在前"
    search_hint = "企业、领导、问题、承办单位"

    def get_queryset(self):
        return FirmVisit.objects.visible_to(self.request.user).select_related("enterprise__unit")

    def extra(self):
        ours = FirmVisit.objects.visible_to(self.request.user)
        return {"can_edit": self.request.user.may(EDIT), "unsettled": ours.unsettled().count()}


class VisitSheet(OfVisits, RecordSheet):
    right = EDIT
    filterset, columns, values = VisitFilter, VISIT_COLUMNS, VISIT_VALUES


class VisitPage(OfVisits, RecordPage):
    right, edit_right = VIEW, EDIT

    def facts(self, visit):
        return [
            ("企业", link(visit.enterprise.get_absolute_url(), visit.enterprise.name)),
            ("走访领导", visit.leader),
            ("走访日期", dots(visit.visited_on)),
            ("走访情况", visit.content),
            ("反映问题", visit.problem),
            ("承办单位", visit.handler),
            ("办理结果", visit.result),
            ("办结日期", dots(visit.closed_on)),
        ]

    def acts(self, visit):
        return [
            ("修改", reverse("care:visit-edit", args=[visit.pk])),
            ("删除", reverse("care:visit-remove", args=[visit.pk])),
        ]


class VisitEdit(OfVisits, RecordForm):
    right, form = EDIT, VisitForm

    def initial(self):
        """?pair=12 from the page of a leader's firm."""
        wanted = self.request.GET.get("pair", "")
        pairs = FirmPair.objects.visible_to(self.request.user).select_related("office").prefetch_related("office__terms")
        pair = pairs.filter(pk=int(wanted)).first() if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else None
        return {"enterprise": pair.enterprise_id, "leader": pair.office.holder} if pair else {}


class VisitRemove(OfVisits, RecordRemove):
    right = EDIT
