"""The letters of the way: asking a person, introducing people to an employer. Each is a line in the log."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from demand.matching import papers
from demand.matching.actions import may_be_approached
from demand.matching.hits import shown
from demand.matching.models import Match
from demand.matching.sharing import CONSENTED
from demand.needs.models import Need
from talentbase.audit import log
from talentbase.web.downloads import download
from talentbase.web.requests import address_of, whole_number
from talentbase.web.views import Door


def trace_of(user) -> str:
    return f"{user.full_name}　{timezone.localtime():%Y.%m.%d %H:%M}"


def letters(request, matches) -> HttpResponse:
    """What leaves the house is a line in the log, one per person."""
    day = timezone.localdate()
    for match in matches:
        log.record(
            "print", user=request.user, address=address_of(request), subject=match.person, field="征求意见函",
            reason=match.need.title, rows=1,
        )  # fmt: skip
    name = matches[0].person.name if len(matches) == 1 else f"{len(matches)}人"
    return download(papers.consent_letters(matches, day=day, trace=trace_of(request.user)), f"征求意见函_{name}.docx")


def may_be_asked(match: Match) -> bool:
    is_open = match.stage in (Match.Stage.NEW, Match.Stage.ASKED) and match.shelf != Match.Shelf.INTRODUCER
    return is_open and may_be_approached(match.person)


class ConsentLetter(Door):
    """POST: a letter that leaves the house is a line in the log."""

    right = "matching.act"

    def post(self, request, pk):
        match = get_object_or_404(shown(request.user).select_related("person", "need__enterprise"), pk=pk)
        if not may_be_asked(match):
            messages.error(request, f"{match.person.name}现在是“{match.get_stage_display()}”，不需要征求意见，或不宜征求。")
            return redirect("matching:need", match.need_id)
        return letters(request, [match])


class Introduction(Door):
    """People of one need on one sheet: `match`es, or everybody who agreed."""

    right = "matching.act"

    def post(self, request, pk):
        need = get_object_or_404(Need.objects.visible_to(request.user).select_related("enterprise"), pk=pk)
        agreed = (
            shown(request.user).filter(need=need, stage__in=CONSENTED).select_related("person").order_by("-score_low", "pk")
        )
        wanted = [number for text in request.POST.getlist("match") if (number := whole_number(text))]
        matches = list(agreed.filter(pk__in=wanted) if wanted else agreed)
        if not matches:
            messages.error(request, "还没有人同意推荐。先征求本人意见，登记同意后再打印推荐表。")
            return redirect("matching:need", need.pk)
        content = papers.introduction(need, matches, day=timezone.localdate(), trace=trace_of(request.user))
        log.record(
            "print", user=request.user, address=address_of(request), subject=need, field="推荐表",
            reason=f"推荐给{need.enterprise.name}"[:200], rows=len(matches),
        )  # fmt: skip
        return download(content, f"人才推荐表_{need.number}.docx")
