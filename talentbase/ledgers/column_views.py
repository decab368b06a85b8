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


class ColumnForm(forms.ModelForm):
    choices = LabelsField(label="选项", required=False, help_text="类型为选项的才填，用顿号隔开。")

    class Meta:
        model = Column
        fields = ["label", "kind", "choices", "order"]
        error_messages = {"label": {"required": "列名没有填。"}}

    def clean(self):
        data = super().clean()
        if data.get("kind") == Column.Kind.CHOICE and not data.get("choices"):
            self.add_error("choices", "请填写选项。")
        if data.get("kind") != Column.Kind.CHOICE:
            data["choices"] = []
        return data


class Columns(Door):
    """The columns of a ledger, each with its form; one more at the end."""

    right = EDIT

    def get(self, request, pk):
        return self.show(request, get_object_or_404(ledgers(request), pk=pk))

    def post(self, request, pk):
        ledger = get_object_or_404(ledgers(request), pk=pk)
        wanted = request.POST.get("column", "")
        column = ledger.columns.filter(pk=int(wanted)).first() if wanted.isascii() and wanted.isdigit() else None
        form = ColumnForm(request.POST, instance=column or Column(ledger=ledger), prefix=f"c{column.pk}" if column else "new")
        if not form.is_valid():
            return self.show(request, ledger, form, status=422)
        try:
            if column:
                actions.change_column(form.save(commit=False), by=request.user)
            else:
                actions.add_column(ledger, form.save(commit=False), by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.show(request, ledger, form, status=422)
        messages.success(request, f"已保存“{form.cleaned_data['label']}”列。")
        return redirect("ledgers:columns", pk)

    @staticmethod
    def show(request, ledger, bad=None, status=200):
        is_bad = bad.instance.pk if bad else None
        columns = ledger.columns.all()
        forms_ = [bad if is_bad == each.pk else ColumnForm(instance=each, prefix=f"c{each.pk}") for each in columns]
        new = (
            bad if bad and not bad.instance.pk else ColumnForm(prefix="new", instance=Column(ledger=ledger, order=len(forms_)))
        )
        return render(
            request, "ledgers/columns.html", {"ledger": ledger, "forms": forms_, "new": new, "bad": bad}, status=status
        )
