"""One box over people, employers and needs: how many there are, the first ten of each, and the way to the whole list."""

import re
from dataclasses import dataclass

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from demand.enterprises.models import Enterprise
from demand.needs.models import Need
from people.registry.columns import home, work
from people.registry.models import Person
from talentbase.web.views import Door

SHOWN = 10
MAXIMUM_TEXT = 64
REFUSED = "id_number"
ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])|(?<!\d)\d{15}(?!\d)")


@dataclass(frozen=True)
class Hit:
    words: str
    url: str
    more: str


@dataclass(frozen=True)
class Part:
    label: str
    measure: str
    count: int
    hits: list[Hit]
    url: str


class Index(Door):
    """An ID number in an address would stay in logs and in the browser's history: it is not searched, the address is left."""

    def get(self, request):
        text = request.GET.get("q", "").replace("\0", "").strip()[:MAXIMUM_TEXT]
        if ID_NUMBER.search(text.replace(" ", "")):
            return redirect(f"{reverse('search:index')}?{REFUSED}=1")
        if REFUSED in request.GET:
            return render(request, "search/index.html", {"is_id_number": True})
        parts = [make(request.user, text) for right, make in PARTS if text and request.user.may(right)]
        return render(request, "search/index.html", {"text": text, "parts": parts, "total": sum(part.count for part in parts)})


def _people(user, text: str) -> Part:
    found = Person.objects.visible_to(user).away().search(text)
    hits = [
        Hit(person.name, person.get_absolute_url(), f"{work(person) or '单位未登记'}　{home(person)}")
        for person in found.in_list_order()[:SHOWN]
    ]
    return Part("在外人才", "人", found.count(), hits, _list("registry:list", text))


def _needs(user, text: str) -> Part:
    """By number as well: it is what people quote on the phone."""
    visible = Need.objects.visible_to(user).counted()
    found = visible.filter(number__iexact=text) if visible.filter(number__iexact=text).exists() else visible.search(text)
    rows = found.select_related("enterprise").in_list_order()[:SHOWN]
    hits = [Hit(need.title, need.get_absolute_url(), f"{need.number}　{need.enterprise.name}") for need in rows]
    return Part("人才需求", "条", found.count(), hits, _list("needs:list", text))


def _enterprises(user, text: str) -> Part:
    found = Enterprise.objects.visible_to(user).present().search(text)
    hits = [Hit(each.name, each.get_absolute_url(), each.industry) for each in found.order_by("name")[:SHOWN]]
    return Part("用人单位", "家", found.count(), hits, _list("enterprises:list", text))


def _list(name: str, text: str) -> str:
    return f"{reverse(name)}?{urlencode({'q': text})}"


PARTS = (("people.view", _people), ("needs.view", _needs), ("needs.view", _enterprises))
