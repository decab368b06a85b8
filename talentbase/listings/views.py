"""What the buttons of a list do: keep the query, drop one, choose columns. Each leads back to the list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from talentbase.listings import actions
from talentbase.listings.models import SavedQuery
from talentbase.listings.personal import register_of
from talentbase.web.views import Door


class OfRegister(Door):
    """register: the list it belongs to; whoever may not see that may not keep anything of it."""

    right = "people.view"  # what every register's reader has

    def dispatch(self, request, *args, register: str, **kwargs):
        self.listing = register_of(register)
        if not request.user.may(self.listing.right if self.listing else self.right):
            raise PermissionDenied
        if self.listing is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def back(self, query: str):
        return redirect(f"{reverse(self.listing.list_url)}{'?' if query else ''}{query}")


class Keep(OfRegister):
    def post(self, request):
        query = request.POST.get("query", "")
        try:
            shared = "shared" in request.POST
            saved = actions.keep(request.user, self.listing.register, request.POST.get("name", ""), query, shared=shared)
        except actions.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"已存为“{saved.name}”{f'，{saved.unit}的同事也能使用' if saved.unit else ''}。")
        return self.back(query)


class Remove(OfRegister):
    def post(self, request, pk: int):
        saved = get_object_or_404(SavedQuery.objects.filter(owner=request.user, register=self.listing.register), pk=pk)
        actions.remove(saved)
        messages.success(request, f"已删除查询“{saved.name}”。")
        return self.back(request.POST.get("query", ""))


class Columns(OfRegister):
    def post(self, request):
        known = [column.key for column in self.listing.every_column]
        chosen = [] if "usual" in request.POST else [key for key in request.POST.getlist("column") if key in known]
        actions.choose_columns(request.user, self.listing.register, list(dict.fromkeys(chosen)))
        return self.back(request.POST.get("query", ""))
