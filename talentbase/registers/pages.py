"""What the pages of a register share: one record, its form, and its removal. Fetch is permission."""

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from talentbase.audit import log
from talentbase.audit.history import history_of
from talentbase.codes.book import name_of
from talentbase.registers import once, saving
from talentbase.registers.saving import Refused
from talentbase.web.edits import Stale, VersionedForm
from talentbase.web.requests import address_of
from talentbase.web.views import Door

HISTORY = ("history", "变更记录")
CHANGED_SINCE = "您打开之后，这份资料有人改过。请返回核对最新的内容，再办理。"


class Records(Door):
    """model: its QuerySet answers `visible_to(user)`; noun: 合作项目; list_url: URL name of the register's list."""

    model: type[Model]
    related: tuple[str, ...] = ()
    noun = ""
    list_url = ""

    def visible(self):
        return self.model.objects.visible_to(self.request.user).select_related(*self.related)

    def fetch(self, pk: int):
        return get_object_or_404(self.visible(), pk=pk)

    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.noun, reverse(self.list_url))]


class RecordPage(Records):
    """Facts on the left; on the right what `parts` name (key, label, template), and the history."""

    template = "registers/page.html"
    edit_right = ""
    parts: tuple[tuple[str, str, str], ...] = ()

    def facts(self, record) -> list[tuple[str, object]]:
        """(label, text or safe HTML); an empty value is shown as 未登记."""
        raise NotImplementedError

    def acts(self, record) -> list[tuple[str, str]]:
        """(label, address) of what can be done with it, the next step first."""
        return []

    def extra(self, record) -> dict:
        return {}

    def get(self, request, pk):
        record = self.fetch(pk)
        tabs = {key: label for key, label, _ in self.parts} | dict([HISTORY])
        tab = request.GET.get("tab", "")
        tab = tab if tab in tabs else next(iter(tabs))
        can_edit = request.user.may(self.edit_right)
        context = {
            "view": self,
            "record": record,
            "facts": self.facts(record),
            "tabs": tabs,
            "tab": tab,
            "part": {key: part for key, _, part in self.parts}.get(tab, ""),
            "history": history_of(self.model._meta.db_table, pk, name_of) if tab == HISTORY[0] else [],
            "can_edit": can_edit,
            "acts": self.acts(record) if can_edit else [],
            "crumbs": self.crumbs(),
            **self.extra(record),
        }
        return render(request, self.template, context)


class RecordReveal(Records):
    """The numbers of a record in full, after a reason and a line in the access log; shown once, kept nowhere.

    numbers: record -> what is shown.
    """

    right = "people.reveal"

    def numbers(self, record) -> list[str]:
        raise NotImplementedError

    def get(self, request, pk):
        return self.ask(self.fetch(pk), ReasonForm())

    def post(self, request, pk):
        record, form = self.fetch(pk), ReasonForm(request.POST)
        if not form.is_valid():
            return self.ask(record, form, status=422)
        log.record(
            "reveal", user=request.user, address=address_of(request), subject=record, field="phones",
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
        return self.ask(record, None, numbers=self.numbers(record))

    def ask(self, record, form, status: int = 200, **more):
        context = {"record": record, "form": form, "crumbs": [*self.crumbs(), (str(record), record.get_absolute_url())]}
        return render(self.request, "registers/reveal.html", context | more, status=status)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="查看原因", max_length=120, error_messages={"required": "请写明查看电话的原因，例如电话回访。"}
    )


class RecordForm(Records):
    """Add where the address has no number, else edit. form: takes `user`; its Meta.model is `model`."""

    form: type[VersionedForm]
    template = "registers/form.html"

    def fresh(self):
        """A new record, with what the address tells already."""
        return self.model()

    def found(self, pk: int | None):
        return self.fetch(pk) if pk else self.fresh()

    def save(self, form) -> Model:
        """May raise Stale, `Refused` of the room, or IntegrityError."""
        return saving.keep(form.instance, opened_version=form.cleaned_data.get("opened_version"), by=self.request.user)

    def done(self, record, is_new: bool) -> str:
        return f"已{'登记' if is_new else '保存'}{self.noun}“{record}”。"

    def target(self, record) -> str:
        return record.get_absolute_url()

    def initial(self) -> dict:
        return {}

    def get(self, request, pk=None):
        return self.show(self.form(instance=self.found(pk), user=request.user, initial={} if pk else self.initial()))

    def post(self, request, pk=None):
        form = self.form(request.POST, request.FILES or None, instance=self.found(pk), user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            with transaction.atomic():
                sent = None if pk else once.claim(request)
                record = self.save(form)
                once.settle(sent, self.target(record))
        except once.SentBefore as before:
            return self.sent_before(form, before)
        except Stale as stale:
            form.is_stale(stale.stored)
            return self.show(form, status=409)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.show(form, status=422)
        except IntegrityError as broken:
            form.add_error(None, saving.sentence_of(broken, self.model))
            return self.show(form, status=422)
        messages.success(request, self.done(record, is_new=not pk))
        return redirect(self.target(record))

    def sent_before(self, form, before: once.SentBefore):
        if before.is_same:
            messages.info(self.request, f"这条{self.noun}已经登记，没有重复登记。")
            return redirect(before.address or self.back())
        form.add_error(None, once.AGAIN)
        return self.show(form, status=409)

    def show(self, form, status: int = 200):
        """The stored record names the page: what was typed may be wrong."""
        stored = self.visible().filter(pk=form.instance.pk).first() if form.instance.pk else None
        back = self.target(stored) if stored else self.back()
        context = {"view": self, "form": form, "record": stored, "crumbs": self.crumbs(), "back": back}
        context["once"] = once.new_key()
        return render(self.request, self.template, context | self.extra(form), status=status)

    def back(self) -> str:
        return reverse(self.list_url)

    def extra(self, form) -> dict:
        return {}


class RecordRemove(Records):
    """Asks first; says what hangs on the record when it cannot go."""

    def get(self, request, pk):
        return self.ask(self.fetch(pk))

    def post(self, request, pk):
        record = self.fetch(pk)
        words = str(record)
        try:
            with transaction.atomic():
                self.remove(record)
        except Refused as refused:
            return self.ask(self.fetch(pk), str(refused), status=422)
        except (ProtectedError, IntegrityError):
            return self.ask(self.fetch(pk), "还有别的记录与它相连，不能删除。", status=422)
        messages.success(request, f"已删除{self.noun}“{words}”，变更记录中仍可查到。")
        return redirect(self.list_url)

    def remove(self, record) -> None:
        """May raise Refused."""
        saving.remove(record, by=self.request.user)

    def ask(self, record, problem: str = "", status: int = 200):
        context = {
            "heading": f"删除{self.noun}“{record}”",
            "sentence": "只在登记有误时删除；办理完的请改状态。删除后不再出现在任何列表和统计中。",
            "button": f"删除这条{self.noun}",
            "crumbs": [*self.crumbs(), (str(record), record.get_absolute_url())],
            "back": record.get_absolute_url(),
            "problem": problem,
        }
        return render(self.request, "registers/act.html", context, status=status)


class RecordAct(Records):
    """One act on one record, in a form of its own; without script and with. Refused where the record changed since it was opened.

    form: of what the act asks for, None where it asks for nothing; act: (record, data) -> sentence; may raise Refused.
    """

    form = None
    heading = sentence = button = ""

    def act(self, record, data: dict) -> str:
        raise NotImplementedError

    def initial(self, record) -> dict:
        return {}

    def made(self, record, data=None):
        return self.form(data, initial=self.initial(record), user=self.request.user) if self.form else None

    def get(self, request, pk):
        record = self.fetch(pk)
        return self.ask(record, self.made(record))

    def post(self, request, pk):
        record = self.fetch(pk)
        form = self.made(record, request.POST)
        if form is not None and not form.is_valid():
            return self.ask(record, form, status=422)
        try:
            with transaction.atomic():
                sent = once.claim(request)
                self._must_be_as_opened(record)
                words = self.act(record, form.cleaned_data if form is not None else {})
                once.settle(sent, record.get_absolute_url())
        except once.SentBefore:
            messages.info(request, "刚才已经办过，没有重复办理。")
            return redirect(record.get_absolute_url())
        except Stale:
            return self.ask(self.fetch(pk), form, CHANGED_SINCE, status=409)
        except Refused as refused:
            return self.ask(self.fetch(pk), form, str(refused), status=422)
        messages.success(request, words)
        return redirect(record.get_absolute_url())

    def _must_be_as_opened(self, record) -> None:
        """Raises Stale."""
        opened = self.request.POST.get("record_version", "")
        if opened and opened != str(saving.locked(record).version):
            raise Stale(record)

    def ask(self, record, form, problem: str = "", status: int = 200):
        context = {
            "heading": self.heading,
            "sentence": self.sentence,
            "button": self.button or self.heading,
            "crumbs": [*self.crumbs(), (str(record), record.get_absolute_url())],
            "back": record.get_absolute_url(),
            "form": form,
            "problem": problem,
            "record_version": getattr(record, "version", ""),
            "once": once.new_key(),
        }
        return render(self.request, "registers/act.html", context, status=status)
