"""The months, one month's report, its locking and its files."""

import io

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from talentbase.audit import log
from talentbase.figures.county import county_reader
from talentbase.figures.figure import read_keys
from talentbase.figures.period import BadMonth, Period
from talentbase.figures.views import recent_months
from talentbase.reports import actions, monthly, tables
from talentbase.reports.files import file_name, subtitle
from talentbase.reports.models import Report
from talentbase.reports.pages import shown_paragraphs, urls_of
from talentbase.reports.paper import write_paper
from talentbase.reports.workbook import write_workbook
from talentbase.web.requests import address_of
from talentbase.web.views import Door

SHOWN = ("people.total", "people.added", "needs.total", "matching.settled")
CLOSING_DAY = 5  # the day of the following month up to which units send what happened in the month


def period_or_404(code: str) -> Period:
    try:
        return Period.parse(code)
    except BadMonth as problem:
        raise Http404(str(problem)) from None


class ReportList(Door):
    right = "figures.view"

    def get(self, request):
        stored = {report.month: report for report in Report.objects.all()}
        months = [(period, stored.pop(period.first, None)) for period in recent_months()]
        months += [(Period.of(month), report) for month, report in stored.items() if report.locked_at]
        return render(request, "reports/list.html", {"months": [_line(*pair) for pair in months]})


def _line(period: Period, report: Report | None) -> dict:
    """The month's main numbers: as locked, else as they stand."""
    if report and report.state == Report.State.LOCKED:
        values = {each["key"]: each["value"] for each in report.figures}
    else:
        values = {key: each.value for key, each in read_keys(SHOWN, county_reader(), period).items()}
        report = None
    return {"period": period, "report": report, "numbers": [values.get(key) for key in SHOWN]}


class MonthPage(Door):
    right = "figures.view"

    def get(self, request, month):
        period = period_or_404(month)
        report = actions.draft(period)
        is_locked = report.state == Report.State.LOCKED
        compared = monthly.comparison(report, urls_of(monthly.COMPARED, request.user, period))
        context = {
            "report": report,
            "period": period,
            "before": period.before(),
            "paragraphs": shown_paragraphs(report, request.user, period),
            "compared": compared,
            "openings": [row for row in compared if row.opening],
            "checks": [] if is_locked else monthly.checks(report, period),
            "corrections": monthly.corrections(report) if is_locked else [],
            "is_locked": is_locked,
            "title": monthly.TITLE,
            "as_of": monthly.period_of(report).as_of,
            "closing_day": CLOSING_DAY,
            "closing_month": period.first.month % 12 + 1,
            "can_lock": request.user.may("reports.lock"),
        }
        return render(request, "reports/month.html", context)


class Lock(Door):
    right = "reports.lock"

    def post(self, request, month):
        period = period_or_404(month)
        try:
            actions.lock(period, by=request.user)
            messages.success(request, f"已锁定{period.first.year}年{period.name}的数字，此后的改动另记更正。")
        except actions.NotLockable as refusal:
            messages.error(request, str(refusal))
        return redirect("reports:month", period.code)


class _Download(Door):
    """Built before the answer leaves, so that it is made inside the request's transaction."""

    right = "figures.view"
    ending, content_type = "", ""

    def get(self, request, month):
        period = period_or_404(month)
        name = file_name(period, self.ending)
        log.record("export", user=request.user, address=address_of(request), reason="月报", file=name)
        buffer = io.BytesIO()
        self.write(buffer, actions.draft(period), period)
        header = content_disposition_header(True, name)
        return HttpResponse(buffer.getvalue(), content_type=self.content_type, headers={"Content-Disposition": header})


class PaperFile(_Download):
    ending = "docx"
    content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def write(self, buffer, report, period):
        trace = f"{self.request.user.full_name}　{timezone.localtime():%Y.%m.%d %H:%M}导出"
        write_paper(buffer, report, period, trace=trace)


class WorkbookFile(_Download):
    ending = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def write(self, buffer, report, period):
        write_workbook(buffer, tables.of_month(report, period), subtitle(period))
