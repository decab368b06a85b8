"""The list as a sheet: the present query in its order, masked, or in full for whoever may reveal and says why."""

import io
import re
from urllib.parse import urlsplit

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from people.registry.export import EXPORTED, row_of, with_everything
from people.registry.views import PeopleList
from talentbase.audit import log
from talentbase.sheets.write_xlsx import write_table
from talentbase.web.requests import address_of
from talentbase.web.views import Door, page_or_part

MOST = 30_000
CHUNK = 2_000
LONG_NUMBER = re.compile(r"\d{7,}[\dXx]*")
TITLE = "在外人才名单"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportForm(forms.Form):
    reason = forms.CharField(label="导出事由", max_length=200, error_messages={"required": "请写明导出事由。"})
    full = forms.BooleanField(label="电话、身份证号、家庭住址不遮盖", required=False)


class Export(Door):
    """GET: what will be exported, and why; POST: the workbook. The address carries the conditions and the order."""

    right = "people.export"

    def get(self, request):
        request.GET = _conditions(request)
        return self.show(request, ExportForm())

    def post(self, request):
        people, conditions = _people(request)
        form = ExportForm(request.POST)
        total = people.count()
        if not form.is_valid() or not 0 < total <= MOST:
            return self.show(request, form, status=422)
        reason = form.cleaned_data["reason"]
        full = form.cleaned_data["full"] and request.user.may("people.reveal")
        out = io.BytesIO()
        rows = (row_of(person, full=full) for person in with_everything(people).iterator(chunk_size=CHUNK))
        write_table(out, EXPORTED, rows, title=TITLE, note=_note(request.user, total, reason, full))
        log.record(
            "export",
            user=request.user,
            address=address_of(request),
            reason=reason,
            field="名单（不遮盖）" if full else "名单（遮盖）",
            rows=total,
            conditions=conditions,
        )
        response = HttpResponse(out.getvalue(), content_type=XLSX)
        name = f"{TITLE}_{timezone.localdate():%Y%m%d}.xlsx"
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
        return response

    @staticmethod
    def show(request, form, status=200):
        people, conditions = _people(request)
        context = {
            "form": form,
            "total": people.count(),
            "most": MOST,
            "conditions": conditions,
            "address": f"{reverse('registry:export')}?{request.GET.urlencode()}",
        }
        return page_or_part(request, "registry/export.html", "registry/_export.html", context, status=status)


def _conditions(request) -> QueryDict:
    """Of the list as it stands now: htmx tells its address, which moves on while the page with the button stays."""
    address = urlsplit(request.headers.get("HX-Current-URL", ""))
    return QueryDict(address.query) if address.path == reverse("registry:list") else request.GET


def _people(request):
    """(people of the query in its order, its conditions in words)."""
    listing = PeopleList()
    listing.setup(request)
    filters = listing.filterset(request.GET, queryset=listing.get_queryset(), request=request)
    people = listing.in_order(filters.qs).prefetch_related(None).defer("search")
    words = "，".join(label for _, _, label in filters.conditions())
    return people, LONG_NUMBER.sub("***", words)  # stands in the log: somebody may have searched for a whole number


def _note(user, total: int, reason: str, full: bool) -> str:
    hidden = "" if full else "带*的号码已遮盖，重新导入时按未修改处理。"
    return (
        f"注：{user.full_name}于{timezone.localtime():%Y年%m月%d日%H时%M分}导出，共{total}人。事由：{reason}。{hidden}"
        "修改后可重新导入，请勿改动档案编号。含个人信息，请妥善保管。"
    )
