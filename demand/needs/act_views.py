"""The acts on one need, each with a page that says what it does: settle, lapse, withdraw, reopen, carry over."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from demand.needs import actions
from demand.needs.forms import ReasonForm, SettleForm
from demand.needs.models import Need
from demand.needs.rounds import open_round_now
from talentbase.web.views import Door

State = Need.State


class NeedAct(Door):
    """heading, sentence, button: words of the page; form_class: what it asks for, None for a bare confirm."""

    right = "needs.edit"
    heading = sentence = button = ""
    form_class = None

    def act(self, need: Need, data: dict, by) -> tuple[Need, str]:
        """Does it; answers the need to go to and the words of the message."""
        raise NotImplementedError

    def fetch(self, request, pk) -> Need:
        needs = Need.objects.visible_to(request.user).select_related("enterprise", "enterprise__unit", "round")
        return get_object_or_404(needs, pk=pk)

    def get(self, request, pk):
        return self.show(request, self.fetch(request, pk), self.form_class() if self.form_class else None)

    def post(self, request, pk):
        need = self.fetch(request, pk)
        form = self.form_class(request.POST) if self.form_class else None
        if form and not form.is_valid():
            return self.show(request, need, form, status=422)
        try:
            target, words = self.act(need, form.cleaned_data if form else {}, request.user)
        except actions.Refused as refused:
            return self.show(request, need, form, problem=str(refused), status=422)
        messages.success(request, words)
        return redirect(target)

    def show(self, request, need, form, problem="", status=200):
        context = {
            "heading": f"{self.heading}：{need.title}",
            "sentence": self.sentence,
            "button": self.button or self.heading,
            "crumbs": [("人才需求", reverse("needs:list")), (need.number, need.get_absolute_url())],
            "back": need.get_absolute_url(),
            "form": form,
            "problem": problem,
        }
        return render(request, "registers/act.html", context, status=status)


class Settle(NeedAct):
    heading = "登记对接结果"
    sentence = "登记后这条需求计入已对接，不再参加匹配。"
    button = "登记为已对接"
    form_class = SettleForm

    def act(self, need, data, by):
        return actions.settle(need, on=data["on"], note=data["note"], by=by), f"{need.title}已登记为已对接。"


class Lapse(NeedAct):
    heading = "标记为已过期"
    sentence = "单位已不再需要、自行解决或已过期限的，标记后不再参加匹配，仍计入需求数。"
    form_class = ReasonForm

    def act(self, need, data, by):
        return actions.lapse(need, reason=data["reason"], by=by), f"{need.title}已标记为已过期。"


class Withdraw(NeedAct):
    heading = "撤回需求"
    sentence = "误录的需求才撤回；撤回后不计入需求数，可随时恢复。"
    form_class = ReasonForm

    def act(self, need, data, by):
        return actions.withdraw(need, reason=data["reason"], by=by), f"{need.title}已撤回。"


class Reopen(NeedAct):
    heading = "恢复为待对接"
    sentence = "恢复后重新参加匹配，原来的对接日期和说明将清空。"

    def act(self, need, data, by):
        return actions.reopen(need, by=by), f"{need.title}已恢复为待对接。"


class CarryOver(NeedAct):
    heading = "转入本轮"
    sentence = "单位在本轮仍有这项需求的，按现在的内容登记为本轮新的一条；原来待对接的一条标记为已过期。"

    def act(self, need, data, by):
        fresh = actions.carry_over(need, by=by)
        return fresh, f"{fresh.title}已转入{fresh.round}，编号{fresh.number}。"


def acts_for(need: Need) -> list[tuple[str, str]]:
    """(URL name, label) of the acts that are possible now, the usual first."""
    found = []
    current = open_round_now()
    if need.state == State.OPEN:
        found.append(("needs:settle", Settle.heading))
    if current and need.round_id != current.pk and need.state in (State.OPEN, State.LAPSED):
        found.append(("needs:carry-over", f"转入{current}"))
    if need.state == State.OPEN:
        found += [("needs:lapse", Lapse.heading), ("needs:withdraw", Withdraw.heading)]
    else:
        found.append(("needs:reopen", Reopen.heading))
    return found
