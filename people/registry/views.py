"""Forms and acts on one person. Fetch is permission: what is not yours is not there."""

import hashlib
from datetime import timedelta

from django.contrib import messages
from django.db import IntegrityError, ProgrammingError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from people.registry import actions, photos, reverting
from people.registry.forms import ContactFormSet, PersonForm, PostFormSet, RevealForm, StudyFormSet
from people.registry.list_views import visible
from people.registry.models import Person
from talentbase.audit.models import Access, Change
from talentbase.registers import once
from talentbase.sheets.cells import Refused
from talentbase.sheets.portrait import BYTES, portrait
from talentbase.web.edits import Stale
from talentbase.web.requests import address_of, query_of
from talentbase.web.views import Door

CAREER = {"study": "学习经历", "work": "工作经历"}
REVEALS_PER_HOUR = 30


class PersonAdd(Door):
    right = "people.edit"

    def get(self, request):
        wanted = request.GET.get("population", "")
        blank = Person(populations=[wanted]) if wanted in Person.Population.values else Person()
        return self.show(request, PersonForm(user=request.user, instance=blank), ContactFormSet(prefix="phone"))

    def post(self, request):
        form = PersonForm(request.POST, user=request.user, instance=Person())
        phones = ContactFormSet(request.POST, prefix="phone")
        try:
            if form.is_valid() and phones.is_valid() and self.save(request, form, phones):
                messages.success(request, f"已登记{form.instance.name}。")
                return redirect(form.instance)
        except once.SentBefore as before:
            if before.is_same and before.address:
                messages.info(request, "此人已经登记，没有重复登记。")
                return redirect(before.address)
            form.add_error(None, once.AGAIN)
        return self.show(request, form, phones, status=422)

    @staticmethod
    def save(request, form, phones) -> bool:
        """Raises SentBefore."""
        data = form.cleaned_data
        try:
            with transaction.atomic():
                sent = once.claim(request)
                person = actions.register(
                    form.save_values(),
                    unit=data["claim_unit"],
                    by=request.user,
                    id_number=data["id_number"],
                    chains=data["chains"],
                )
                actions.save_contacts(person, kept_rows(phones), removed=removed_rows(phones))
                once.settle(sent, person.get_absolute_url())
        except IntegrityError as clash:
            form.add_error(*clash_words(clash))
            return False
        return True

    @staticmethod
    def show(request, form, phones, status=200):
        context = {"form": form, "phones": phones, "person": None, "once": once.new_key()}
        return render(request, "registry/form.html", context, status=status)


class PersonEdit(Door):
    right = "people.edit"

    def get(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        return self.show(
            request, person, PersonForm(user=request.user, instance=person), ContactFormSet(instance=person, prefix="phone")
        )

    def post(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        form = PersonForm(request.POST, user=request.user, instance=person)
        phones = ContactFormSet(request.POST, instance=person, prefix="phone")
        if form.is_valid() and form.is_stale(visible(request).get(pk=pk)):
            if request.POST.get("stand") != stand_of(
                person.contacts
            ):  # or the next click would write the old rows over the new
                phones = ContactFormSet(instance=person, prefix="phone")
                form.add_error(None, "电话也有改动，下面是别人保存后的电话；您改过的电话请重新填写。")
            return self.show(request, person, form, phones)
        if form.is_valid() and phones.is_valid() and self.save(request, form, phones):
            messages.success(request, f"已保存{person.name}的资料。")
            return redirect(person)
        return self.show(request, person, form, phones, status=422)

    @staticmethod
    def save(request, form, phones) -> bool:
        data = form.cleaned_data
        try:
            with transaction.atomic():
                person = actions.update(
                    form.save_values(),
                    opened_version=data["opened_version"] or 0,
                    by=request.user,
                    id_number=data["id_number"] or None,
                    chains=data["chains"],
                )
                actions.save_contacts(person, kept_rows(phones), removed=removed_rows(phones))
        except Stale as stale:
            form.is_stale(stale.stored)
            return False
        except IntegrityError as clash:
            form.add_error(*clash_words(clash))
            return False
        except ProgrammingError:  # row-level security: the unit would lose sight of somebody
            form.add_error(None, "改了以后，此人就不在您的管理范围内了，不能保存。请保留您据以管理的标签和类别。")
            return False
        return True

    @staticmethod
    def show(request, person, form, phones, status=200):
        context = {"form": form, "phones": phones, "person": person, "stand": stand_of(person.contacts)}
        return render(request, "registry/form.html", context, status=409 if form.is_of_old else status)


def clash_words(clash: IntegrityError) -> tuple[str, str]:
    """(field, sentence) for a broken unique rule; of a person out of sight nothing but the advice to ask is told."""
    if "registry_person_id_once" in str(clash):
        return "id_number", "该人可能已在库，请报县级比对后再登记。"
    return "email", "电话号码有重复，请核对下面的电话。"


def kept_rows(formset) -> list:
    """The rows of a formset that hold something and are not marked for deletion."""
    gone = set(formset.deleted_forms)
    return [form.instance for form in formset.forms if form not in gone and (form.instance.pk or form.has_changed())]


def removed_rows(formset) -> list[int]:
    return [form.instance.pk for form in formset.deleted_forms if form.instance.pk]


def stand_of(rows) -> str:
    """What some rows say, as a short mark: another mark means that somebody changed them meanwhile."""
    return hashlib.sha256(repr(list(rows.order_by("pk").values_list())).encode()).hexdigest()[:32]


class CareerEdit(Door):
    """Study or work, as rows; part: "study" | "work"."""

    right = "people.edit"
    part = "study"
    FORMSETS = {"study": StudyFormSet, "work": PostFormSet}

    def get(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        return self.show(request, person, self._rows(person))

    def post(self, request, pk):
        person = get_object_or_404(visible(request).select_for_update(of=("self",)), pk=pk)
        stored = stand_of(self._rows(person).queryset)
        rows = self._rows(person, request.POST)
        if not rows.is_valid():
            return self.show(request, person, rows, status=422)
        if request.POST.get("opened", stored) != stored:
            rows.non_form_errors().append(
                f"您打开之后，别人已改过{person.name}的{CAREER[self.part]}。请核对后再保存，或返回查看。"
            )
            return self.show(request, person, rows, status=409)
        rows.save()
        messages.success(request, f"已保存{person.name}的{CAREER[self.part]}。")
        return redirect(f"{person.get_absolute_url()}?tab={self.part}")

    def _rows(self, person, data=None):
        return self.FORMSETS[self.part](data, instance=person, prefix="row")

    def show(self, request, person, rows, status=200):
        opened = (
            request.POST["opened"] if status == 422 and "opened" in request.POST else stand_of(self._rows(person).queryset)
        )
        context = {"person": person, "rows": rows, "part": self.part, "caption": CAREER[self.part], "opened": opened}
        return render(request, "registry/career.html", context, status=status)


class Reveal(Door):
    """One POST with a reason = one line in the access log = the numbers once, masked again on reload."""

    right = "people.reveal"

    def post(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        form = RevealForm(request.POST)
        context = {"person": person}
        if not form.is_valid():
            context["problem"] = next(iter(form.errors.values()))[0]
        elif self.too_many(request.user):
            context["problem"] = f"一小时内查看原文已满{REVEALS_PER_HOUR}次，请稍后再试。"
        else:
            data = form.cleaned_data
            context["numbers"] = actions.reveal(
                person, data["field"], reason=data["reason"], by=request.user, address=address_of(request)
            )
        return render(request, "registry/_revealed.html", context, status=422 if "problem" in context else 200)

    @staticmethod
    def too_many(user) -> bool:
        since = timezone.now() - timedelta(hours=1)
        return Access.objects.filter(kind="reveal", actor_id=user.pk, at__gte=since).count() >= REVEALS_PER_HOUR


class Confirm(Door):
    right = "people.edit"

    def post(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        actions.confirm(person, by=request.user)
        messages.success(request, f"已记录：今天核实过{person.name}的资料。")
        return redirect(f"{person.get_absolute_url()}?{query_of(request.POST.get('back', '')).urlencode()}")


class ConfirmWay(Door):
    """One phone number or address was tried and is right."""

    right = "people.edit"

    def post(self, request, pk, way):
        person = get_object_or_404(visible(request), pk=pk)
        if actions.confirm_way(person, way, by=request.user):
            messages.success(request, f"已记录：今天核实过{person.name}的这一联系方式。")
        else:
            messages.error(request, "这一联系方式已经改动或停用，请核对后再登记。")
        return redirect(f"{person.get_absolute_url()}?{query_of(request.POST.get('back', '')).urlencode()}")


class Revert(Door):
    """One line of 变更记录 taken back."""

    right = "people.edit"

    def post(self, request, pk, change):
        person = get_object_or_404(visible(request), pk=pk)
        found = get_object_or_404(Change, pk=change, subject_table="registry_person", subject_id=str(pk))
        try:
            reverting.revert(person, found)
        except reverting.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "已恢复为变更前的内容。")
        return redirect(f"{person.get_absolute_url()}?tab=history")


class Photo(Door):
    right = "people.view"

    def get(self, request, pk):
        person = get_object_or_404(visible(request).exclude(photo=None), pk=pk)
        return HttpResponse(photos.read(person), content_type="image/jpeg")


class PhotoEdit(Door):
    """Another photo, or none."""

    right = "people.edit"

    def get(self, request, pk):
        return self.show(request, get_object_or_404(visible(request), pk=pk))

    def post(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        if "remove" in request.POST:
            photos.remove(person)
            messages.success(request, f"已删除{person.name}的照片。")
            return redirect(person)
        given = request.FILES.get("photo")
        if given is None:
            return self.show(request, person, "请选择一张照片。")
        try:
            photos.keep(person, portrait(given.read(BYTES + 1)), unit=request.user.unit, by=request.user)
        except Refused as refused:
            return self.show(request, person, refused.message)
        messages.success(request, f"已保存{person.name}的照片。")
        return redirect(person)

    @staticmethod
    def show(request, person, problem=""):
        return render(request, "registry/photo.html", {"person": person, "problem": problem}, status=422 if problem else 200)


class Archive(Door):
    right = "people.edit"

    def get(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        return render(request, "registry/archive.html", {"person": person})

    def post(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        reason = request.POST.get("reason", "").replace("\0", "").strip()[:120]
        if "restore" in request.POST:
            return self.restore(request, person)
        if person.archived_at:
            messages.info(request, f"{person.name}的档案已由别人归档，没有改动。")
        elif not reason:
            context = {"person": person, "problem": "请写明归档原因。"}
            return render(request, "registry/archive.html", context, status=422)
        else:
            actions.archive(person, reason=reason, by=request.user)
            messages.success(request, f"已归档{person.name}的档案，可随时恢复。")
        return redirect(person)

    @staticmethod
    def restore(request, person):
        if person.archived_at:
            try:
                with transaction.atomic():
                    actions.restore(person, by=request.user)
            except actions.NotRestorable as kept:
                messages.error(request, str(kept))
                return redirect(person)
            except IntegrityError:
                messages.error(request, f"{person.name}的身份证号已登记在另一份档案上，不能恢复。请先核对那份档案。")
                return redirect(person)
            messages.success(request, f"已恢复{person.name}的档案。")
        return redirect(person)
