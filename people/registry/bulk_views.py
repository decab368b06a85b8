"""批量修改: choose what to change, see whom it would change, do it; and take it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from people.registry import bulk
from people.registry.list_views import listing_of, picks_of, visible
from talentbase.listings.models import BulkAct
from talentbase.web.requests import query_of, whole_number
from talentbase.web.views import Door

SHOWN = 50
LATEST = 50


class Bulk(Door):
    """POST only, from the list: `pick`s, or `all` of the `query`; from here on `picks`, joined. step: "", "show", "do"."""

    right = "people.edit"

    def post(self, request):
        ids = self.picked(request)
        data = request.POST
        acts = [(act, data.get(f"value-{act.name}", "")) for act in bulk.ACTS]
        context = {"ids": ids, "query": data.get("query", ""), "acts": acts, "chosen": data.get("act", ""), "most": bulk.MOST}
        context |= {"picks": ",".join(map(str, ids)), "is_too_many": len(ids) > bulk.MOST}
        if not ids or context["is_too_many"] or not data.get("step"):
            return render(request, "registry/bulk.html", context)
        try:
            act, value = self.asked(data)
            people = list(visible(request).filter(pk__in=ids).order_by("pinyin", "pk"))
            changes = bulk.plan(act, value, people)
            as_shown = (act.name, data.get(f"value-{act.name}", "")) == (data.get("shown-act"), data.get("shown-value"))
            if data["step"] == "do" and changes and as_shown:
                done = bulk.change(act, value, ids, expected=whole_number(data.get("expected", "")) or 0, by=request.user)
                if done:
                    return self.told(request, done)
                context["problem"] = "刚才有人改过其中的资料，下面是最新的情况，请核对后再办理。"
            elif data["step"] == "do" and changes:
                context["problem"] = "要改的内容与预览的不同，请核对下面的预览后再办理。"
        except bulk.Refused as refused:
            return render(request, "registry/bulk.html", context | {"problem": str(refused)}, status=422)
        context |= {
            "act": act,
            "chosen": act.name,
            "given": data.get(f"value-{act.name}", ""),
            "changes": changes[:SHOWN],
            "number": len(changes),
            "same": len(people) - len(changes),
        }
        return render(request, "registry/bulk.html", context)

    @staticmethod
    def picked(request) -> list[int]:
        """Numbers of people within sight: the ticked ones, or everybody of the query."""
        if "all" in request.POST:
            people = listing_of(request, query_of(request.POST.get("query", "")))[1].qs
        else:
            people = visible(request).filter(pk__in=picks_of(request.POST))
        return list(people.order_by("pk").values_list("pk", flat=True)[: bulk.MOST + 1])

    @staticmethod
    def asked(data) -> tuple[bulk.Act, object]:
        """What was chosen; where only a value was given, the act it belongs to."""
        given = [act for act in bulk.ACTS if data.get(f"value-{act.name}")]
        act = bulk.BY_NAME.get(data.get("act", "")) or (given[0] if len(given) == 1 else None)
        if act is None:
            raise bulk.Refused("请选择要修改的内容。")
        return act, act.read(data.get(f"value-{act.name}", ""))

    @staticmethod
    def told(request, done: BulkAct):
        messages.success(request, f"已修改{done.number}人（{done.words}）。改错了可以在“批量修改记录”中撤销。")
        query = request.POST.get("query", "")
        return redirect(f"{reverse('registry:list')}{'?' if query else ''}{query}")


class BulkActs(Door):
    """What the user did to many at once, the latest first."""

    right = "people.edit"

    def get(self, request):
        acts = BulkAct.objects.filter(register="people", made_by=request.user).order_by("-pk")[:LATEST]
        return render(request, "registry/bulk_acts.html", {"acts": acts})


class BulkUndo(Door):
    right = "people.edit"

    def post(self, request, pk: int):
        done = get_object_or_404(BulkAct, pk=pk, register="people", made_by=request.user)
        try:
            done = bulk.take_back(done)
        except bulk.Refused as refused:
            messages.error(request, str(refused))
        else:
            more = f"，{done.kept}人之后又修改过，没有撤销" if done.kept else ""
            messages.success(request, f"已撤销“{done.words}”：{done.number - done.kept}人恢复原值{more}。")
        return redirect("registry:bulk-acts")
