"""The columns of a ledger: names, kinds, choices, order."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from talentbase.ledgers import actions
from talentbase.ledgers.models import Column
from talentbase.ledgers.views import EDIT, ledgers
from talentbase.registers.saving import Refused
from talentbase.web.fields import LabelsField
from talentbase.web.views import Door

MOST_FOUND = 30


class ColumnForm(forms.ModelForm):
    choices = LabelsField(label="选项", required=False, help_text="类型为选项的才填，用顿号隔开。")

    class Meta:
        model = Column
        fields = ["label", "kind", "choices", "order"]
        error_messages = {"label": {"required": "列名没有填。"}}

    def clean(self):
        data = super().clean()
        if data.get("kind") == Column.Kind.CHOICE and not data.get("choices"):
            data["choices"] = self._found()
            if not data["choices"]:
                self.add_error("choices", "请填写选项。")
        if data.get("kind") != Column.Kind.CHOICE:
            data["choices"] = []
        return data

    def _found(self) -> list[str]:
        """The words that stand in the column already; too many are no list to choose from."""
        if not self.instance.pk or self.instance.kind != Column.Kind.TEXT:
            return []
        found = self.instance.words()
        return found if len(found) <= MOST_FOUND else []


class Columns(Door):
    """The columns of a ledger and one more, saved together: nothing that was typed is lost."""

    right = EDIT

    def get(self, request, pk):
        ledger = get_object_or_404(ledgers(request), pk=pk)
        return self.show(request, ledger, *self.forms(ledger))

    def post(self, request, pk):
        ledger = get_object_or_404(ledgers(request), pk=pk)
        known, new = self.forms(ledger, request.POST)
        changed = [form for form in known if form.has_changed()]
        wrong = [form for form in changed if not form.is_valid()]
        if wrong or (new.has_changed() and not new.is_valid()):
            return self.show(request, ledger, known, new, status=422)
        try:
            actions.keep_columns(
                ledger,
                [form.save(commit=False) for form in changed],
                new.save(commit=False) if new.has_changed() else None,
                by=request.user,
            )
        except Refused as refused:
            return self.show(request, ledger, known, new, str(refused), status=422)
        messages.success(request, "已保存列设置。")
        return redirect("ledgers:columns", pk)

    @staticmethod
    def forms(ledger, data=None):
        """(a form for each column that the page had, the form of a new one)."""
        columns = list(ledger.columns.all())
        sent = [each for each in columns if data is None or f"c{each.pk}-label" in data]
        new = Column(ledger=ledger, order=len(columns))
        given = data if data is not None and "new-label" in data else None
        return (
            [ColumnForm(data, instance=each, prefix=f"c{each.pk}") for each in sent],
            NewColumnForm(given, instance=new, prefix="new", empty_permitted=True, use_required_attribute=False),
        )

    @staticmethod
    def show(request, ledger, known, new, problem="", status=200):
        context = {"ledger": ledger, "forms": known, "new": new, "problem": problem}
        return render(request, "ledgers/columns.html", context, status=status)


class NewColumnForm(ColumnForm):
    def has_changed(self):
        """A kind or an order alone is no column."""
        return self.is_bound and bool(self.data.get(self.add_prefix("label"), "").strip())
