"""The tab 成长档案 of 一人一档, and the forms of one step and of one treatment."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render

from people.growth import actions
from people.growth.forms import StageForm, TreatmentForm
from people.growth.models import Stage, Treatment
from people.registry.list_views import visible
from talentbase.registers import saving
from talentbase.web.edits import Stale
from talentbase.web.requests import query_of
from talentbase.web.views import Door

FORMS = {"stage": (Stage, StageForm, "成长记录"), "treatment": (Treatment, TreatmentForm, "待遇")}
SHOWN = 300  # employers to choose from


def page_of(person, back: str) -> str:
    query = query_of(back)
    query["tab"] = "growth"
    return f"{person.get_absolute_url()}?{query.urlencode()}"


class OfPerson(Door):
    right = "people.view"

    def get(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        context = {"person": person, "stages": person.stages.in_list_order(), "treatments": person.treatments.in_list_order()}
        context |= {"can_edit": request.user.may("people.edit")}
        context["back"] = request.headers.get("HX-Current-URL", "").partition("?")[2]
        return render(request, "growth/_of_person.html", context)


class Edit(Door):
    """part: stage | treatment. Add (`person`) or mend (`pk`); `remove` takes away what was registered by mistake."""

    right = "people.edit"
    part = ""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.model, self.form, self.noun = FORMS[self.part]

    def get(self, request, person=None, pk=None):
        row = self.found(request, person, pk)
        return self.show(request, row, self.form(instance=row))

    def post(self, request, person=None, pk=None):
        row = self.found(request, person, pk)
        back = page_of(row.person, request.POST.get("back", ""))
        if pk and "remove" in request.POST:
            saving.remove(row, by=request.user)
            messages.success(request, f"已删除{row.person.name}的这条{self.noun}。")
            return redirect(back)
        form = self.form(request.POST, instance=row)
        if form.is_valid() and self.save(request, form):
            messages.success(request, f"已保存{row.person.name}的{self.noun}。")
            return redirect(back)
        return self.show(request, row, form, status=409 if form.conflicts else 422)

    def found(self, request, person, pk):
        if pk:
            rows = self.model.objects.filter(person__in=visible(request).values("pk")).select_related("person")
            return get_object_or_404(rows, pk=pk)
        person = get_object_or_404(visible(request), pk=person)
        return self.model(person=person, employer=person.employer)

    @staticmethod
    def save(request, form) -> bool:
        data = form.cleaned_data
        try:
            with transaction.atomic():
                options = {"opened_version": data["opened_version"], "by": request.user}
                if isinstance(form, StageForm):
                    actions.keep_stage(form.save(commit=False), is_current=data["is_current"], **options)
                else:
                    saving.keep(form.save(commit=False), **options)
        except Stale as stale:
            if not form.is_stale(stale.stored):
                form.add_error(None, "您打开之后，别人已保存过这一条。请返回后重新打开。")
            return False
        except IntegrityError:
            form.add_error(None, "同样的记录已经登记过，请核对。")
            return False
        return True

    def show(self, request, row, form, status: int = 200):
        back = request.POST.get("back") or request.GET.get("back", "")
        employers = (
            Treatment.objects.visible_to(request.user).order_by("employer").values_list("employer", flat=True).distinct()
        )
        context = {"row": row, "person": row.person, "form": form, "noun": self.noun, "back": back}
        context |= {"page": page_of(row.person, back), "items": Treatment.ITEMS, "employers": employers[:SHOWN]}
        return render(request, "growth/form.html", context, status=status)
