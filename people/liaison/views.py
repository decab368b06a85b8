"""The tab 联系服务 of 一人一档, and the form of one contact."""

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from people.liaison import actions
from people.liaison.forms import KINDS, VisitForm
from people.liaison.models import Office, Pair, Visit
from people.liaison.pair_forms import AssignForm
from people.registry.list_views import visible
from talentbase.web.edits import Stale
from talentbase.web.requests import query_of
from talentbase.web.views import Door


def page_of(person, back: str) -> str:
    """The person's tab, with the way through the list he was opened from."""
    query = query_of(back)
    query["tab"] = "liaison"
    return f"{person.get_absolute_url()}?{query.urlencode()}"


class OfPerson(Door):
    right = "people.view"

    def get(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        visits = Visit.objects.visible_to(request.user).of_person(person).select_related("unit").in_list_order()
        pairs = Pair.objects.standing().filter(person=person).select_related("office").prefetch_related("office__terms")
        context = {"person": person, "visits": visits, "can_edit": request.user.may("people.edit"), "pairs": pairs}
        context |= {"form": AssignForm()} if request.user.may("liaison.pair") else {}
        context["back"] = request.headers.get("HX-Current-URL", "").partition("?")[2]
        return render(request, "liaison/_of_person.html", context)


class VisitAdd(Door):
    right = "people.edit"

    def get(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        today = timezone.localdate().isoformat()
        first = {"visited_on": today, "leader": request.user.full_name, "modes": ["电话"], "kind": KINDS[0]}
        return show(request, person, VisitForm(person=person, initial=first))

    def post(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        form = VisitForm(request.POST, person=person)
        if form.is_valid() and self.save(request, person, form):
            messages.success(request, f"已登记与{person.name}的联系。")
            return redirect(_onward(request) or page_of(person, request.POST.get("back", "")))
        return show(request, person, form, status=422)

    @staticmethod
    def save(request, person, form) -> bool:
        about = {
            name: form.cleaned_data[name]
            for name in ("outcome", "contact", "is_confirmed", "contact_due")
            if name in form.cleaned_data
        }
        try:
            actions.record(form.save(commit=False), person, **about, by=request.user)
        except IntegrityError:
            form.add_error("visited_on", "同一联系人当天用同样方式的联系已登记过，请核对。")
            return False
        return True


class VisitEdit(Door):
    """Mend what was written, or remove what never was."""

    right = "people.edit"

    def get(self, request, pk):
        visit = self.found(request, pk)
        return show(request, visit.person, VisitForm(instance=visit, person=visit.person), visit=visit)

    def post(self, request, pk):
        visit = self.found(request, pk)
        person = visit.person
        if "remove" in request.POST:
            actions.remove(visit, by=request.user)
            messages.success(request, f"已删除与{person.name}的这条联系记录。号码停用、失联等标记没有改动，请核对。")
            return redirect(page_of(person, request.POST.get("back", "")))
        form = VisitForm(request.POST, instance=visit, person=person)
        if not form.is_valid():
            return show(request, person, form, visit=visit, status=422)
        try:
            saved = self.save(request, form)
        except Stale as stale:
            form.is_stale(stale.stored)
            return show(request, person, form, visit=visit, status=409)
        if not saved:
            return show(request, person, form, visit=visit, status=422)
        messages.success(request, f"已保存与{person.name}的联系记录。")
        return redirect(page_of(person, request.POST.get("back", "")))

    @staticmethod
    def found(request, pk) -> Visit:
        visits = Visit.objects.visible_to(request.user).filter(person__in=visible(request).values("pk"))
        return get_object_or_404(visits.select_related("person"), pk=pk)

    @staticmethod
    def save(request, form) -> bool:
        try:
            opened = form.cleaned_data.get("opened_version")
            actions.correct(form.save(commit=False), opened_version=opened, by=request.user)
        except IntegrityError:
            form.add_error("visited_on", "同一联系人当天用同样方式的联系已登记过，请核对。")
            return False
        return True


def _onward(request) -> str:
    """A page of this house that the reader came from (a list of calls to be made), "" for none."""
    address = request.POST.get("next") or request.GET.get("next", "")
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/") else ""


def show(request, person, form, *, visit=None, status: int = 200):
    back = request.POST.get("back") or request.GET.get("back", "")
    context = {"person": person, "form": form, "visit": visit, "kinds": KINDS, "back": back, "page": page_of(person, back)}
    context["next"] = _onward(request)
    context["leaders"] = [office.term for office in Office.objects.standing().prefetch_related("terms") if office.term]
    return render(request, "liaison/form.html", context, status=status)
