"""The tab 引荐人 of a 库外专家."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from people.introducers import actions
from people.introducers.likely import likely
from people.introducers.models import Introducer
from people.registry.list_views import visible
from talentbase.web.requests import query_of
from talentbase.web.views import Door

WAYS = ("师生", "同事", "校友", "同乡", "合作", "朋友")


def page_of(expert, back: str) -> str:
    query = query_of(back)
    query["tab"] = "introducers"
    return f"{expert.get_absolute_url()}?{query.urlencode()}"


class OfPerson(Door):
    right = "people.view"

    def get(self, request, pk):
        expert = get_object_or_404(visible(request), pk=pk)
        people = visible(request).present()
        introducers = Introducer.objects.filter(expert=expert, person__in=people.values("pk")).select_related("person")
        context = {"expert": expert, "introducers": introducers, "likely": likely(expert, people), "ways": WAYS}
        context |= {"can_edit": request.user.may("people.edit")}
        context["back"] = request.headers.get("HX-Current-URL", "").partition("?")[2]
        return render(request, "introducers/_of_person.html", context)


class Add(Door):
    """number: of the record (RC-000012), or person: its key from the proposals."""

    right = "people.edit"

    def post(self, request, pk):
        expert, data = get_object_or_404(visible(request), pk=pk), request.POST
        text = data.get("number", "").strip()
        person = visible(request).present().numbered(text or data.get("person", ""))
        try:
            if person is None:
                raise actions.Refused(f"没有找到档案“{text}”，请填写档案编号，如RC-000012。")
            given = {"is_willing": "is_willing" in data, "note": data.get("note", "")}
            actions.name_introducer(expert, person, data.get("how", ""), **given, by=request.user)
        except actions.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"已登记{person.name}可引荐{expert.name}。")
        return redirect(page_of(expert, data.get("back", "")))


class Drop(Door):
    right = "people.edit"

    def post(self, request, pk):
        people = visible(request).values("pk")
        mine = Introducer.objects.filter(expert__in=people, person__in=people).select_related("expert", "person")
        found = get_object_or_404(mine, pk=pk)
        actions.drop(found, by=request.user)
        messages.success(request, f"{found.person.name}不再登记为引荐人。")
        return redirect(page_of(found.expert, request.POST.get("back", "")))
