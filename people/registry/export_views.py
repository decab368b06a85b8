"""The list as a sheet: the present query in its order, masked, or in full for whoever may reveal and says why."""

import io
import re
from urllib.parse import urlsplit

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from people.registry import rosters
from people.registry.export import with_everything
from people.registry.list_views import LISTS, listing_of, picks_of
from talentbase.audit import log
from talentbase.sheets.write_csv import write_csv
from talentbase.sheets.write_xlsx import write_table
from talentbase.web.requests import address_of, query_of
from talentbase.web.views import Door, page_or_part

MOST = 30_000
MOST_IN_FULL = 50  # more of them take a second person: a working list that somebody else approves
CHUNK = 2_000
LONG_NUMBER = re.compile(r"\d{7,}[\dXx]*")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportForm(forms.Form):
    reason = forms.CharField(label="导出事由", max_length=200, error_messages={"required": "请写明导出事由。"})
    roster = forms.ChoiceField(label="名册", choices=[(each.name, each.label) for each in rosters.ROSTERS], required=False)
    kind = forms.ChoiceField(label="格式", choices=[("xlsx", "xlsx表格"), ("csv", "csv")], required=False)
    full = forms.BooleanField(label="电话、身份证号、家庭住址不遮盖", required=False)


class Export(Door):
    """GET: what will be exported, and why; POST: the file. The address carries the conditions and the order.

    `pick` or `picks`: of the query only these people; `choose`: their page first.
    """

    right = "people.export"

    def get(self, request):
        request.GET = _conditions(request)
        return self.show(request, ExportForm())

    def post(self, request):
        if "choose" in request.POST:
            request.GET = query_of(request.POST.get("query", ""))
            return self.show(request, ExportForm())
        people, conditions, keys = _people(request)
        form = ExportForm(request.POST)
        total = people.count()
        if not form.is_valid() or not 0 < total <= MOST:
            return self.show(request, form, status=422)
        data = form.cleaned_data
        reason, full = data["reason"], data["full"] and request.user.may("people.reveal")
        if full and total > MOST_IN_FULL:
            form.add_error(
                "full", f"不遮盖的一次最多{MOST_IN_FULL}人，本次{total}人。请减少人数，或建立名单，送审定稿后使用电话和住址。"
            )
            return self.show(request, form, status=422)
        roster = rosters.BY_NAME[data["roster"] or "whole"]
        roster = rosters.on_screen(keys) if roster.name == "screen" else roster
        found = with_everything(roster.in_order(people)).iterator(chunk_size=CHUNK)
        rows = roster.rows(rosters.prepared(found, roster, keys), full=full)
        answer = self.file(request, roster, rows, data["kind"] or "xlsx", _note(request.user, total, reason, full, roster))
        log.record(
            "export",
            user=request.user,
            address=address_of(request),
            reason=reason,
            field=rosters.log_words(roster, full=full),
            rows=total,
            conditions=conditions,
        )
        return answer

    @staticmethod
    def file(request, roster, rows, kind: str, note: str) -> HttpResponse:
        title = rosters.file_title(roster)
        if kind == "csv":
            content, media = write_csv(roster.heads, rows), "text/csv; charset=utf-8"
        else:
            out = io.BytesIO()
            write_table(out, roster.heads, rows, title=title, note=note)
            content, media = out.getvalue(), XLSX
        response = HttpResponse(content, content_type=media)
        response.headers["Content-Disposition"] = content_disposition_header(True, f"{title}_{rosters.today()}.{kind}")
        return response

    @staticmethod
    def show(request, form, status=200):
        people, conditions, _ = _people(request)
        picks = picks_of(request.POST)
        context = {
            "form": form,
            "total": people.count(),
            "most": MOST,
            "conditions": f"已选的人{f'，{conditions}' if conditions else ''}" if picks else conditions,
            "picks": ",".join(map(str, picks)),
            "address": f"{reverse('registry:export')}?{request.GET.urlencode()}",
        }
        return page_or_part(request, "registry/export.html", "registry/_export.html", context, status=status)


def _is_picked(request) -> bool:
    """Whether only ticked people are meant, were it none of them."""
    if "all" in request.POST:
        return False
    return bool("choose" in request.POST or request.POST.get("picks") or request.POST.getlist("pick"))


def _conditions(request) -> QueryDict:
    """Of the list as it stands now: htmx tells its address, which moves on while the page with the button stays."""
    address = urlsplit(request.headers.get("HX-Current-URL", ""))
    for population, listing in LISTS.items():
        if address.path == reverse(listing.list_url):
            query = query_of(address.query)
            query.setdefault("population", population)
            return query
    return request.GET


def _people(request):
    """(people of the query in its order, its conditions in words, keys of the columns on the screen)."""
    listing, filters = listing_of(request, request.GET)
    people = listing.in_order(filters.qs).prefetch_related(None).defer("search")
    if _is_picked(request):
        people = people.filter(pk__in=picks_of(request.POST))
    words = "，".join(label for _, _, label in filters.conditions())
    keys = [column.key for column in listing.columns]
    # the words stand in the log: somebody may have searched for a whole number
    return people, LONG_NUMBER.sub("***", words), keys


def _note(user, total: int, reason: str, full: bool, roster) -> str:
    hidden = "" if full else "带*的号码已遮盖。"
    again = "修改后可重新导入，请勿改动档案编号，遮盖的号码按未修改处理。" if roster.columns is None else ""
    when = f"{timezone.localtime():%Y年%m月%d日%H时%M分}"
    return f"注：{user.full_name}于{when}导出，共{total}人。事由：{reason}。{hidden}{again}含个人信息，请妥善保管。"
