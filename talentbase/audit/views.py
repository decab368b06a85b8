"""The two logs, for the audit administrator: who changed what, who looked at what. Nobody can change them."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.dateparse import parse_date

from talentbase.audit.history import content_of, fields_of, subject_of, what_of
from talentbase.audit.models import Access, Change
from talentbase.web.views import Door

ROWS = 100


class AccessLog(Door):
    """Conditions in the address: kind, actor (part of the name), day."""

    right = "log.read"

    def get(self, request):
        rows = Access.objects.order_by("-id")
        kind, actor, day = (request.GET.get(name, "").strip() for name in ("kind", "actor", "day"))
        if kind in Access.Kind.values:
            rows = rows.filter(kind=kind)
        if actor:
            rows = rows.filter(actor_name__contains=actor[:30])
        if date := parse_day(day):
            rows = rows.filter(at__date=date)
        page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
        lines = [(access, subject_of(access), content_of(access)) for access in page]
        return render(request, "audit/list.html", {"page": page, "lines": lines, "kinds": Access.Kind.choices})


class ChangeLog(Door):
    """Changes with their values hidden: the auditor sees that and by whom, not the people's data."""

    right = "log.read"

    def get(self, request):
        rows = Change.objects.order_by("-id")
        if actor := request.GET.get("actor", "").strip():
            rows = rows.filter(actor_name__contains=actor[:30])
        if date := parse_day(request.GET.get("day", "")):
            rows = rows.filter(at__date=date)
        page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
        lines = [(change, what_of(change), fields_of(change)) for change in page]
        return render(request, "audit/changes.html", {"page": page, "lines": lines})


def parse_day(text: str):
    try:
        return parse_date(text)
    except ValueError:
        return None
