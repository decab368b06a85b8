"""Rounds: the list with what each gathered; opening, closing and reopening are the county's."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from demand.needs import coverage, rounds
from demand.needs.forms import RoundForm
from demand.needs.models import Need, Round
from talentbase.web.requests import whole_number
from talentbase.web.views import Door

EMPLOYERS = 100  # on a page


class RoundList(Door):
    right = "needs.view"

    def get(self, request):
        counts = _counts(request.user)
        current = Round.objects.current()
        found = sorted(Round.objects.all(), key=lambda each: (each != current, -each.year, -each.half))
        context = {
            "rounds": [(each, counts.get(each.pk, {})) for each in found],
            "outside": counts.get(None, {}),
            "running": rounds.open_round_now(),
            "can_run": request.user.may("needs.rounds"),
            "today": timezone.localdate(),
        }
        return render(request, "needs/rounds.html", context)


class RoundPage(Door):
    """Coverage by unit and needs by chain; `unit` and `state` open the employers behind a number."""

    right = "needs.view"

    def get(self, request, pk):
        found = get_object_or_404(Round, pk=pk)
        state, unit = request.GET.get("state", ""), whole_number(request.GET.get("unit", ""))
        listed = coverage.employers(found, request.user, state).select_related("unit") if state in coverage.STATES else None
        if listed is not None and unit:
            listed = listed.filter(unit=unit)
        shares = coverage.shares(found, request.user)
        total = coverage.Share(None, *(sum(getattr(share, name) for share in shares) for name in ("total", "told", "none")))
        page = Paginator(listed.in_list_order(), EMPLOYERS).get_page(request.GET.get("page")) if listed is not None else None
        context = {
            "round": found,
            "last": coverage.before(found),
            "shares": shares,
            "total": total,
            "lines": coverage.by_chain(found, request.user),
            "states": coverage.STATES.values(),
            "page": page,
            "state": coverage.STATES.get(state, ""),
            "unit": next((share.unit for share in shares if share.unit.pk == unit), None),
        }
        return render(request, "needs/round.html", context)


def _counts(user) -> dict:
    """{round id or None: {needs, urgent, settled, employers}} of what the user may see, in one statement."""
    needs = Need.objects.visible_to(user).counted().order_by()
    rows = needs.values("round").annotate(
        needs=Count("pk"),
        urgent=Count("pk", filter=Q(is_urgent=True)),
        settled=Count("pk", filter=Q(state=Need.State.SETTLED)),
        employers=Count("enterprise", distinct=True),
    )
    return {row["round"]: row for row in rows}


class RoundAct(Door):
    """Asks first; the county only."""

    right = "needs.rounds"
    heading = sentence = button = ""

    def show(self, request, *, form=None, problem="", status=200, subject=""):
        context = {
            "heading": f"{self.heading}{subject}",
            "sentence": self.sentence,
            "button": self.button or self.heading,
            "crumbs": [("人才需求", reverse("needs:list")), ("征集轮次", reverse("needs:rounds"))],
            "back": reverse("needs:rounds"),
            "form": form,
            "problem": problem,
        }
        return render(request, "registers/act.html", context, status=status)


class RoundOpen(RoundAct):
    heading = "开启新一轮征集"
    sentence = "每半年一轮。开启后新登记和导入的需求计入这一轮，编号从001起。"
    button = "开启征集"

    def get(self, request):
        today = timezone.localdate()
        half = 1 if today.month <= 6 else 2
        return self.show(request, form=RoundForm(initial={"year": today.year, "half": half}))

    def post(self, request):
        form = RoundForm(request.POST)
        if not form.is_valid():
            return self.show(request, form=form, status=422)
        try:
            fresh = rounds.open_round(**form.cleaned_data, by=request.user)
        except rounds.Refused as refused:
            return self.show(request, form=form, problem=str(refused), status=422)
        messages.success(request, f"已开启{fresh}征集。")
        return redirect("needs:rounds")


class RoundVerb(RoundAct):
    """One act on one round, confirmed by a POST."""

    done = ""

    def act(self, round_: Round, by) -> None:
        raise NotImplementedError

    def get(self, request, pk):
        return self.show(request, subject=get_object_or_404(Round, pk=pk))

    def post(self, request, pk):
        round_ = get_object_or_404(Round, pk=pk)
        try:
            self.act(round_, request.user)
        except rounds.Refused as refused:
            return self.show(request, subject=round_, problem=str(refused), status=422)
        messages.success(request, f"{self.done}{round_}征集。")
        return redirect("needs:rounds")


class RoundClose(RoundVerb):
    heading, done = "结束", "已结束"
    sentence = "结束后不再向这一轮登记新需求；已征集的需求继续有效，继续匹配和对接。"
    button = "结束征集"

    def act(self, round_, by):
        rounds.close_round(round_, by=by)


class RoundReopen(RoundVerb):
    heading, done = "重新开启", "已重新开启"
    sentence = "误结束的轮次可以重新开启，继续登记需求。"
    button = "重新开启征集"

    def act(self, round_, by):
        rounds.reopen_round(round_, by=by)
