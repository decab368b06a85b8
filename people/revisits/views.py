"""回访: the units' lists of a month with what is done of them; one list with its people."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from people.liaison.models import Visit
from people.registry.list_views import visible
from people.registry.models import Contact, PersonClaim
from people.revisits import actions
from people.revisits.models import Line, Round
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import reach_of
from talentbase.web.requests import month_range, whole_number
from talentbase.web.views import Door


def units_of(user):
    """Whose lists the user may draw up: of the units that report people."""
    reach = reach_of(user)
    units = Unit.objects.active().filter(pk__in=PersonClaim.objects.values("unit"))
    return units if reach.scope == "county" else units.filter(pk__in=reach.units)


class Rounds(Door):
    """Of one month; every unit that reports people has a line, with a list or without."""

    right = "people.view"

    def get(self, request):
        present = f"{timezone.localdate():%Y-%m}"
        month = request.GET.get("month", "")
        month = month if month_range(month) else present
        rounds = Round.objects.visible_to(request.user).select_related("unit", "made_by")
        of_month = {each.unit_id: each for each in rounds.filter(month=month).with_numbers()}
        rows = [(unit, of_month.get(unit.pk)) for unit in units_of(request.user)]
        months = sorted({present, month, *rounds.values_list("month", flat=True)}, reverse=True)
        context = {
            "rows": rows,
            "months": months,
            "month": month,
            "is_present": month == present,
            "number": sum(each.number for each in of_month.values()),
            "done": sum(each.done for each in of_month.values()),
            "without": sum(1 for _, each in rows if each is None),
            "can_edit": request.user.may("people.edit"),
        }
        return render(request, "revisits/list.html", context)

    def post(self, request):
        if not request.user.may("people.edit"):
            return self.http_method_not_allowed(request)
        units = units_of(request.user)
        if "all" in request.POST:
            lists, people = actions.draw_up_for_all(units, by=request.user)
            messages.success(
                request, f"已为{lists}个单位生成本月回访名单，共{people}人。" if lists else "没有需要生成的名单。"
            )
            return redirect("revisits:list")
        unit = get_object_or_404(units, pk=whole_number(request.POST.get("unit", "")) or 0)
        try:
            made = actions.draw_up(unit, by=request.user, number=whole_number(request.POST.get("number", "")))
        except actions.Refused as refused:
            messages.error(request, str(refused))
            return redirect("revisits:list")
        messages.success(request, f"已生成{made}名单，{made.lines.count()}人。")
        return redirect(made)


class RoundPage(Door):
    right = "people.view"

    def get(self, request, pk):
        found = self.found(request, pk)
        own = Prefetch("person__contacts", Contact.objects.filter(whose="own", is_dead=False), to_attr="own_contacts")
        people = visible(request).present().reachable().filter(unit_ids__contains=[found.unit_id])
        lines = Line.objects.filter(round=found, person__in=people).select_related("person").prefetch_related(own)
        tried = dict(
            Visit.objects.visible_to(request.user)
            .filter(person__in=lines.values("person"), is_reached=False, visited_on__gte=found.made_on.isoformat())
            .order_by("visited_on")
            .values_list("person", "note")
        )
        rows = [(line.person, is_done(line, found), tried.get(line.person_id, "")) for line in lines]
        done = sum(1 for _, finished, _ in rows if finished)
        context = {"round": found, "rows": rows, "done": done, "can_edit": request.user.may("people.edit")}
        context["can_drop"] = may_drop(request.user, found) and not done
        context["picks"] = ",".join(str(person.pk) for person, finished, _ in rows if not finished)
        return render(request, "revisits/detail.html", context)

    def post(self, request, pk):
        """Drop a list drawn up by mistake."""
        if not request.user.may("people.edit"):
            return self.http_method_not_allowed(request)
        found = self.found(request, pk)
        if not may_drop(request.user, found):
            messages.error(request, f"这份名单由{found.made_by.full_name}生成，请由其本人或县级删除。")
            return redirect(found)
        try:
            actions.drop(found, by=request.user)
        except actions.Refused as refused:
            messages.error(request, str(refused))
            return redirect(found)
        messages.success(request, f"已删除{found}名单。")
        return redirect(f"{reverse('revisits:list')}?month={found.month}")

    @staticmethod
    def found(request, pk) -> Round:
        return get_object_or_404(Round.objects.visible_to(request.user).select_related("unit", "made_by"), pk=pk)


def may_drop(user, found: Round) -> bool:
    """Whoever drew it up, and the county."""
    return user.pk == found.made_by_id or user.may("liaison.pair")


def is_done(line: Line, found: Round) -> bool:
    confirmed = line.person.last_confirmed
    return confirmed is not None and confirmed >= found.made_on
