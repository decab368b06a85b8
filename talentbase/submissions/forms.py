"""Opening a task, answering for a unit, naming the unit of a file."""

from django import forms

from demand.enterprises.models import Enterprise
from talentbase.accounts.models import Unit
from talentbase.submissions.models import Absence, Submission, Task
from talentbase.submissions.receiving import SENDERS


class TaskForm(forms.ModelForm):
    asks = forms.ChoiceField(
        label="报送对象",
        choices=[("units", "所选单位"), ("firms", "所选单位负责的企业（一企一表）")],
        initial="units",
        widget=forms.RadioSelect,
        required=False,
    )
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

    def clean(self):
        """firms: whoever the chosen units look after, empty where the units themselves are asked."""
        data = super().clean()
        data["firms"] = []
        if data.get("asks") != "firms" or "units" not in data:
            return data
        if data.get("kind") != Task.Kind.DEMAND:
            self.add_error("asks", "按企业报送只用于半年需求，请改选“所选单位”，或把类别改为半年需求。")
            return data
        data["firms"] = list(Enterprise.objects.present().filter(unit__in=data["units"]))
        if not data["firms"]:
            self.add_error("units", "所选单位名下没有用人单位，请先在“用人单位”中登记，或多选几个单位。")
        return data


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=[(each.value, each.label) for each in Submission.Answer if each != "file"])


class UnitForm(forms.Form):
    unit = forms.ModelChoiceField(
        label="报送单位", queryset=Unit.objects.none(), error_messages={"required": "请选择报送单位。"}
    )

    def __init__(self, *args, units: list[Unit], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])


class PickedForm(forms.Form):
    """What to do with the ticked rows. row: marks as `inbox.Line.mark`; one that is gone meanwhile is left out and counted."""

    ACTS = [("import", "开始导入"), ("unit", "归到"), ("none", "答复“无需求”"), ("same", "答复“沿用上次”"), ("remove", "移除")]
    act = forms.ChoiceField(choices=ACTS)
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), required=False)

    def __init__(self, data, *, units: list[Unit], lines):
        super().__init__(data)
        self.lines = {line.mark: line for line in lines}
        self.marks = list(dict.fromkeys(data.getlist("row")))
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])

    @property
    def picked(self) -> list:
        return [self.lines[mark] for mark in self.marks if mark in self.lines]

    @property
    def gone(self) -> int:
        return len(self.marks) - len(self.picked)


class AbsenceForm(forms.Form):
    record = forms.IntegerField()
    answer = forms.ChoiceField(choices=Absence.Answer.choices)
