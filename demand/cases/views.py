"""对接档案: one match with its facts, its steps, who looks after it, what was said and its papers; and the list of outcomes."""

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from demand.cases import actions
from demand.cases.models import Assignment
from demand.matching.hits import hit_of, shown, with_people
from demand.matching.models import Match
from people.attachments import actions as attachments
from talentbase.accounts.models import User
from talentbase.accounts.perms import RIGHTS
from talentbase.audit.history import history_of
from talentbase.codes.book import name_of
from talentbase.files import office
from talentbase.registers.forms import day_input
from talentbase.registers.saving import Refused
from talentbase.web.views import Door

ACTING = [role for role, rights in RIGHTS.items() if "matching.act" in rights]


class AssignForm(forms.Form):
    owner = forms.ModelChoiceField(label="承办人", queryset=User.objects.none(), required=False, empty_label="未指定")
    remind_on = forms.DateField(label="提醒日期", required=False, widget=day_input())
    note = forms.CharField(label="下一步", max_length=120, required=False)
    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = Q(pk=self.initial.get("owner"))  # who has it keeps it until another is named
        acting = Q(is_active=True, role__in=ACTING) | held
        self.fields["owner"].queryset = User.objects.filter(acting).order_by("unit__order", "id")
        self.fields["owner"].label_from_instance = lambda user: f"{user.full_name}（{user.unit}）"


class OfCase(Door):
    right = "matching.act"

    def fetch(self, pk) -> Match:
        matches = shown(self.request.user).select_related("person", "need__enterprise", "need__unit")
        return get_object_or_404(matches, pk=pk)


class CasePage(OfCase):
    right = "matching.view"

    def get(self, request, pk):
        match = get_object_or_404(with_people(shown(request.user)), pk=pk)
        return show(request, match, AssignForm(initial=_assigned(match)))


def _assigned(match: Match) -> dict:
    found = Assignment.objects.filter(match=match).first()
    if found is None:
        return {"opened_version": 0}
    return {"owner": found.owner_id, "remind_on": found.remind_on, "note": found.note, "opened_version": found.version}


def show(request, match: Match, form: AssignForm, problem: str = "", status: int = 200):
    match = get_object_or_404(with_people(shown(request.user)), pk=match.pk)
    papers = match.papers.filter(attachment__removed_at=None).select_related("attachment")
    context = {
        "match": match,
        "hit": hit_of(match),
        "outcome": getattr(match, "outcome", None),
        "form": form,
        "comments": match.comments.all(),
        "papers": papers,
        "history": history_of("matching_match", match.pk, name_of),
        "can_act": request.user.may("matching.act"),
        "suffixes": ",".join(office.BEGINNINGS),
        "back": request.path,
        "problem": problem,
    }
    return render(request, "cases/page.html", context, status=status)


class Assign(OfCase):
    def post(self, request, pk):
        match = self.fetch(pk)
        form = AssignForm(request.POST, initial=_assigned(match))
        if not form.is_valid():
            return show(request, match, form, status=422)
        try:
            actions.assign(match, **form.cleaned_data, by=request.user)
        except Refused as refused:
            return show(request, match, form, str(refused), status=422)
        messages.success(request, "已保存承办人和提醒。")
        return redirect("cases:page", pk)


class Say(OfCase):
    def post(self, request, pk):
        match = self.fetch(pk)
        try:
            actions.comment(match, request.POST.get("text", ""), by=request.user)
        except Refused as refused:
            return show(request, match, AssignForm(initial=_assigned(match)), str(refused), status=422)
        return redirect(f"{reverse('cases:page', args=[pk])}#said")


class Attach(OfCase):
    def post(self, request, pk):
        match, given = self.fetch(pk), request.FILES.get("file")
        try:
            if given is None:
                raise attachments.Refused("请选择文件。")
            data = given.read(office.MEGABYTES * 1024 * 1024 + 1)
            actions.attach(match, given.name, data, title=request.POST.get("title", ""), by=request.user)
        except attachments.Refused as refused:
            return show(request, match, AssignForm(initial=_assigned(match)), str(refused), status=422)
        messages.success(request, "已保存材料，在人才的附件中也能看到。")
        return redirect("cases:page", pk)
