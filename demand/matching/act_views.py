"""What people do here: an act on a match, 重新匹配, the weights. Without scripts each is a page of its own."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from demand.matching import actions
from demand.matching.forms import THROUGH, ActForm, WeightForm
from demand.matching.hits import shown
from demand.matching.models import Step, WeightSet
from demand.matching.rules import CRITERIA, UNSETTLE, label_of, unsettles
from demand.needs.models import Need
from talentbase.jobs import run
from talentbase.registers import once
from talentbase.web.requests import is_htmx
from talentbase.web.views import Door, page_or_part

SENTENCES = {
    Step.Act.ASK: "先征求本人意见，本人同意后才向用人单位推荐。",
    Step.Act.RECOMMEND: "本人已同意，登记后视为已把人选告知用人单位。",
    Step.Act.SETTLE: "登记后这条需求计入已对接。",
    Step.Act.PUT_OFF: "本条需求暂不推荐此人，原因会保留，可随时恢复。",
    Step.Act.DECLINE: "原因会保留；除时间冲突外，本条需求不再提出此人。",
    Step.Act.REQUEST: "请托牵线只记录，不改变进展。",
    Step.Act.RESUME: "恢复后重新从征求本人意见开始。",
}

UNSETTLES = (
    "登记错了才撤销：对接成果删除，没有其他人对接成功的，需求恢复为待对接；此人回到对接之前的进展。"
    "由它登记的合作项目、返乡不变，需要的请另行删除。"
)


class Take(Door):
    """The form of one act, in the modal or as a page; afterwards back to where it was opened."""

    right = "matching.act"

    def fetch(self, request, pk, act):
        if act not in Step.Act.values:
            raise Http404
        return get_object_or_404(shown(request.user).select_related("person", "need__enterprise"), pk=pk)

    def get(self, request, pk, act):
        match = self.fetch(request, pk, act)
        return self.show(
            request,
            match,
            act,
            ActForm(
                act=act,
                user=request.user,
                initial={"back": request.GET.get("back", ""), "recommender": match.person.recommender},
            ),
        )

    def post(self, request, pk, act):
        match = self.fetch(request, pk, act)
        form = ActForm(request.POST, act=act, user=request.user)
        if not form.is_valid():
            return self.show(request, match, act, form, status=422)
        data = form.cleaned_data
        target = self.back(request, match, data.pop("back"))
        done = UNSETTLE if unsettles(act, match.stage) else Step.Act(act).label
        try:
            with transaction.atomic():
                sent = once.claim(request)
                actions.take(match, act, by=request.user, **data)
                once.settle(sent, target)
        except once.SentBefore as before:
            if not before.is_same:
                form.add_error(None, once.AGAIN)
                return self.show(request, match, act, form, status=422)
            messages.info(request, "刚才已经登记过，没有重复登记。")
        except actions.Refused as refused:
            form.add_error(None, str(refused))
            return self.show(request, match, act, form, status=422)
        else:
            messages.success(request, f"已登记：{match.person.name}，{done}。")
        return HttpResponse(status=204, headers={"HX-Redirect": target}) if is_htmx(request) else redirect(target)

    @staticmethod
    def back(request, match, wanted: str) -> str:
        ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
        return wanted if wanted and ours else reverse("matching:need", args=[match.need_id])

    def show(self, request, match, act, form, status=200):
        context = {
            "match": match,
            "act": act,
            "heading": label_of(act, match.stage),
            "sentence": UNSETTLES if unsettles(act, match.stage) else SENTENCES.get(act, ""),
            "form": form,
            "ways": THROUGH,
            "back": self.back(request, match, str(form["back"].value() or "")),
            "steps": match.steps.all()[:5],
            "once": once.new_key(),
        }
        return page_or_part(request, "matching/act.html", "matching/_act.html", context, status=status)


class Again(Door):
    """重新匹配 one need, as a job with progress."""

    right = "matching.act"

    def post(self, request, pk):
        need = get_object_or_404(Need.objects.visible_to(request.user), pk=pk)
        job = run.start("matching.rescore_need", f"重新匹配：{need.title}"[:120], by=request.user, need=need.pk)
        return redirect("jobs:progress", job.pk)


class Weights(Door):
    """The five maxima. Saving makes a new version and computes everything anew."""

    right = "matching.weigh"

    def get(self, request):
        newest = WeightSet.objects.first() or WeightSet()
        initial = {name: getattr(newest, name) for name in CRITERIA}
        return self.show(request, WeightForm(initial=initial))

    def post(self, request):
        form = WeightForm(request.POST)
        if not form.is_valid():
            return self.show(request, form, status=422)
        data = form.cleaned_data
        actions.set_weights({name: data[name] for name in CRITERIA}, by=request.user, note=data["note"])
        job = run.start("matching.rescore_all", "按新权重重新匹配", by=request.user)
        return redirect("jobs:progress", job.pk)

    @staticmethod
    def show(request, form, status=200):
        context = {"form": form, "weights": [form[name] for name in CRITERIA], "versions": WeightSet.objects.all()[:10]}
        return render(request, "matching/weights.html", context, status=status)
