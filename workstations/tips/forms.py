"""The form of a tip, short enough for a phone."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from talentbase.codes.fields import CodeField
from talentbase.registers.forms import NumbersField, RegisterForm, UnitField
from talentbase.web.fields import LabelsField
from workstations.tips.models import Tip


class TipForm(RegisterForm):
    GROUPS = (
        ("人才", ("name", "employer", "position", "field", "education", "degree", "title_text")),
        ("联系", ("phones", "contact_text", "modes", "referrer")),
        ("报送", ("unit", "received_on", "follow", "remark")),
    )
    unit = UnitField(label="报送单位", error_messages={"required": "请选择报送单位。"})
    phones = NumbersField(label="电话", is_list=True)
    modes = LabelsField(label="可合作方式", required=False, help_text="如全职、柔性、项目合作，用顿号隔开。")
    education = CodeField("education", label="学历")
    degree = CodeField("degrees", label="学位")

    class Meta:
        model = Tip
        fields = [
            "name", "employer", "position", "field", "education", "degree", "title_text", "phones", "contact_text", "modes",
            "referrer", "unit", "received_on", "follow", "remark",
        ]  # fmt: skip
        error_messages = {"name": {"required": "姓名没有填。"}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if not self.instance.pk:
            self.initial["unit"] = self.initial.get("unit") or user.unit_id

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day and day > timezone.localdate():
            raise ValidationError("收到日期不能晚于今天。")
        return day
