"""Opening a task, answering for a unit, naming the unit of a file."""

from django import forms

from talentbase.accounts.models import Unit
from talentbase.submissions.models import Absence, Submission, Task
from talentbase.submissions.receiving import SENDERS


class TaskForm(forms.ModelForm):
    units = forms.ModelMultipleChoiceField(
        label="报送单位",
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一个报送单位。"},
    )

    class Meta:
        model = Task
        fields = ("kind", "title", "opened_on", "due_on", "note")
        widgets = {
            "opened_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {
            "title": {"required": "名称没有填。例如：2026年下半年在外人才更新。"},
            "due_on": {"required": "截止日期没有填。", "invalid": "截止日期写成2026-11-20这样。"},
            "opened_on": {"required": "下发日期没有填。", "invalid": "下发日期写成2026-11-02这样。"},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.active().filter(kind__in=SENDERS)
        self.fields["units"].queryset = units
        self.fields["units"].initial = list(units.townships())


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=[(each.value, each.label) for each in Submission.Answer if each != "file"])


class UnitForm(forms.Form):
    unit = forms.ModelChoiceField(
        label="报送单位", queryset=Unit.objects.none(), error_messages={"required": "请选择报送单位。"}
    )

    def __init__(self, *args, units: list[Unit], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])


class AbsenceForm(forms.Form):
    record = forms.IntegerField()
    answer = forms.ChoiceField(choices=Absence.Answer.choices)
