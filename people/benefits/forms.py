"""Forms of rolls, their lines and of honours."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.benefits.models import Honour, Payment, Roll
from people.registry.fields import PersonField
from talentbase.policies.models import Clause
from talentbase.registers.forms import ActForm, RegisterForm, UnitField
from talentbase.text.ids import BadId, check_citizen_id
from talentbase.web.edits import VersionedForm

MONTH = re.compile(r"^(\d{4})[-.年/](\d{1,2})月?$")
MOST_MONTHS = 24


class MonthsField(forms.CharField):
    """2026.07、2026.08 or 2026.07-2026.09; empty for a one-off sum."""

    def prepare_value(self, value):
        return "、".join(month.replace("-", ".") for month in value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return self.prepare_value(initial or []) != (data or "")

    def clean(self, value):
        found: list[str] = []
        for part in re.split(r"[、，,\s]+", super().clean(value).strip()):
            if part:
                found += self._run(part)
        if len(found) > MOST_MONTHS:
            raise ValidationError(f"一册最多{MOST_MONTHS}个月。")
        return sorted(set(found))

    def _run(self, part: str) -> list[str]:
        ends = [self._month(text) for text in re.split(r"[–—~至]|(?<=\d{4}\.\d\d)-(?=\d{4})|(?<=月)-", part)]
        (first_year, first), (last_year, last) = ends[0], ends[-1]
        months = range(first_year * 12 + first - 1, last_year * 12 + last)
        if len(ends) > 2 or not months:
            raise ValidationError(f"“{part}”起止月份不对，应写成2026.07至2026.09。")
        return [f"{number // 12}-{number % 12 + 1:02d}" for number in list(months)[: MOST_MONTHS + 1]]

    @staticmethod
    def _month(text: str) -> tuple[int, int]:
        found = MONTH.match(text)
        if not found or not (1 <= int(found[2]) <= 12 and 1990 <= int(found[1]) <= 2100):
            raise ValidationError(f"“{text}”不是月份，应写成2026.07。")
        return int(found[1]), int(found[2])


class RollForm(RegisterForm):
    GROUPS = (("花名册", ("title", "clause", "kind", "months", "unit", "remark")),)
    clause = forms.ModelChoiceField(
        label="政策条款", queryset=Clause.objects.select_related("policy"), required=False, empty_label="请选择"
    )
    months = MonthsField(label="补贴月份", required=False, help_text="如2026.07至2026.09；一次性的不填。")
    unit = UnitField(label="造册单位", error_messages={"required": "请选择造册单位。"})

    class Meta:
        model = Roll
        fields = ["title", "clause", "kind", "months", "unit", "remark"]
        error_messages = {"title": {"required": "名称没有填，例如2026年第三季度生活补贴。"}}
        help_texts = {"kind": "选了政策条款的，就是条款的待遇名称；没有选的在这里填写。"}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["kind"].required = False
        self.fields["clause"].label_from_instance = lambda clause: f"{clause.title}（{clause.policy.title[:24]}）"
        if not self.instance.pk:
            self.initial["unit"] = self.initial.get("unit") or user.unit_id

    def clean(self):
        data = super().clean()
        if data.get("clause"):
            data["kind"] = data["clause"].title
        elif not data.get("kind") and "clause" not in self.errors:
            self.add_error("kind", "请选择政策条款，或填写补贴类别，例如生活补贴。")
        return data

    def clean_clause(self):
        clause = self.cleaned_data["clause"]
        if clause and clause.lacks:
            raise ValidationError(f"条款“{clause}”缺{'、'.join(clause.lacks)}，不完整的条款不能据以造册。")
        return clause


class NextForm(ActForm):
    title = forms.CharField(label="名称", max_length=120)
    months = MonthsField(label="补贴月份", error_messages={"required": "请填写补贴月份。"})


class LineForm(VersionedForm):
    """Numbers of people and accounts are shown masked and replaced only where something is typed."""

    GROUPS = (
        ("领取人", ("person", "name", "id_typed", "employer")),
        ("补贴", ("standard", "amount", "bank", "account_typed", "remark")),
    )
    person = PersonField(label="档案")
    name = forms.CharField(label="姓名", max_length=60, required=False, help_text="选了档案可不填。")
    id_typed = forms.CharField(label="身份证号", max_length=18, required=False)
    account_typed = forms.CharField(label="银行账号", max_length=30, required=False)

    class Meta:
        model = Payment
        fields = ["person", "name", "employer", "standard", "amount", "bank", "remark"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].for_user(user)
        self.stored_person = self.instance.person_id
        self.offered = []
        if self.instance.pk:
            for name, held in (("id_typed", self.instance.id_number), ("account_typed", self.instance.account)):
                self.fields[name].help_text = f"现为****{held[-4:]}，要更换才填写。" if held else ""

    @property
    def is_for_another(self) -> bool:
        """The line was somebody else's: that one's numbers must not stay on it."""
        person = self.cleaned_data.get("person")
        return bool(self.instance.pk) and (person.pk if person else None) != self.stored_person

    def clean_id_typed(self):
        text = self.cleaned_data["id_typed"].strip().upper()
        if text:
            try:
                check_citizen_id(text)
            except BadId as problem:
                raise ValidationError(f"{problem}。") from None
        return text

    def clean_account_typed(self):
        text = re.sub(r"[\s-]", "", self.cleaned_data["account_typed"])
        if text and not (text.isascii() and text.isdigit() and 8 <= len(text) <= 25):
            raise ValidationError("银行账号应为8至25位数字，请核对是否丢失末几位。")
        return text

    def clean(self):
        data = super().clean()
        person = data.get("person")
        if person:
            is_another = person.pk != (self.stored_person or person.pk)
            data["name"], data["employer"] = person.name, (not is_another and data.get("employer")) or person.employer
        elif not data.get("name") and "person" not in self.errors:
            self.add_error("name", "请填写姓名，或选择档案。")
        roll, standard = self.instance.roll, data.get("standard")
        if standard is None and roll.clause_id and roll.clause.standard_yuan is not None:
            data["standard"] = standard = roll.clause.standard_yuan
        if data.get("amount") is None and standard is not None:
            data["amount"] = standard * roll.times
        if data.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", "请填写金额。")
        return data


class ReasonForm(ActForm):
    reason = forms.CharField(label="退回原因", max_length=200, error_messages={"required": "请写明退回的原因。"})


class PayForm(ActForm):
    paid_on = forms.DateField(label="发放日期", initial=timezone.localdate)


class BankForm(ActForm):
    reason = forms.CharField(label="事由", max_length=120, initial="提交银行代发", error_messages={"required": "请写明事由。"})


class HonourForm(RegisterForm):
    GROUPS = (
        ("获得者", ("person", "name")),
        ("荣誉", ("kind", "title", "issuer", "number", "granted_on", "until", "ended_on", "amount_wan", "unit", "remark")),
    )
    person = PersonField(label="档案", help_text="库内的人填写姓名或档案编号；单位和没有档案的人填写获得者。")
    name = forms.CharField(label="获得者", max_length=120, required=False, help_text="选了档案可不填。")
    unit = UnitField(label="登记单位", error_messages={"required": "请选择登记单位。"})

    class Meta:
        model = Honour
        fields = [
            "person",
            "name",
            "kind",
            "title",
            "issuer",
            "number",
            "granted_on",
            "until",
            "ended_on",
            "amount_wan",
            "unit",
            "remark",
        ]
        error_messages = {"title": {"required": "荣誉或职务没有填。"}, "granted_on": {"required": "请填写授予日期。"}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if not self.instance.pk:
            self.initial["unit"] = self.initial.get("unit") or user.unit_id

    def clean(self):
        data = super().clean()
        if data.get("person"):
            data["name"] = data["person"].name
        elif not data.get("name") and "person" not in self.errors:
            self.add_error("name", "请填写获得者，或选择档案。")
        granted = data.get("granted_on")
        for name, words in (("until", "有效期"), ("ended_on", "终止日期")):
            if granted and data.get(name) and data[name] < granted:
                self.add_error(name, f"{words}不能早于授予日期。")
        return data
