"""The first page after log-in."""

from django.shortcuts import render

from talentbase.web.views import Door


class Home(Door):
    def get(self, request):
        return render(request, "dashboard/home.html")
