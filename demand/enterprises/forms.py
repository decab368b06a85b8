"""Forms of an employer. Every error names what is wrong and how to write it."""

from django import forms
from django.core.exceptions import ValidationError

from demand.enterprises.columns import SEPARATOR
from demand.enterprises.identity import LENGTH, clean_uscc, folded_name, is_name
from demand.enterprises.models import Enterprise
from talentbase.accounts.models import Unit
from talentbase.accounts.scope import reach_of
from talentbase.codes.fields import ChainField, CodeField, NodeField
from talentbase.text.folding import one_line
from talentbase.text.phones import read_phones
from talentbase.web.edits import VersionedForm
from talentbase.web.fields import HeldChoice

GROUPS = (
    ("单位", ("name", "uscc", "kind", "org_type", "unit", "town", "address", "employees")),
    ("产业", ("industry", "chain", "node", "products")),
    ("联系", ("contact", "contact_post", "phone", "remark")),
)
USCC_LENGTH = 18


def clean_phones(text: str) -> str:
    """Numbers of one box as they are stored: 19900000001、0393-6200051. Raises ValidationError."""
    reading = read_phones(text)
    if reading.bad:
        raise ValidationError(reading.bad[0][1] + "。")
    if reading.words:
        raise ValidationError(f"“{reading.words[:20]}”不是号码，联系人请写在“联系人”一栏。")
    return SEPARATOR.join(reading.numbers)


def fit_node(form, data: dict) -> None:
    """A node brings its chain along; a node of another chain is an error."""
    node, chain = data.get("node"), data.get("chain")
    if node and not chain:
        data["chain"] = node.chain
    elif node and node.chain_id != chain.pk:
        form.add_error("node", f"“{node.name}”属于{node.chain.name}产业链，请改选环节或产业链。")


class ChainForm(VersionedForm):
    """What employers and needs share: chain and node as searchable lists, phones of a contact."""

    chain = ChainField()
    node = NodeField()

    def clean_phone(self):
        return clean_phones(self.cleaned_data["phone"])

    def clean(self):
        data = super().clean()
        fit_node(self, data)
        return data


class EnterpriseForm(ChainForm):
    GROUPS = GROUPS
    town = CodeField("towns", label="所在乡镇")
    unit = HeldChoice(label="责任单位", queryset=Unit.objects.none(), empty_label="请选择")
    uscc = forms.CharField(label="统一社会信用代码", max_length=40, required=False, help_text="18位。")

    class Meta:
        model = Enterprise
        fields = [name for _, names in GROUPS for name in names]
        widgets = {"remark": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"name": {"required": "单位名称没有填。"}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "未登记"), *Enterprise.Kind.choices]
        reach, units = reach_of(user), Unit.objects.active()
        self.fields["unit"].queryset = units if reach.scope == "county" else units.filter(pk__in=reach.units)
        self.fields["unit"].error_messages["required"] = "请选择责任单位。"
        if not self.instance.pk:
            self.initial["unit"] = user.unit_id

    def clean_name(self):
        name = one_line(self.cleaned_data["name"])
        if not is_name(name):
            raise ValidationError("单位名称没有填。")
        return name[:LENGTH]

    def clean_uscc(self):
        code = clean_uscc(self.cleaned_data["uscc"])
        if len(code) > USCC_LENGTH:
            raise ValidationError(f"统一社会信用代码应为18位，现为{len(code)}位。")
        return code

    def is_taken(self, taken: list[Enterprise]) -> None:
        """Say beside which field another employer is in the way."""
        folded = folded_name(self.cleaned_data.get("name", ""))
        for other in taken:
            field, what = ("name", "这个名称") if other.folded_name == folded else ("uscc", "这个信用代码")
            self.add_error(field, f"{what}已登记为“{other.name}”，由{other.unit.name}负责。")


class RevealForm(forms.Form):
    REASONS = ("核实需求", "对接人选", "通知参会", "核实信息")
    reason = forms.CharField(label="事由", max_length=200, error_messages={"required": "请写明查看事由。"})
