"""Forms of a lead and of what is done with it."""

from django import forms

from talentbase.codes.models import IndustryChain
from talentbase.registers.forms import ActForm, RegisterForm, UnitField
from talentbase.text.phones import read_phones
from workstations.leads.models import Lead


class LeadForm(RegisterForm):
    GROUPS = (
        ("项目", ("project", "content", "industry", "chain", "amount_wan", "amount_text")),
        ("投资方", ("investor", "investor_intro", "investor_contact", "investor_phone")),
        ("来源和承接", ("unit", "source", "contact", "reported", "receiver", "duty", "remark")),
    )
    unit = UnitField(label="报送单位", error_messages={"required": "请选择报送单位。"})
    duty = UnitField(label="责任单位", everybody=True, required=False, empty_label="研判时指定")
    chain = forms.ModelChoiceField(
        label="产业链", queryset=IndustryChain.objects.active(), required=False, empty_label="未登记"
    )

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

    def clean_investor_phone(self):
        reading = read_phones(self.cleaned_data["investor_phone"])
        if reading.bad:
            raise forms.ValidationError(reading.bad[0][1] + "。")
        return self.cleaned_data["investor_phone"]


class StepForm(ActForm):
    on = forms.DateField(label="日期", required=False, help_text="不填为今天。")
    note = forms.CharField(label="情况", max_length=300, required=False, widget=forms.Textarea)


class JudgeForm(StepForm):
    duty = UnitField(label="责任单位", everybody=True, required=False, empty_label="不改")
