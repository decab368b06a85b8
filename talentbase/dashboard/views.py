"""The first page after log-in: the sentence of the month, what is due, where things stand."""

from django.shortcuts import render
from django.utils import timezone

from talentbase.accounts.perms import ADMINISTRATORS
from talentbase.dashboard.board import board
from talentbase.figures.period import Period
from talentbase.todo.digest import morning
from talentbase.web.views import Door


class Home(Door):
    """The three administrators see no people, hence no figures: only the doors that are theirs."""

    def get(self, request):
        if request.user.role in ADMINISTRATORS:
            return render(request, "dashboard/plain.html")
        context = board(request.user, Period.of()) | {"morning": morning(request.user, timezone.localdate())}
        return render(request, "dashboard/home.html", context)
