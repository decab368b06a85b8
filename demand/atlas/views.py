"""产业链图谱: all chains, one chain with its nodes, any two dimensions crossed; every number opens its rows."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from demand.atlas import actions
from demand.atlas.chart import KEYS, Chart, Numbers, charts, dimensions, table, untagged
from demand.atlas.forms import LeadForm
from demand.atlas.models import ChainLead, Frozen
from demand.needs.models import Round
from people.registry.models import Person
from talentbase.codes.models import ChainNode, IndustryChain
from talentbase.web.views import Door

STAGES = ChainNode.Stage.values
HEAT = 5  # shades
CROSSED = (("province", "工作地"), ("degree", "学历"), ("level", "职称级别"))
POPULATIONS = {
    Person.Population.AWAY: "registry:list",
    Person.Population.INTRODUCED: "registry:introduced",
    Person.Population.OUTSIDE: "registry:outside",
}


def cells_of(numbers: Numbers, before: dict[str, int] | None, *, chain: int, node: int | None, is_node: bool) -> list[dict]:
    """[{number, url, change}] in the order of the table. before: the frozen numbers, None where nothing is kept."""
    people = {"node": node} if node else {"chain": chain}
    needs = {"state": "open", "chain": chain} | ({"node": node} if node else {})
    places = {
        "ours": f"{reverse('registry:list')}?{urlencode(people)}",
        "introduced": f"{reverse('registry:introduced')}?{urlencode(people)}",
        "outside": f"{reverse('registry:outside')}?{urlencode(people)}",
        "needs": f"{reverse('needs:list')}?{urlencode(needs)}",
    }
    is_linked = bool(node) or not is_node  # who stands at no node has no list of his own
    return [
        {
            "number": getattr(numbers, key),
            "url": places.get(key, "") if is_linked and getattr(numbers, key) else "",  # heads are a sum, no rows
            "change": getattr(numbers, key) - before.get(key, 0) if before is not None else None,
        }
        for key in KEYS
    ]


def frozen_numbers(frozen: Frozen | None) -> tuple[dict[str, dict], dict[str, dict]] | None:
    """({chain code: sums}, {node code: numbers}) of what was kept."""
    if frozen is None:
        return None
    chains: dict[str, dict] = {}
    nodes = {}
    for row in frozen.rows:
        sums = chains.setdefault(row["chain"], dict.fromkeys(KEYS, 0))
        for key in KEYS:
            sums[key] += row[key]
        nodes[row["node"] or f"{row['chain']}-"] = row
    return chains, nodes


def area(name: str, numbers: Numbers, url: str) -> dict:
    """One area of the treemap: as large as what is asked for, coloured by how many people there are for it."""
    return {"name": name, "supply": numbers.supply, "need": numbers.needs, "url": url}


class Atlas(Door):
    right = "needs.view"

    def get(self, request):
        found, current = charts(request.user), Round.objects.current()
        frozen = Frozen.objects.select_related("round").exclude(round=current).first() or Frozen.objects.first()
        before = frozen_numbers(frozen) if sees_county(request.user) else None
        rows = [self.row(chart, before) for chart in found]
        loose, everybody, needs = untagged(request.user)
        total = Numbers()
        for chart in found:
            total.plus(chart.numbers)
        context = {
            "rows": rows,
            "areas": [
                area(chart.chain.name, chart.numbers, reverse("atlas:chain", args=[chart.chain.pk]))
                for chart in found
                if chart.numbers.needs
            ],
            "total": total,
            "untagged": loose,
            "untagged_share": f"{loose * 100 / everybody:.0f}%" if everybody else "",
            "untagged_url": f"{reverse('registry:list')}?missing=chain",
            "loose_needs": needs,
            "loose_needs_url": f"{reverse('needs:list')}?state=open&chain=none",
            "frozen": frozen if before else None,
            "round": current,
            "is_kept": Frozen.objects.filter(round=current).exists() if current else True,
            "can_keep": request.user.may("needs.rounds"),
        }
        return render(request, "atlas/all.html", context)

    def post(self, request):
        """Keep the atlas under the current round."""
        current = Round.objects.current()
        if not request.user.may("needs.rounds") or current is None:
            return self.http_method_not_allowed(request)
        try:
            kept = actions.freeze(current, by=request.user)
        except actions.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"已存档{kept}，以后各轮可以与它对比。")
        return redirect("atlas:all")

    @staticmethod
    def row(chart: Chart, before) -> dict:
        was = before[0].get(chart.chain.code, dict.fromkeys(KEYS, 0)) if before else None
        cells = cells_of(chart.numbers, was, chain=chart.chain.pk, node=None, is_node=False)
        nodes = [line for line in chart.lines if line.node]
        lacking = [line.node.name for line in nodes if line.numbers.has_gap]
        return {"chart": chart, "chain": chart.chain, "cells": cells, "lacking": lacking, "lead": lead_of(chart.chain)}


def sees_county(user) -> bool:
    """What was kept is of the whole county; a unit's own numbers are not compared with it."""
    return user.may("matching.view")


def lead_of(chain: IndustryChain) -> ChainLead | None:
    return getattr(chain, "lead", None)


class ChainPage(Door):
    right = "needs.view"

    def get(self, request, pk):
        chain = get_object_or_404(IndustryChain.objects.active(), pk=pk)
        chart = next(chart for chart in charts(request.user) if chart.chain.pk == chain.pk)
        rounds = list(Frozen.objects.select_related("round"))
        wanted = next(
            (each for each in rounds if str(each.round_id) == request.GET.get("with")), rounds[0] if rounds else None
        )
        before = frozen_numbers(wanted) if sees_county(request.user) else None
        stages = [(stage, [self.line(chart, line, before) for line in chart.of_stage(stage)]) for stage in STAGES]
        context = {
            "chart": chart,
            "chain": chain,
            "stages": stages,
            "loose": self.line(chart, chart.loose, before),
            "areas": [
                area(line.node.name, line.numbers, f"{reverse('needs:list')}?state=open&chain={chain.pk}&node={line.node.pk}")
                for line in chart.lines
                if line.node and line.numbers.needs
            ],
            "cells": Atlas.row(chart, before)["cells"],
            "lead": lead_of(chart.chain),
            "rounds": rounds if before else [],
            "wanted": wanted,
            "can_edit": request.user.may("needs.rounds"),
            "crossings": [(label, f"{reverse('atlas:cross')}?rows=chain&columns={key}") for key, label in CROSSED],
        }
        return render(request, "atlas/chain.html", context)

    @staticmethod
    def line(chart: Chart, line, before) -> dict:
        code = line.node.code if line.node else f"{chart.chain.code}-"
        was = before[1].get(code, dict.fromkeys(KEYS, 0)) if before else None
        node = line.node.pk if line.node else None
        cells = cells_of(line.numbers, was, chain=chart.chain.pk, node=node, is_node=True)
        return {"node": line.node, "numbers": line.numbers, "cells": cells}


class LeadEdit(Door):
    right = "needs.rounds"

    def get(self, request, pk):
        lead = self.found(pk)
        return self.show(request, lead, LeadForm(instance=lead))

    def post(self, request, pk):
        lead = self.found(pk)
        form = LeadForm(request.POST, instance=lead)
        if form.is_valid() and self.save(request, form, lead):
            messages.success(request, f"已保存{lead.chain.name}产业链的链长。")
            return redirect("atlas:chain", pk)
        return self.show(request, lead, form, status=409 if form.conflicts else 422)

    @staticmethod
    def save(request, form, lead) -> bool:
        """An empty form that was opened before somebody else's first save is as late as any other."""
        form.cleaned_data["opened_version"] = form.cleaned_data.get("opened_version") or 0
        try:
            with transaction.atomic():
                stored = ChainLead.objects.select_for_update(of=("self",)).filter(chain=lead.chain).first()
                if stored and form.is_stale(stored):
                    return False
                actions.keep_lead(form.save(commit=False), by=request.user)
        except IntegrityError:
            form.add_error(None, "刚才有人登记了这条产业链的链长，请返回后重新打开。")
            return False
        return True

    @staticmethod
    def found(pk) -> ChainLead:
        chain = get_object_or_404(IndustryChain.objects.active().select_related("lead"), pk=pk)
        return lead_of(chain) or ChainLead(chain=chain)

    @staticmethod
    def show(request, lead, form, status: int = 200):
        return render(request, "atlas/lead.html", {"lead": lead, "chain": lead.chain, "form": form}, status=status)


class Cross(Door):
    """rows, columns: keys of dimensions; population: whose people."""

    right = "people.view"

    def get(self, request):
        known = dimensions()
        first = known.get(request.GET.get("rows", ""), known["chain"])
        second = known.get(request.GET.get("columns", ""), known["province"])
        if first is second:
            second = next(each for each in known.values() if each is not first)
        population = request.GET.get("population", "")
        population = population if population in POPULATIONS else Person.Population.AWAY
        found = table(request.user, population, first, second)
        target = reverse(POPULATIONS[population])
        rows = [
            (
                words,
                [
                    self.cell(found, value, other, f"{target}?{urlencode({first.query: value, second.query: other})}")
                    for other, _ in found.columns
                ],
            )
            for value, words in found.rows
        ]
        context = {
            "rows": rows,
            "columns": [words for _, words in found.columns],
            "first": first,
            "second": second,
            "dimensions": known.values(),
            "populations": Person.Population.choices,
            "population": population,
            "left_out": found.left_out,
            "is_cut": found.is_cut,
        }
        return render(request, "atlas/cross.html", context)

    @staticmethod
    def cell(found, value: str, other: str, url: str) -> dict:
        number = found.cells.get((value, other), 0)
        shade = -(-number * HEAT // found.highest) if number else 0
        return {"number": number, "url": url, "shade": shade}
