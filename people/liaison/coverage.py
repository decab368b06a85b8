"""覆盖情况: leaders and their experts, when each was last seen, who is due; four statements whatever the number of visits."""

import datetime as dt
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.db.models import Count, Max, Q
from django.shortcuts import redirect, render
from django.utils import timezone

from people.liaison import actions
from people.liaison.models import Office, Pace, Pair, Visit
from people.liaison.pairing import days_for
from people.registry.list_views import visible
from people.registry.models import Person
from talentbase.web.views import Door


@dataclass
class Cell:
    """One expert of one leader. last: the day they were last in touch, as exact as it is known, "" for never."""

    person: Person
    last: str
    this_year: int
    is_first: bool
    due_on: dt.date

    @property
    def is_late(self) -> bool:
        return self.due_on < timezone.localdate()


@dataclass
class Line:
    office: Office
    cells: list[Cell] = field(default_factory=list)

    @property
    def late(self) -> int:
        return sum(cell.is_late for cell in self.cells)

    @property
    def seen(self) -> int:
        return sum(cell.this_year > 0 for cell in self.cells)

    @property
    def visits(self) -> int:
        return sum(cell.this_year for cell in self.cells)


def coverage(people, today: dt.date | None = None) -> list[Line]:
    """people: those the user sees. A contact counts for the leader who holds the office, by name."""
    today = today or timezone.localdate()
    pace = dt.timedelta(days=days_for(Pace.Whom.LEADER))
    offices = {office.pk: Line(office) for office in Office.objects.standing().prefetch_related("terms")}
    pairs = list(Pair.objects.standing().filter(person__in=people.values("pk"), office__in=offices).select_related("person"))
    last = _contacts([pair.person_id for pair in pairs], today)
    for pair in pairs:
        line = offices[pair.office_id]
        holder = line.office.holder
        when, number = last.get((pair.person_id, holder), ("", 0)) if holder else ("", 0)
        since = dt.date.fromisoformat((when + "-01-01")[:10]) if when else pair.since
        line.cells.append(Cell(pair.person, when, number, pair.is_first, since + pace))
    for line in offices.values():
        line.cells.sort(key=lambda cell: (not cell.is_late, cell.due_on, cell.person.pk))
    return list(offices.values())


def _contacts(people: list[int], today: dt.date) -> dict[tuple[int, str], tuple[str, int]]:
    """{(person, leader): (the last day, how often this year)}."""
    reached = Visit.objects.filter(person__in=people, is_reached=True).order_by()
    rows = reached.values_list("person_id", "leader").annotate(
        last=Max("visited_on"), number=Count("pk", filter=Q(visited_on__gte=f"{today.year}"))
    )
    return {(person, leader): (last, number) for person, leader, last, number in rows}


class PaceForm(forms.Form):
    days = forms.IntegerField(label="领导联系专家的间隔（天）", min_value=7, max_value=1100)
    key_days = forms.IntegerField(label="重点联系对象的间隔（天）", min_value=7, max_value=1100, required=False)


class Coverage(Door):
    """?late=1: only who is due."""

    right = "people.view"

    def get(self, request):
        known = {"days": days_for(Pace.Whom.LEADER), "key_days": days_for(Pace.Whom.KEY)}
        return self.show(request, PaceForm(initial=known))

    def post(self, request):
        form = PaceForm(request.POST)
        if not request.user.may("liaison.pair"):
            return self.http_method_not_allowed(request)
        if not form.is_valid():
            return self.show(request, form, status=422)
        data = form.cleaned_data
        actions.set_pace(Pace.Whom.LEADER, data["days"], by=request.user)
        if data["key_days"]:
            actions.set_pace(Pace.Whom.KEY, data["key_days"], by=request.user)
        messages.success(request, f"领导联系专家的间隔为{data['days']}天，重点联系对象{days_for(Pace.Whom.KEY)}天。")
        return redirect("liaison:coverage")

    @staticmethod
    def show(request, form, status=200):
        lines, only_late = coverage(visible(request).present()), request.GET.get("late") == "1"
        cells = [cell for line in lines for cell in line.cells]
        total = {
            "experts": len({cell.person.pk for cell in cells}),
            "seen": len({cell.person.pk for cell in cells if cell.this_year}),
            "late": sum(cell.is_late for cell in cells),
            "visits": sum(cell.this_year for cell in cells),
        }
        context = {
            "lines": lines,
            "total": total,
            "form": form,
            "only_late": only_late,
            "can_set": request.user.may("liaison.pair"),
        }
        return render(request, "liaison/coverage.html", context, status=status)
