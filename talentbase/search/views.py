"""One box over people, employers and needs."""

from django.shortcuts import render

from talentbase.web.views import Door


class Index(Door):
    def get(self, request):
        return render(request, "search/index.html")
