"""Several people asked at once: of one need, or the best of every need of the round that nobody was approached for."""

from django.contrib import messages
from django.db import transaction
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.shortcuts import get_object_or_404, redirect, render

from demand.matching import actions
from demand.matching.hits import hit_of, shown, with_people
from demand.matching.models import Match, Step
from demand.matching.paper_views import letters, may_be_asked
from demand.needs.models import Need, Round
from talentbase.codes.models import IndustryChain
from talentbase.web.requests import whole_number
from talentbase.web.views import Door

Stage = Match.Stage
ON_THE_WAY = (Stage.ASKED, Stage.AGREED, Stage.RECOMMENDED, Stage.TALKING)
GRADES = {  # the grade asked for and those above it
    Match.Grade.HIGH: [Match.Grade.HIGH],
    Match.Grade.FAIR: [Match.Grade.HIGH, Match.Grade.FAIR],
    Match.Grade.MAYBE: [Match.Grade.HIGH, Match.Grade.FAIR, Match.Grade.MAYBE],
}
MOST = (1, 2, 3, 5)  # people per need
ROWS = 200


def candidates(user, *, grade: str, most: int, chain: int | None = None) -> list[Match]:
    """The best of each open need of the present round on whose behalf nobody is asked yet; a person once, for the best need."""
    busy = Match.objects.filter(stage__in=ON_THE_WAY).values("need")
    matches = shown(user).filter(
        shelf=Match.Shelf.SURE, is_current=True, stage=Stage.NEW, grade__in=GRADES[grade], need__state=Need.State.OPEN
    )
    matches = matches.filter(need__round=Round.objects.current()).exclude(need__in=busy)
    if chain:
        matches = matches.filter(need__chain=chain)
    place = Window(
        RowNumber(), partition_by="need", order_by=[F("score_low").desc(), F("score_high").desc(), F("person_id").asc()]
    )
    best = matches.annotate(place=place).filter(place__lte=most).order_by("-score_low", "-score_high", "pk")
    once: dict[int, Match] = {}
    for match in with_people(best):
        once.setdefault(match.person_id, match)
    return list(once.values())


def picked(request, matches) -> list[Match]:
    """Of those that were ticked, who may be asked."""
    wanted = [number for text in request.POST.getlist("match") if (number := whole_number(text))]
    found = matches.filter(pk__in=wanted).select_related("person", "need__enterprise").order_by("-score_low", "pk")
    return [match for match in found if may_be_asked(match)]


def act(request, matches, back):
    """letters: print; ask: write down that they were asked today."""
    chosen = picked(request, matches)
    if not chosen:
        messages.error(request, "请先勾选待征求意见的人选；已征求过的和不宜联系的不再征求。")
        return back
    if request.POST.get("act") == "letters":
        return letters(request, chosen)
    asked = [match for match in chosen if match.stage == Stage.NEW]
    try:
        with transaction.atomic():
            for match in asked:
                actions.take(match, Step.Act.ASK, by=request.user, through="征求意见函")
    except actions.Refused as refused:
        messages.error(request, f"{refused}这次一人也没有登记。")
        return back
    messages.success(request, f"已登记向{len(asked)}人征求意见。")
    return back


class AskMany(Door):
    """People of one need."""

    right = "matching.act"

    def post(self, request, pk):
        need = get_object_or_404(Need.objects.visible_to(request.user), pk=pk)
        return act(request, shown(request.user).filter(need=need), redirect("matching:need", pk))


class Bulk(Door):
    """The whole round. ?grade=high&most=1&chain=3"""

    right = "matching.act"

    def get(self, request):
        grade, most = request.GET.get("grade", Match.Grade.HIGH), whole_number(request.GET.get("most", "1"))
        grade, most = grade if grade in GRADES else Match.Grade.HIGH, most if most in MOST else MOST[0]
        chain = whole_number(request.GET.get("chain", ""))
        found = candidates(request.user, grade=grade, most=most, chain=chain)
        context = {
            "hits": [hit_of(match, number) for number, match in enumerate(found[:ROWS], 1)],
            "total": len(found),
            "round": Round.objects.current(),
            "grade": grade,
            "grades": [(value, Match.Grade(value).label) for value in GRADES],
            "most": most,
            "numbers": MOST,
            "chain": chain,
            "chains": IndustryChain.objects.active(),
        }
        return render(request, "matching/bulk.html", context)

    def post(self, request):
        return act(request, shown(request.user), redirect(request.get_full_path()))
