"""待遇落实: the list of what was promised, and the employers' shares of it."""

import django_filters
from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from people.growth.models import Treatment
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.filters import ListFilter
from talentbase.web.lists import ListColumn, RegisterList, link
from talentbase.web.views import Door


class TreatmentFilter(ListFilter):
    state = ManyFilter("state", label="状态")
    item = ManyFilter("item", label="待遇")
    employer = ManyFilter("employer", label="用人单位")
    overdue = django_filters.CharFilter(method="only_overdue", label="逾期未落实")

    class Meta:
        model = Treatment
        fields: list[str] = []

    facets = (
        Facet("state", "状态", "state", lambda v: dict(Treatment.State.choices).get(v, v), is_open=True),
        Facet("item", "待遇", "item", is_open=True),
        Facet("employer", "用人单位", "employer"),
    )

    def only_overdue(self, queryset, name, value):
        return queryset.overdue()

    def describe(self, name, value):
        return "逾期未落实" if name == "overdue" else super().describe(name, value)


def _state(treatment: Treatment):
    words = treatment.get_state_display()
    return f"{words}（逾期）" if treatment.is_overdue else words


def _amount(treatment: Treatment) -> str:
    return "" if treatment.amount_wan is None else f"{treatment.amount_wan.normalize():f}"


COLUMNS = (
    ListColumn("name", "姓名", lambda t: link(f"{t.person.get_absolute_url()}?tab=growth", t.person.name), "96px"),
    ListColumn("employer", "用人单位", lambda t: t.employer, order=("employer",)),
    ListColumn("item", "待遇", lambda t: t.item, "108px", order=("item",)),
    ListColumn("promise", "约定内容", lambda t: t.promise),
    ListColumn("amount", "金额（万元）", _amount, "104px", "number", ("amount_wan",)),
    ListColumn("due", "应落实日期", lambda t: f"{t.due_on:%Y.%m.%d}" if t.due_on else "", "104px", order=("due_on",)),
    ListColumn("state", "状态", _state, "124px"),
    ListColumn("settled", "落实日期", lambda t: f"{t.settled_on:%Y.%m.%d}" if t.settled_on else "", "96px", order=("settled_on",)),
)  # fmt: skip


class TreatmentList(RegisterList):
    right = "people.view"
    template = "growth/treatments.html"
    filterset = TreatmentFilter
    columns = COLUMNS
    noun, measure = "待遇", "项"
    order_note = "未落实的在前，按应落实日期"
    search_hint = "姓名、用人单位、待遇"

    def get_queryset(self):
        return Treatment.objects.visible_to(self.request.user).select_related("person")


def shares(user) -> list[dict]:
    """Per employer: people, what was promised (without what no longer applies), settled, overdue, the share in percent."""
    counted = Treatment.objects.visible_to(user).exclude(state=Treatment.State.DROPPED)
    today = timezone.localdate()
    late = Q(state__in=["promised", "under_way"], due_on__lt=today)
    rows = (
        counted.order_by()
        .values("employer")
        .annotate(
            people=Count("person", distinct=True),
            promised=Count("pk"),
            settled=Count("pk", filter=Q(state="settled")),
            overdue=Count("pk", filter=late),
        )
    )
    found = sorted(rows, key=lambda row: (-row["overdue"], row["employer"]))
    for row in found:
        query = urlencode({"employer": row["employer"]})
        row["url"] = f"{reverse('growth:treatments')}?{query}"
        row["share"] = f"{row['settled'] * 100 / row['promised']:.0f}%"
    return found


class Employers(Door):
    right = "people.view"

    def get(self, request):
        rows = shares(request.user)
        total = {key: sum(row[key] for row in rows) for key in ("promised", "settled", "overdue")}
        return render(request, "growth/employers.html", {"rows": rows, "total": total})
