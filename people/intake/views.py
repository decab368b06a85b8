"""推荐自荐: entered inside, looked at beside the register, accepted, returned or rejected."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from people.duplicates.similar import alike
from people.intake import actions
from people.intake.forms import NominationForm
from people.intake.models import Nomination
from people.registry.list_views import visible
from talentbase.text.dates import BadDate, parse_date
from talentbase.web.requests import whole_number
from talentbase.web.views import Door

SHOWN = 8


def nominations_of(request):
    return Nomination.objects.visible_to(request.user).select_related("unit", "reviewed_by", "person", "referred_by")


class Add(Door):
    right = "people.edit"

    def get(self, request):
        return self.show(request, NominationForm(people=visible(request)))

    def post(self, request):
        form = NominationForm(request.POST, people=visible(request))
        if not form.is_valid():
            return self.show(request, form, status=422)
        nomination = actions.enter(form.save(commit=False), by=request.user)
        messages.success(request, f"已受理{nomination.name}，回执编号{nomination.receipt}。")
        return redirect(nomination)

    @staticmethod
    def show(request, form, status: int = 200):
        return render(request, "intake/form.html", {"form": form, "nomination": None}, status=status)


class Edit(Door):
    """While it waits, or to complete what was returned."""

    right = "people.edit"

    def get(self, request, pk):
        nomination = self.found(request, pk)
        return self.show(request, nomination, NominationForm(instance=nomination, people=visible(request)))

    def post(self, request, pk):
        nomination = self.found(request, pk)
        form = NominationForm(request.POST, instance=nomination, people=visible(request))
        if not form.is_valid():
            return self.show(request, nomination, form, status=422)
        try:
            actions.complete(form.save(commit=False), [*form.Meta.fields, "referred_by"])
        except actions.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"已保存{nomination.name}的推荐资料。")
        return redirect(nomination)

    @staticmethod
    def found(request, pk) -> Nomination:
        open_states = (Nomination.State.NEW, Nomination.State.RETURNED)
        return get_object_or_404(nominations_of(request).filter(state__in=open_states), pk=pk)

    @staticmethod
    def show(request, nomination, form, status: int = 200):
        return render(request, "intake/form.html", {"form": form, "nomination": nomination}, status=status)


class NominationPage(Door):
    right = "people.edit"

    def get(self, request, pk):
        nomination = get_object_or_404(nominations_of(request), pk=pk)
        is_open = nomination.state == Nomination.State.NEW
        alike, is_hidden = alike_to(request, nomination) if is_open else ([], False)
        context = {
            "nomination": nomination,
            "alike": alike,
            "is_hidden": is_hidden,
            "can_review": is_open and request.user.may("intake.review"),
            "can_edit": nomination.state in (Nomination.State.NEW, Nomination.State.RETURNED),
            "can_reward": nomination.channel == "expert" and nomination.state == "accepted" and not nomination.reward,
            "today": timezone.localdate(),
        }
        return render(request, "intake/detail.html", context)


def alike_to(request, nomination: Nomination) -> tuple[list, bool]:
    """([(person, pair)] within sight, whether somebody out of sight is alike)."""
    values = actions.values_of(nomination)
    values = {**values, "gender": nomination.gender_id, "education": nomination.education_id, "id_number": ""}
    found, is_hidden = alike(request, values)
    return found[:SHOWN], is_hidden


class Review(Door):
    """act: accept, known (person), return, reject, reward."""

    right = "people.edit"

    def post(self, request, pk):
        nomination = get_object_or_404(nominations_of(request), pk=pk)
        act = request.POST.get("act")
        if act != "reward" and not request.user.may("intake.review"):
            raise PermissionDenied
        try:
            messages.success(request, self.done(request, nomination, act))
        except actions.Refused as refused:
            messages.error(request, str(refused))
        return redirect(nomination)

    @staticmethod
    def done(request, nomination: Nomination, act: str) -> str:
        reason = request.POST.get("reason", "")
        if act == "accept":
            person = actions.accept(nomination, by=request.user)
            return f"{person.name}已入库，档案编号{person.number}。"
        if act == "known":
            number = whole_number(request.POST.get("person", ""))
            person = get_object_or_404(visible(request).present(), pk=number)
            filled = actions.recognise(nomination, person, by=request.user)
            return f"已记为库内已有的{person.name}{f'，补充{len(filled)}项' if filled else ''}。"
        if act == "return":
            actions.send_back(nomination, reason, by=request.user)
            return "已退回补充。"
        if act == "reward":
            actions.reward(nomination, request.POST.get("reward", ""), _day(request.POST.get("day", "")))
            return "已登记奖励。"
        if act == "reject":
            actions.reject(nomination, reason, by=request.user)
            return "已记为不采用。"
        raise actions.Refused("请选择如何处理。")


def _day(text: str):
    try:
        return parse_date(text).date.earliest()
    except (BadDate, ValueError):
        raise actions.Refused("日期没有看懂，请写成2026.01.20。") from None
