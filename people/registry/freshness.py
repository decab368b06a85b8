"""How alive the register is, unit by unit: confirmed when, lost, what is missing. Every number opens its people."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from people.registry.conditions import GAPS
from people.registry.list_views import visible
from people.registry.models import Person, PersonClaim
from talentbase.web.views import Door

YEAR = timedelta(days=365)
ESSENTIAL = ("phone", "birth", "hometown", "education", "school", "employer", "location")  # as the file itself complains of


@dataclass(frozen=True)
class Column:
    """where: over the claims; query: the same as conditions of the list."""

    key: str
    label: str
    where: Q
    query: tuple[tuple[str, str], ...]
    tone: str = ""


def columns() -> list[Column]:
    since = timezone.localdate() - YEAR
    missing = Q(person__in=Person.objects.filter(_any_gap()).values("pk"))
    return [
        Column("total", "人数", Q(), ()),
        Column("fresh", "一年内核实", Q(person__last_confirmed__gt=since), (("confirmed", "half"), ("confirmed", "year"))),
        Column("old", "超过一年", Q(person__last_confirmed__lte=since), (("confirmed", "older"),)),
        Column("never", "从未核实", Q(person__last_confirmed=None), (("confirmed", "never"),), "amber"),
        Column("lost", "失联", Q(person__status=Person.Status.LOST), (("status", "lost"),), "amber"),
        Column("missing", "资料不全", missing, tuple(("missing", key) for key in ESSENTIAL)),
    ]


def _any_gap() -> Q:
    found = Q(pk__in=[])
    for key in ESSENTIAL:
        found |= GAPS[key][1]
    return found


class Freshness(Door):
    right = "people.view"

    def get(self, request):
        wanted = columns()
        people = visible(request).away().values("pk")
        counts = {column.key: Count("pk", filter=column.where) if column.where else Count("pk") for column in wanted}
        units = PersonClaim.objects.filter(person__in=people).order_by().values("unit", "unit__name").annotate(**counts)
        rows = [
            (unit["unit__name"], [(unit[c.key], _url(unit["unit"], c.query), c.tone) for c in wanted], _share(unit))
            for unit in units.order_by("unit__order", "unit__name")
        ]
        return render(request, "registry/freshness.html", {"rows": rows, "columns": wanted})


def _url(unit: int, query: tuple[tuple[str, str], ...]) -> str:
    return f"{reverse('registry:list')}?{urlencode([('unit', unit), *query])}"


def _share(unit: dict) -> str:
    return f"{unit['fresh'] * 100 / unit['total']:.0f}%" if unit["total"] else ""
