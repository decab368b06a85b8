"""The form of a tip, short enough for a phone."""

from django import forms
from django.core.exceptions import ValidationError

from talentbase.codes.models import Code
from talentbase.registers.forms import RegisterForm, UnitField
from talentbase.text.phones import read_phones
from talentbase.web.fields import LabelsField
from workstations.tips.models import Tip


class PhonesField(forms.CharField):
    """Numbers of one box as a list."""

    def prepare_value(self, value):
        return "、".join(value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return self.prepare_value(initial or []) != (data or "")

    def clean(self, value):
        reading = read_phones(super().clean(value))
        if reading.bad:
            raise ValidationError(reading.bad[0][1] + "。")
        if reading.words:
            raise ValidationError(f"“{reading.words[:20]}”不是号码，其他联系办法请写在“联系方式”一栏。")
        return list(reading.numbers)


class TipForm(RegisterForm):
    GROUPS = (
        ("人才", ("name", "employer", "position", "field", "education", "degree", "title_text")),
        ("联系", ("phones", "contact_text", "modes", "referrer")),
        ("报送", ("unit", "received_on", "follow", "remark")),
    )
    unit = UnitField(label="报送单位", error_messages={"required": "请选择报送单位。"})
    phones = PhonesField(label="电话", required=False)
    modes = LabelsField(label="可合作方式", required=False, help_text="如全职、柔性、项目合作，用顿号隔开。")
    education = forms.ModelChoiceField(label="学历", queryset=Code.objects.none(), required=False, empty_label="未登记")
    degree = forms.ModelChoiceField(label="学位", queryset=Code.objects.none(), required=False, empty_label="未登记")

    class Meta:
        model = Tip
        fields = [
            "name", "employer", "position", "field", "education", "degree", "title_text", "phones", "contact_text", "modes",
            "referrer", "unit", "received_on", "follow", "remark",
        ]  # fmt: skip
        error_messages = {"name": {"required": "姓名没有填。"}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        for table in ("education", "degree"):
            name = "degrees" if table == "degree" else table
            self.fields[table].queryset = Code.objects.of(name).active()
        if not self.instance.pk:
            self.initial["unit"] = self.initial.get("unit") or user.unit_id
