"""List, page and forms of needs. Fetch is permission: what is not yours is not there."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from demand.enterprises.models import Enterprise
from demand.enterprises.reveal import RevealPhone, reveal_context
from demand.needs import actions
from demand.needs.act_views import acts_for
from demand.needs.columns import COLUMNS
from demand.needs.filters import NeedFilter
from demand.needs.forms import HARD, TAXONOMY, NeedForm
from demand.needs.models import Need, Round
from demand.needs.suggestions import suggest
from talentbase.audit.history import history_of
from talentbase.codes.book import current_book, key_of, name_of
from talentbase.codes.models import ChainNode, IndustryChain
from talentbase.web.edits import Stale
from talentbase.web.lists import RegisterList
from talentbase.web.requests import whole_number
from talentbase.web.views import Door

UNSEEN = ("node", "enterprise", "month", "received", "settled", "batch")  # conditions without a box on the page
LONGEST_HANDED = 4000
TABS = {"match": "供需匹配", "history": "变更记录"}


def visible(request):
    return Need.objects.visible_to(request.user)


class NeedList(RegisterList):
    right = "needs.view"
    template = "needs/list.html"
    filterset = NeedFilter
    columns = COLUMNS
    noun, measure = "人才需求", "条"
    order_note = "次序：急需在前，再按征集日期"
    search_hint = "编号、岗位、技术、单位、专业"

    def setup(self, request, *args, **kwargs):
        """No way to a page that would refuse."""
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and not request.user.may("matching.view"):
            self.columns = tuple(column for column in COLUMNS if column.key != "match")

    def get_queryset(self):
        return visible(self.request).select_related("enterprise", "chain", "round")

    def _chosen(self, filters):
        return {facet.name: filters.chosen(facet.name) for facet in filters.facets}

    def extra(self):
        found, round_ = visible(self.request), Round.objects.current()
        asked = {name: self.request.GET.get(name) for name in UNSEEN}
        return {
            "can_edit": self.request.user.may("needs.edit"),
            "round": round_,
            "in_round": found.counted().of_round(round_).count() if round_ else 0,
            "counted": found.counted().count(),
            "withdrawn": found.filter(state=Need.State.WITHDRAWN).count(),
            "kept": [(name, value) for name, value in asked.items() if value],
        }


class NeedPage(Door):
    """The need on the left; on the right the panel of the matching room, or the history."""

    right = "needs.view"

    def get(self, request, pk):
        needs = visible(request).select_related("enterprise", "chain", "node", "round", "unit")
        need = get_object_or_404(needs, pk=pk)
        tab = request.GET.get("tab", "match")
        tab = tab if tab in TABS else "match"
        can_edit = request.user.may("needs.edit")
        context = {
            "need": need,
            "tab": tab,
            "tabs": TABS,
            "history": history_of("needs_need", pk, name_of) if tab == "history" else [],
            "can_edit": can_edit,
            "acts": acts_for(need) if can_edit else [],
            **reveal_context(request.user, reverse("needs:reveal", args=[pk])),
        }
        return render(request, "needs/detail.html", context)


class NeedAdd(Door):
    """?kind=tech for 技术需求, ?enterprise=id from the employer's page."""

    right = "needs.edit"

    def blank(self, request) -> Need:
        kind = request.GET.get("kind", Need.Kind.POST)
        if kind not in Need.Kind.values:
            raise Http404
        return Need(kind=kind)

    def get(self, request):
        need = self.blank(request)
        return show(request, NeedForm(instance=need, user=request.user, initial=self.from_employer(request)))

    @staticmethod
    def from_employer(request) -> dict:
        pk = request.GET.get("enterprise", "")
        found = Enterprise.objects.visible_to(request.user).filter(pk=whole_number(pk)).first()
        return {"enterprise": found.pk, "contact": found.contact} if found else {}

    def post(self, request):
        """`prefill`: another page hands over what it knows; the form is shown with it."""
        if "prefill" in request.POST:
            return show(request, NeedForm(instance=self.blank(request), user=request.user, initial=prefilled(request.POST)))
        form = NeedForm(request.POST, instance=self.blank(request), user=request.user)
        if not form.is_valid():
            return show(request, form, status=422)
        try:
            need = actions.register(form.instance, by=request.user)
        except actions.Refused as refused:
            form.add_error("title", str(refused))
            return show(request, form, status=422)
        messages.success(request, f"已登记{need.title}，编号{need.number}。")
        return redirect(need)


def prefilled(data) -> dict:
    """Initial values out of what another page posts: fields by name, `node` by its code."""
    names = ("title", "description", "headcount", "degree_min", "title_level_min", "age_max", "is_urgent")
    names += ("majors", "salary_min_wan", "salary_max_wan", "salary_text", "remark")
    values = {name: data[name][:LONGEST_HANDED] for name in names if data.get(name)}
    values |= {name: bool(data.get(name)) for name in HARD.values()}
    node = current_book().get("chain_nodes", data.get("node", ""))
    return values | {"modes": data.getlist("modes")} | (taken(f"chain_nodes.{node.code}") if node else {})


class NeedEdit(Door):
    right = "needs.edit"

    def fetch(self, request, pk) -> Need:
        return get_object_or_404(visible(request).select_related("enterprise"), pk=pk)

    def get(self, request, pk):
        return show(request, NeedForm(instance=self.fetch(request, pk), user=request.user))

    def post(self, request, pk):
        form = NeedForm(request.POST, instance=self.fetch(request, pk), user=request.user)
        if not form.is_valid():
            return show(request, form, status=422)
        opened = form.cleaned_data["opened_version"] or 0
        try:
            need = actions.update(form.instance, opened_version=opened, by=request.user)
        except Stale as stale:
            form.is_stale(stale.stored)
            return show(request, form, status=409)
        except actions.Refused as refused:
            form.add_error("title", str(refused))
            return show(request, form, status=422)
        messages.success(request, f"已保存{need.title}。")
        return redirect(need)


def show(request, form, status=200):
    """The form with its record's stored name: what was typed may be wrong."""
    need = visible(request).filter(pk=form.instance.pk).first() if form.instance.pk else None
    context = {"form": form, "need": need, "kind": form.kind, "kinds": Need.Kind, "suggestions": suggestions_for(form)}
    return render(request, "needs/form.html", context, status=status)


def suggestions_for(form):
    data = form.data if form.is_bound else {name: form[name].value() for name in form.fields}
    return suggest(data, current_book())


class Suggest(Door):
    """What the typed words speak of; with `take` the fields themselves, that value chosen. Nothing is stored here."""

    right = "needs.edit"

    def post(self, request, kind):
        if kind not in Need.Kind.values:
            raise Http404
        data = request.POST.copy()
        for name, value in taken(data.get("take", "")).items():
            data[name] = value
        form = NeedForm(data, instance=Need(kind=kind), user=request.user)
        fields = form.rows(form[name] for name in TAXONOMY)
        context = {"fields": fields, "kind": kind, "suggestions": suggestions_for(form)}
        return render(request, "needs/_taxonomy.html" if "take" in data else "needs/_suggestions.html", context)


def taken(take: str) -> dict:
    """“chain_nodes.L0103” -> values of the form's fields; {} for what is no row."""
    table, _, code = take.partition(".")
    if table == "chain_nodes" and (node := ChainNode.objects.active().filter(code=code).first()):
        return {"node": str(node.pk), "chain": str(node.chain_id)}
    if table == "chains" and (chain := IndustryChain.objects.active().filter(code=code).first()):
        return {"chain": str(chain.pk), "node": ""}
    if table == "disciplines" and current_book().get(table, code):
        return {"discipline": key_of(table, code)}
    return {}


class OfEnterprise(Door):
    """The panel on an employer's page: its needs by round, the newest round first."""

    right = "needs.view"

    def get(self, request, pk):
        enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
        needs = visible(request).filter(enterprise=enterprise).select_related("round", "chain", "enterprise")
        newest = (F("round__year").desc(nulls_last=True), F("round__half").desc(nulls_last=True))
        ordered = list(needs.order_by(*newest, "-is_urgent", "-received_on", "-pk"))
        counted = sum(need.state != Need.State.WITHDRAWN for need in ordered)
        context = {"enterprise": enterprise, "needs": ordered, "counted": counted}
        return render(request, "needs/_of_enterprise.html", context)


class Reveal(RevealPhone):
    def fetch(self, request, pk):
        return get_object_or_404(visible(request), pk=pk)
