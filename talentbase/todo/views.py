"""One page with everything that waits for the user."""

from django.shortcuts import render
from django.utils import timezone

from talentbase.todo.digest import morning
from talentbase.todo.due import EACH, due_for, waiting
from talentbase.web.views import Door

GROUPS = (("red", "已超期"), ("amber", "今天"), ("blue", "以后"))


class DueList(Door):
    right = "people.view"

    def get(self, request):
        dues = due_for(request.user)
        groups = [(label, [due for due in dues if due.tone == tone]) for tone, label in GROUPS]
        context = {"groups": groups, "dues": dues, "total": waiting(request.user), "each": EACH}
        context["morning"] = morning(request.user, timezone.localdate())
        return render(request, "todo/list.html", context)
