"""联系领导: the leaders' offices, whom each keeps in touch with, assigning one person or many."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from people.liaison import pair_actions as actions
from people.liaison.models import Office, Pair
from people.liaison.pair_forms import AssignForm, OfficeForm
from people.liaison.views import page_of
from people.registry.bulk import MOST
from people.registry.bulk_views import Bulk
from people.registry.list_views import visible
from talentbase.web.requests import query_of, whole_number
from talentbase.web.views import Door

SHOWN = 50


class Offices(Door):
    """Every office with its people: how many, how many of them somebody was in touch with this year."""

    right = "people.view"

    def get(self, request):
        people = visible(request).away()
        offices = list(Office.objects.standing().with_numbers(people).prefetch_related("terms"))
        year = f"{timezone.localdate():%Y}"
        this_year = people.filter(last_contact__gte=f"{year}-01-01")  # as the list asks that the number opens
        touched = {each.pk: each.number for each in Office.objects.standing().with_numbers(this_year)}
        rows = [(office, touched.get(office.pk, 0), f"{reverse('registry:list')}?leader={office.pk}") for office in offices]
        alone = people.key_contacts().exclude(pk__in=Pair.objects.standing().values("person")).count()
        context = {"rows": rows, "alone": alone, "year": year, "can_pair": request.user.may("liaison.pair")}
        return render(request, "liaison/offices.html", context)


class OfficeEdit(Door):
    """Add (no pk), change, hand over to a successor; `abolish`."""

    right = "liaison.pair"

    def get(self, request, pk=None):
        office = self.found(pk)
        return self.show(request, office, OfficeForm(instance=office))

    def post(self, request, pk=None):
        office = self.found(pk)
        if "abolish" in request.POST and pk:
            return self.abolish(request, office)
        form, said = OfficeForm(request.POST, instance=office), office.said if pk else ""
        is_valid = form.is_valid()
        if pk and request.POST.get("was", said) != said:
            form.add_error(None, f"您打开之后，别人已改过这个岗位（现为{self.found(pk)}）。请核对后再保存。")
            return self.show(request, office, form, status=409)
        if is_valid and self.save(request, form):
            messages.success(request, f"已保存{form.instance.post}。")
            return redirect("liaison:offices")
        return self.show(request, office, form, status=422)

    @staticmethod
    def found(pk) -> Office:
        return get_object_or_404(Office.objects.standing(), pk=pk) if pk else Office(order=Office.objects.count() + 1)

    @staticmethod
    def save(request, form) -> bool:
        try:
            with transaction.atomic():
                name = " ".join(form.cleaned_data["name"].split())
                actions.keep_office(form.save(commit=False), name=name, since=form.cleaned_data["since"], by=request.user)
        except actions.Refused as refused:
            form.add_error("since", str(refused))
            return False
        except IntegrityError:
            form.add_error("post", "已有这个职务。")
            return False
        return True

    @staticmethod
    def abolish(request, office):
        try:
            actions.abolish(office, by=request.user)
        except actions.Refused as refused:
            messages.error(request, str(refused))
            return redirect("liaison:office", office.pk)
        messages.success(request, f"已撤销{office.post}。")
        return redirect("liaison:offices")

    @staticmethod
    def show(request, office, form, status: int = 200):
        terms = list(office.terms.all()) if office.pk else []
        stored = Office.objects.filter(pk=office.pk).first()
        context = {"office": office, "form": form, "terms": terms, "was": stored.said if stored else ""}
        return render(request, "liaison/office.html", context, status=status)


class Assign(Door):
    """POST only, from the list: `pick`s or `all` of the `query`; then `picks`, joined. step: "", "show", "do"."""

    right = "liaison.pair"

    def post(self, request):
        ids, data = Bulk.picked(request), request.POST
        context = {"ids": ids, "picks": ",".join(map(str, ids)), "query": data.get("query", ""), "most": MOST}
        context |= {"is_too_many": len(ids) > MOST, "back": f"{reverse('registry:list')}?{data.get('query', '')}"}
        if not ids or context["is_too_many"] or not data.get("step"):
            return render(request, "liaison/assign.html", context | {"form": AssignForm()})
        form = AssignForm(data)
        if not form.is_valid():
            return render(request, "liaison/assign.html", context | {"form": form}, status=422)
        asked = {name: form.cleaned_data[name] for name in ("office", "is_first", "instead")}
        mark = f"{asked['office'].pk}-{asked['is_first']}-{asked['instead']}-{form.cleaned_data['since']}"
        if data["step"] == "do" and data.get("shown") == mark:
            expected = whole_number(data.get("expected", "")) or 0
            try:
                done = actions.assign(**asked, ids=ids, since=form.cleaned_data["since"], expected=expected, by=request.user)
            except actions.Refused as refused:  # abolished since the list of leaders was read
                return render(request, "liaison/assign.html", context | {"form": form, "problem": str(refused)}, status=422)
            if done:
                messages.success(request, f"已为{done.number}人登记{done.words}。可以在“批量修改记录”中撤销。")
                return redirect(f"{reverse('registry:list')}?{query_of(data.get('query', '')).urlencode()}")
            context["problem"] = "刚才有人改过其中的联系领导，下面是最新的情况，请核对后再办理。"
        people = list(visible(request).filter(pk__in=ids).order_by("pinyin", "pk"))
        lines = actions.plan(asked["office"], people, is_first=asked["is_first"], instead=asked["instead"])
        changes = [line for line in lines if line.changes]
        context |= {"form": form, "chosen": asked["office"], "shown": mark, "number": len(changes)}
        context |= {"changes": changes[:SHOWN], "same": len(lines) - len(changes)}
        return render(request, "liaison/assign.html", context)


class PairAdd(Door):
    """One person, from the tab."""

    right = "liaison.pair"

    def post(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        form = AssignForm(request.POST)
        if form.is_valid():
            office = form.cleaned_data["office"]
            options = {name: form.cleaned_data[name] for name in ("is_first", "instead", "since")}
            try:
                actions.pair_one(office, person, **options, by=request.user)
            except actions.Refused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, f"已登记由{office}联系{person.name}。")
        else:
            messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect(page_of(person, request.POST.get("back", "")))


class PairEnd(Door):
    right = "liaison.pair"

    def post(self, request, pk):
        pairs = Pair.objects.standing().filter(person__in=visible(request).values("pk"))
        pair = get_object_or_404(pairs.select_related("person", "office"), pk=pk)
        actions.part(pair, by=request.user)
        messages.success(request, f"{pair.office}不再联系{pair.person.name}。")
        return redirect(page_of(pair.person, request.POST.get("back", "")))
