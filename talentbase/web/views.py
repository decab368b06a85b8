"""Every page is a door with at most one right on it; a test tries each door with each role."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.decorators import classonlymethod
from django.views.generic import View

from talentbase.web.requests import is_htmx


class Door(View):
    """right: the word `user.may` must know ("people.edit"); "" = whoever is logged in."""

    right = ""

    @classonlymethod
    def as_view(cls, **initkwargs):
        view = super().as_view(**initkwargs)
        view.right = initkwargs.get("right", cls.right)
        return view

    def dispatch(self, request, *args, **kwargs):
        if self.right and not request.user.may(self.right):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def page_or_part(request, page: str, part: str, context: dict, status: int = 200):
    """One context, two templates: htmx gets the part that the page includes."""
    return render(request, part if is_htmx(request) else page, context, status=status)
