"""The page of one need with its people, the panels for other pages, the list of needs and the board of stages."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from demand.matching.columns import COLUMNS
from demand.matching.filters import MatchFilter, with_matches
from demand.matching.hits import OFF, Hit, by_shelf, hit_of, in_order, missing_items, shown, with_people
from demand.matching.models import Match, Run
from demand.matching.sharing import CONSENTED
from demand.matching.templatetags.match_words import marked
from demand.needs.models import Need
from people.registry.models import Person
from talentbase.web.lists import RegisterList
from talentbase.web.requests import whole_number
from talentbase.web.views import Door

Stage, Shelf = Match.Stage, Match.Shelf
STANDING = Q(is_current=True) | ~Q(stage=Stage.NEW)
SHOWN_AT_FIRST = 8
IN_PANEL = 6
BOARD = (Stage.ASKED, Stage.AGREED, Stage.RECOMMENDED, Stage.TALKING, Stage.SETTLED)
SETTLED_SHOWN = timedelta(days=90)
CARDS = 20


def may_act(user) -> dict:
    return {"can_act": user.may("matching.act"), "can_edit_people": user.may("people.edit")}


class NeedMatches(Door):
    """The need on the left, its people shelf by shelf, the blue button being the next lawful act."""

    right = "matching.view"

    def get(self, request, pk):
        needs = Need.objects.visible_to(request.user).select_related("enterprise", "chain", "node", "round", "unit")
        need = get_object_or_404(needs, pk=pk)
        shelves = by_shelf(with_people(shown(request.user).filter(STANDING, need=need)))
        sure, possible, outside = (shelves[shelf] for shelf in (Shelf.SURE, Shelf.POSSIBLE, Shelf.OUTSIDE))
        _mark(need, sure)
        context = {
            "need": need,
            "sure": sure,
            "introducers": shelves[Shelf.INTRODUCER],
            "agreed": sum(hit.match.stage in CONSENTED for hits in shelves.values() for hit in hits),
            "possible_count": len(possible),
            "possible": possible[:SHOWN_AT_FIRST],
            "more_possible": possible[SHOWN_AT_FIRST:],
            "outside_count": len(outside),
            "outside": outside[:SHOWN_AT_FIRST],
            "more_outside": outside[SHOWN_AT_FIRST:],
            "missing": missing_items([*sure, *possible])[:3],
            "run": _run_of(sure),
            "is_waiting": not any(shelves.values()) and _is_waiting(need),
            "can_edit": request.user.may("needs.edit"),
            "can_weigh": request.user.may("matching.weigh"),
            **may_act(request.user),
        }
        return render(request, "matching/need.html", context)


def _run_of(hits: list[Hit]) -> Run | None:
    """The newest computation behind these rows, else the newest of all."""
    runs = Run.objects.exclude(finished_at=None).select_related("weights")
    return runs.filter(pk__in=[hit.match.run_id for hit in hits]).first() or runs.first()


def _is_waiting(need: Need) -> bool:
    """Registered or edited after the last computation: that nobody is found does not mean yet that nobody fits."""
    covering = Run.objects.exclude(finished_at=None).exclude(scope=Run.Scope.NEED).filter(until__gte=need.changed_at)
    return need.state == Need.State.OPEN and not covering.exists()


def _mark(need: Need, hits: list[Hit]) -> None:
    """The words that met are marked in the need's text as well; this copy of the need is only shown, never saved."""
    words = [word for hit in hits for word in hit.words]
    need.description = marked(need.description, words)
    need.target = marked(need.target, words)


class OfNeed(Door):
    """The panel on the need's own page. Whoever may not see matches is told who keeps them."""

    right = "needs.view"

    def get(self, request, pk):
        need = get_object_or_404(Need.objects.visible_to(request.user), pk=pk)
        may_see = request.user.may("matching.view")
        shelves = by_shelf(with_people(shown(request.user).filter(STANDING, need=need))) if may_see else {}
        context = {
            "need": need,
            "may_see": may_see,
            "hits": shelves.get(Shelf.SURE, [])[:IN_PANEL],
            "counts": [(label, len(shelves.get(value, []))) for value, label in Shelf.choices],
            "is_waiting": may_see and not any(shelves.values()) and _is_waiting(need),
        }
        return render(request, "matching/_of_need.html", context)


class OfPerson(Door):
    """The tab 供需匹配 of a person's file: open needs this person suits, and every need he or she was asked for."""

    right = "people.view"

    def get(self, request, pk):
        person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
        may_see = request.user.may("matching.view")
        open_or_begun = STANDING & (Q(need__state=Need.State.OPEN) | ~Q(stage=Stage.NEW))
        matches = with_people(shown(request.user).filter(open_or_begun, person=person)) if may_see else []
        hits = [hit_of(match) for match in in_order(matches)]
        context = {
            "person": person,
            "may_see": may_see,
            "begun": [hit for hit in hits if hit.match.stage != Stage.NEW or hit.requested],
            "fresh": [hit for hit in hits if hit.match.stage == Stage.NEW and not hit.requested],
            **may_act(request.user),
        }
        return render(request, "matching/_of_person.html", context)


class NeedsWithMatches(RegisterList):
    right = "matching.view"
    template = "matching/list.html"
    filterset = MatchFilter
    columns = COLUMNS
    noun, measure = "供需匹配", "条"
    order_note = "次序：急需在前，再按征集日期"
    search_hint = "编号、岗位、技术、单位、专业"

    def get_queryset(self):
        """Open needs, and closed ones that people were approached for."""
        needs = with_matches(Need.objects.visible_to(self.request.user), self.request.user)
        begun = Match.objects.exclude(stage=Stage.NEW).values("need")
        needs = needs.filter(Q(state=Need.State.OPEN) | Q(state=Need.State.SETTLED, pk__in=begun))
        return needs.select_related("enterprise", "chain")

    def prepare(self, records):
        matches = shown(self.request.user).filter(STANDING, need__in=records)
        shelves, stages = defaultdict(Counter), defaultdict(Counter)
        for need, shelf, stage, count in matches.order_by().values_list("need_id", "shelf", "stage").annotate(n=Count("pk")):
            shelves[need][shelf] += count
            stages[need][stage] += count if stage != Stage.NEW else 0
        best = {}
        for match in matches.filter(shelf=Shelf.SURE).defer("inputs", "reasons").order_by("-score_low", "-score_high", "pk"):
            best.setdefault(match.need_id, match)
        for need in records:
            need.best = best.get(need.pk)
            need.shelf_counts, need.stage_counts = shelves[need.pk], +stages[need.pk]
        return records

    def extra(self):
        return {
            "run": Run.objects.exclude(scope=Run.Scope.NEED).exclude(finished_at=None).first(),
            "can_weigh": self.request.user.may("matching.weigh"),
            **may_act(self.request.user),
        }


class Board(Door):
    """Everybody who is on the way, in columns by stage; whoever waits longest stands on top."""

    right = "matching.view"

    def get(self, request):
        since = timezone.localdate() - SETTLED_SHOWN
        matches = shown(request.user).exclude(stage=Stage.NEW).exclude(stage=Stage.SETTLED, stage_on__lt=since)
        chain = request.GET.get("chain", "")
        if whole_number(chain):
            matches = matches.filter(need__chain=int(chain))
        counts = Counter(dict(matches.order_by().values_list("stage").annotate(n=Count("pk"))))
        found = with_people(matches.filter(stage__in=BOARD)).order_by("stage_on", "pk")
        columns = {stage: [] for stage in BOARD}
        for match in found:
            if len(columns[match.stage]) < CARDS:
                columns[match.stage].append(hit_of(match))
        context = {
            "columns": [
                (Stage(stage).label, stage, counts[stage], hits, counts[stage] - len(hits)) for stage, hits in columns.items()
            ],
            "off": [(Stage(stage).label, stage, counts[stage]) for stage in OFF],
            "days": SETTLED_SHOWN.days,
            **may_act(request.user),
        }
        return render(request, "matching/board.html", context)
