"""Forms of 成长档案 and 待遇落实."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.growth.models import Stage, Treatment
from talentbase.web.edits import VersionedForm


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class StageForm(VersionedForm):
    """is_current: the step is where the person stands now; employer and position go to the record as well."""

    is_current = forms.BooleanField(label="同时改为现在的工作单位和职务", required=False)

    class Meta:
        model = Stage
        fields = ["kind", "begun", "ended", "employer", "position", "document", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["begun"].required = True

    def clean_begun(self):
        begun = self.cleaned_data["begun"]
        if begun > timezone.localdate().isoformat()[: len(begun)]:
            raise ValidationError("时间晚于今天，请核对。")
        return begun

    def clean(self):
        data = super().clean()
        if data.get("ended") and data.get("begun") and data["ended"] < data["begun"][: len(data["ended"])]:
            self.add_error("ended", "结束时间不能早于开始时间。")
        if data.get("is_current") and not data.get("employer"):
            self.add_error("employer", "改为现在的工作单位，须填写单位。")
        return data


class TreatmentForm(VersionedForm):
    class Meta:
        model = Treatment
        fields = ["employer", "item", "promise", "amount_wan", "basis", "due_on", "state", "settled_on", "note"]
        widgets = {
            "due_on": _day(),
            "settled_on": _day(),
            "item": forms.TextInput(attrs={"list": "items", "autocomplete": "off"}),
            "employer": forms.TextInput(attrs={"list": "employers", "autocomplete": "off"}),
        }

    def clean(self):
        data = super().clean()
        is_settled = data.get("state") == Treatment.State.SETTLED
        if is_settled and not data.get("settled_on"):
            self.add_error("settled_on", "请填写落实日期。")
        if not is_settled and data.get("settled_on"):
            self.add_error("settled_on", "状态不是“已落实”，请清空落实日期或改状态。")
        if is_settled and data.get("settled_on") and data["settled_on"] > timezone.localdate():
            self.add_error("settled_on", "落实日期晚于今天，请核对。")
        return data
