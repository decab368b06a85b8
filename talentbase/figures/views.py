"""All figures with their definitions; the rows behind one; entry of what other bureaus report."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString

from talentbase.accounts.scope import within
from talentbase.audit import log
from talentbase.audit.actor import widened
from talentbase.figures import actions, duties
from talentbase.figures.figure import all_figures, figures_of, find, read
from talentbase.figures.forms import DutyForm, OpeningForm, ReportedForm, takes_opening
from talentbase.figures.models import Duty, Opening, Reported
from talentbase.figures.period import BadMonth, Period
from talentbase.figures.reported import KINDS, kind_of
from talentbase.files import store
from talentbase.web.lists import PAGE_SIZES, ListColumn, cell_html, link
from talentbase.web.requests import address_of, whole_number
from talentbase.web.templatetags.ui import thousands
from talentbase.web.views import Door

MONTHS = 12


def period_of(request) -> Period:
    """The month of the address, by default the present one."""
    wanted = request.GET.get("month", "")
    try:
        return Period.parse(wanted) if wanted else Period.of()
    except BadMonth as problem:
        raise Http404(str(problem)) from None


def recent_months(count: int = MONTHS) -> list[Period]:
    """The present month first."""
    months = [Period.of()]
    while len(months) < count:
        months.append(months[-1].before())
    return months


class FigureList(Door):
    right = "figures.view"

    def get(self, request):
        period = period_of(request)
        measured = read(figures_of(request.user), request.user, period)
        context = {
            "measured": measured.values(),
            "period": period,
            "months": recent_months(),
            "can_report": request.user.may("reports.make"),
            "kinds": {key for key, each in measured.items() if each.figure.opening},
        }
        return render(request, "figures/list.html", context)


class FigureRows(Door):
    """What one number is made of: the rows of a register, or 期初 with its document and the reports since."""

    right = "figures.view"
    measure = "条"

    def get(self, request, key):
        found = find(key)
        if found is None or not request.user.may(found.right):
            raise Http404
        period = period_of(request)
        measured = read([found], request.user, period)[key]
        rows = found.rows(request.user, period) if measured.value is not None else Reported.objects.none()
        kind = kind_of(found)
        rows = rows.order_by("-happened_on", "-id") if kind else rows
        can_edit = request.user.may("reports.make")
        columns = found.columns if not kind else REPORT_COLUMNS
        page = Paginator(rows, self._size()).get_page(request.GET.get("page"))
        context = {
            "view": self,
            "measured": measured,
            "period": period,
            "page": page,
            "total": page.paginator.count,
            "page_sizes": PAGE_SIZES,
            "columns": columns,
            "rows": [self._row(columns, row, page.start_index() + n) for n, row in enumerate(_listed(page, kind))],
            "kind": kind,
            "can_report": can_edit and bool(kind),
            "can_open": can_edit and found.opening,
        }
        return render(request, "figures/rows.html", context)

    def _size(self) -> int:
        wanted = self.request.GET.get("size", "")
        return size if (size := whole_number(wanted)) in PAGE_SIZES else PAGE_SIZES[0]

    @staticmethod
    def _row(columns, record, number: int) -> dict:
        return {"number": number, "record": record, "cells": SafeString("".join(cell_html(each, record) for each in columns))}


def _listed(page, kind: str):
    return page.object_list.select_related("unit") if kind else page.object_list


def evidence(item: Reported):
    """What it is called; a link where the paper itself is kept."""
    return link(reverse("figures:file", args=[item.pk]), item.evidence) if item.file_id else item.evidence


REPORT_COLUMNS = (
    ListColumn("happened", "发生日期", lambda item: f"{item.happened_on:%Y.%m.%d}", "110px"),
    ListColumn("value", "数量", lambda item: thousands(item.value), "90px", css="number"),
    ListColumn("place", "归口", lambda item: item.place, "100px"),
    ListColumn("unit", "填报单位", lambda item: item.unit.name, "180px"),
    ListColumn("evidence", "依据", lambda item: evidence(item)),
    ListColumn("by", "填报人", lambda item: item.reported_by, "90px"),
    ListColumn("reported", "录入日期", lambda item: f"{item.reported_on:%Y.%m.%d}", "110px"),
)


class ReportedEdit(Door):
    right = "reports.make"

    def get(self, request, pk=None):
        item = self._item(pk)
        wanted = request.GET.get("figure", "")
        initial = {"figure": wanted} if not pk and wanted in KINDS else {}
        return self._show(request, ReportedForm(instance=item, initial=initial), item)

    def post(self, request, pk=None):
        item = self._item(pk)
        form = ReportedForm(request.POST, request.FILES, instance=item)
        if not form.is_valid():
            return self._show(request, form, item, status=422)
        user, given = request.user, getattr(form, "file", None)
        stored = store.store(*given, kind="evidence", unit=user.unit, by=user) if given else None
        actions.report(form.save(commit=False), file=stored, by=user)
        messages.success(request, f"已保存{KINDS[item.figure][0]}的填报数。")
        return redirect("figures:rows", item.figure)

    @staticmethod
    def _item(pk) -> Reported:
        return get_object_or_404(Reported, pk=pk) if pk else Reported()

    @staticmethod
    def _show(request, form, item, status=200):
        return render(request, "figures/form.html", {"form": form, "item": item}, status=status)


class ReportedFile(Door):
    """The evidence of a reported number, for whoever sees the figures."""

    right = "figures.view"

    def get(self, request, pk):
        item = get_object_or_404(Reported.objects.filter(within(request.user, unit="unit_id")).exclude(file=None), pk=pk)
        with widened():
            name, content = item.file.name, store.read(item.file)
        log.record("export", user=request.user, address=address_of(request), subject=item, field="依据附件", file=name)
        response = HttpResponse(content, content_type="application/octet-stream")
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
        return response


class Duties(Door):
    """Who tells which number by which day, what this month lacks, and the words to ask for it. POST: one more, or `drop`."""

    right = "reports.make"

    def get(self, request):
        return self.show(request, DutyForm())

    def post(self, request):
        if drop := request.POST.get("drop", ""):
            actions.excuse(get_object_or_404(Duty, pk=whole_number(drop)), by=request.user)
            messages.success(request, "已取消这项填报任务，已报的数不变。")
            return redirect("figures:duties")
        form = DutyForm(request.POST)
        if not form.is_valid():
            return self.show(request, form, status=422)
        actions.expect(form.save(commit=False), by=request.user)
        messages.success(request, f"已登记{form.instance.unit}的填报任务。")
        return redirect("figures:duties")

    @staticmethod
    def show(request, form, status=200):
        today = timezone.localdate()
        rows = duties.of_month(today)
        context = {"form": form, "rows": rows, "texts": duties.reminders(rows, today), "month": today}
        return render(request, "figures/duties.html", context, status=status)


class ReportedWithdraw(Door):
    right = "reports.make"

    def post(self, request, pk):
        item = get_object_or_404(Reported, pk=pk)
        key = item.figure
        actions.withdraw(item, by=request.user)
        messages.success(request, "已删除这条填报数，日志中仍有记录。")
        return redirect("figures:rows", key)


class OpeningEdit(Door):
    right = "reports.make"

    def get(self, request, key):
        opening = self._opening(key)
        return self._show(request, OpeningForm(instance=opening), opening)

    def post(self, request, key):
        opening = self._opening(key)
        form = OpeningForm(request.POST, instance=opening)
        if not form.is_valid():
            return self._show(request, form, opening, status=422)
        actions.set_opening(form.save(commit=False), by=request.user)
        messages.success(request, f"已保存{find(key).name}的期初数。")
        return redirect("figures:rows", key)

    @staticmethod
    def _opening(key: str) -> Opening:
        if not takes_opening(key):
            raise Http404
        return Opening.objects.filter(figure=key).first() or Opening(figure=key)

    @staticmethod
    def _show(request, form, opening, status=200):
        context = {"form": form, "item": opening, "figure": next(f for f in all_figures() if f.key == opening.figure)}
        return render(request, "figures/form.html", context, status=status)
