"""List, page and forms of employers. Fetch is permission: what is not yours is not there."""

from django.contrib import messages
from django.db.models import Case, F, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from demand.enterprises import actions
from demand.enterprises.columns import COLUMNS, masked_phones
from demand.enterprises.filters import EnterpriseFilter
from demand.enterprises.forms import EnterpriseForm
from demand.enterprises.identity import uscc_warning
from demand.enterprises.models import Enterprise
from demand.enterprises.reveal import RevealPhone, reveal_context
from talentbase.audit.history import history_of
from talentbase.codes.book import name_of
from talentbase.web.edits import Stale
from talentbase.web.lists import RegisterList
from talentbase.web.views import Door

TABS = {"needs": "人才需求", "history": "变更记录"}


def visible(request):
    return Enterprise.objects.visible_to(request.user)


class EnterpriseList(RegisterList):
    right = "needs.view"
    template = "enterprises/list.html"
    filterset = EnterpriseFilter
    columns = COLUMNS
    noun, measure = "用人单位", "家"
    order_note = "次序：按单位类别、产业链"
    search_hint = "名称、拼音、信用代码、行业、产品"

    def get_queryset(self):
        return visible(self.request).select_related("unit", "chain")

    def in_order(self, queryset):
        """Leading firms first; a column of the address comes before that."""
        wanted = self.request.GET.get("order", "").lstrip("-")
        if any(column.key == wanted and column.order for column in self.columns):
            return super().in_order(queryset)
        kinds = [When(kind=kind, then=Value(place)) for place, kind in enumerate(Enterprise.Kind.values)]
        kind_place = Case(*kinds, default=Value(len(kinds)))
        return queryset.order_by(kind_place, F("chain__order").asc(nulls_last=True), "id")

    def extra(self):
        found = visible(self.request)
        kept = [("closed", "1")] if self.request.GET.get("closed") else []
        return {
            "can_edit": self.request.user.may("needs.edit"),
            "present": found.present().count(),
            "closed": found.exclude(closed_on=None).count(),
            "kept": kept,
        }


class EnterprisePage(Door):
    """Facts on the left, needs by round or the history on the right; the needs' room draws its own panel."""

    right = "needs.view"

    def get(self, request, pk):
        enterprise = get_object_or_404(visible(request).select_related("unit", "chain", "node"), pk=pk)
        tab = request.GET.get("tab", "needs")
        tab = tab if tab in TABS else "needs"
        context = {
            "enterprise": enterprise,
            "tab": tab,
            "tabs": TABS,
            "phones": masked_phones(enterprise.phone),
            "uscc_warning": uscc_warning(enterprise.uscc),
            "history": history_of("enterprises_enterprise", pk, name_of) if tab == "history" else [],
            "can_edit": request.user.may("needs.edit"),
            **reveal_context(request.user, reverse("enterprises:reveal", args=[pk])),
        }
        return render(request, "enterprises/detail.html", context)


class EnterpriseAdd(Door):
    right = "needs.edit"

    def get(self, request):
        return show(request, EnterpriseForm(user=request.user, instance=Enterprise()))

    def post(self, request):
        form = EnterpriseForm(request.POST, user=request.user, instance=Enterprise())
        if not form.is_valid():
            return show(request, form, status=422)
        try:
            enterprise = actions.register(form.instance, by=request.user)
        except actions.Taken as taken:
            form.is_taken(taken.enterprises)
            return show(request, form, status=422)
        return saved(request, enterprise, f"已登记{enterprise.name}。")


class EnterpriseEdit(Door):
    right = "needs.edit"

    def get(self, request, pk):
        enterprise = get_object_or_404(visible(request), pk=pk)
        return show(request, EnterpriseForm(user=request.user, instance=enterprise))

    def post(self, request, pk):
        enterprise = get_object_or_404(visible(request), pk=pk)
        form = EnterpriseForm(request.POST, user=request.user, instance=enterprise)
        if not form.is_valid():
            return show(request, form, status=422)
        opened = form.cleaned_data["opened_version"] or 0
        try:
            actions.update(form.instance, opened_version=opened, by=request.user)
        except Stale as stale:
            form.is_stale(stale.stored)
            return show(request, form, status=409)
        except actions.Taken as taken:
            form.is_taken(taken.enterprises)
            return show(request, form, status=422)
        return saved(request, enterprise, f"已保存{enterprise.name}的资料。")


def show(request, form, status=200):
    """The form with its record's stored name: what was typed may be wrong."""
    stored = visible(request).filter(pk=form.instance.pk).first() if form.instance.pk else None
    return render(request, "enterprises/form.html", {"form": form, "enterprise": stored}, status=status)


def saved(request, enterprise, words):
    """A doubtful credit code is stored and said."""
    messages.success(request, words)
    if warning := uscc_warning(enterprise.uscc):
        messages.warning(request, f"{warning.removesuffix('。')}，已按填写的保存。")
    return redirect(enterprise)


class Close(Door):
    """Close or reopen, whichever is possible."""

    right = "needs.edit"

    def get(self, request, pk):
        return render(request, "registers/act.html", self.context(get_object_or_404(visible(request), pk=pk)))

    def post(self, request, pk):
        enterprise = get_object_or_404(visible(request), pk=pk)
        if enterprise.closed_on:
            actions.reopen(enterprise, by=request.user)
            messages.success(request, f"已恢复{enterprise.name}。")
        else:
            actions.close(enterprise, by=request.user)
            messages.success(request, f"已停用{enterprise.name}，可随时恢复。")
        return redirect(enterprise)

    @staticmethod
    def context(enterprise) -> dict:
        if enterprise.closed_on:
            heading, sentence = f"恢复{enterprise.name}", "恢复后重新出现在用人单位名单中，可以登记新的需求。"
        else:
            heading = f"停用{enterprise.name}"
            sentence = "停用后不再出现在用人单位名单中，也不能登记新的需求；已有需求和资料不删除，可随时恢复。"
        return {
            "heading": heading,
            "sentence": sentence,
            "button": heading[:2] + "该单位",
            "crumbs": [("用人单位", reverse("enterprises:list")), (enterprise.name, enterprise.get_absolute_url())],
            "back": enterprise.get_absolute_url(),
        }


class Reveal(RevealPhone):
    def fetch(self, request, pk):
        return get_object_or_404(visible(request), pk=pk)
