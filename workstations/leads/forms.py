"""Forms of a lead and of what is done with it."""

from django import forms
from django.utils import timezone

from talentbase.codes.fields import ChainField
from talentbase.registers.forms import ActForm, NumbersField, RegisterForm, UnitField
from workstations.leads.models import Lead
from workstations.leads.rules import NEEDS_NOTE


class LeadForm(RegisterForm):
    GROUPS = (
        ("项目", ("project", "content", "industry", "chain", "amount_wan", "amount_text")),
        ("投资方", ("investor", "investor_intro", "investor_contact", "investor_phone")),
        ("来源和承接", ("unit", "source", "contact", "reported", "receiver", "duty", "remark")),
    )
    unit = UnitField(label="报送单位", error_messages={"required": "请选择报送单位。"})
    duty = UnitField(label="责任单位", everybody=True, required=False, empty_label="研判时指定")
    chain = ChainField()
    investor_phone = NumbersField(label="投资方电话")

    class Meta:
        model = Lead
        fields = [
            "project", "content", "industry", "chain", "amount_wan", "amount_text", "investor", "investor_intro", "investor_contact",
            "investor_phone", "unit", "source", "contact", "reported", "receiver", "duty", "remark",
        ]  # fmt: skip
        error_messages = {"project": {"required": "项目名称没有填。"}}
        help_texts = {"amount_text": "写不成数字的，如“约5000万元”。", "reported": "不填为今天。"}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if not self.instance.pk:
            self.initial["unit"] = self.initial.get("unit") or user.unit_id
        if not user.may("stations.edit"):
            del self.fields["duty"]

    def clean_amount_wan(self):
        amount = self.cleaned_data["amount_wan"]
        if amount is not None and amount < 0:
            raise forms.ValidationError("拟投资额不能为负数。")
        return amount

    def clean_reported(self):
        day = self.cleaned_data["reported"]
        if day and day > timezone.localdate().isoformat()[: len(day)]:
            raise forms.ValidationError("报送日期不能晚于今天。")
        return day


class StepForm(ActForm):
    on = forms.DateField(label="日期", required=False, help_text="不填为今天。")
    note = forms.CharField(
        label="情况", max_length=300, required=False, widget=forms.Textarea, error_messages={"required": "请写明情况。"}
    )

    def __init__(self, *args, act: str, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["note"].required = act in NEEDS_NOTE


class JudgeForm(StepForm):
    duty = UnitField(label="责任单位", everybody=True, required=False, empty_label="不改")
