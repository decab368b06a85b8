"""Forms of a request and of what is done with it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.registry.fields import PersonField
from people.registry.models import Contact, Person
from people.services.models import ServiceRequest
from people.services.rules import NEEDS_NOTE, Act
from talentbase.registers.forms import ActForm, NumbersField, RegisterForm, UnitField


class RequestForm(RegisterForm):
    GROUPS = (
        ("申请人", ("person", "name", "phone")),
        ("事项", ("kind", "title", "content")),
        ("受理", ("channel", "unit", "received_on", "handler", "due_on")),
    )
    person = PersonField(label="档案", help_text="库内的人填写姓名或档案编号；没有档案的只填写申请人。")
    name = forms.CharField(label="申请人", max_length=60, required=False, help_text="选了档案可不填。")
    phone = NumbersField(label="联系电话", help_text="选了档案、不填写的，用档案中的电话。")
    unit = UnitField(label="受理单位", error_messages={"required": "请选择受理单位。"})
    handler = UnitField(label="承办单位", everybody=True, required=False, empty_label="以后交办")
    due_on = forms.DateField(label="办结时限", required=False, help_text="不填按类别的承诺工作日计算。")

    class Meta:
        model = ServiceRequest
        fields = ["person", "name", "phone", "kind", "title", "content", "channel", "unit", "received_on", "handler", "due_on"]
        error_messages = {"title": {"required": "事项没有填，例如子女转学到县一小。"}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if not self.instance.pk:
            self.initial["unit"] = self.initial.get("unit") or user.unit_id

    def clean_received_on(self):
        if self.cleaned_data["received_on"] > timezone.localdate():
            raise ValidationError("受理日期不能晚于今天。")
        return self.cleaned_data["received_on"]

    def clean(self):
        data = super().clean()
        if data.get("person"):
            data["name"] = data["person"].name
            data["phone"] = data.get("phone") or "、".join(_own_numbers(data["person"]))
        elif not data.get("name") and "person" not in self.errors:
            self.add_error("name", "请填写申请人，或选择档案。")
        if data.get("due_on") and data.get("received_on") and data["due_on"] < data["received_on"]:
            self.add_error("due_on", "办结时限不能早于受理日期。")
        if not data.get("due_on") and self.instance.due_on:
            data["due_on"] = self.instance.due_on
        return data


def _own_numbers(person: Person) -> list[str]:
    """Those that are not known to be out of use."""
    own = person.contacts.filter(whose=Contact.Whose.OWN, is_dead=False).exclude(phone="").order_by("pk")
    return list(own.values_list("phone", flat=True)[:2])


class StepForm(ActForm):
    """Only what the act has: handler, new day, rating."""

    handler = UnitField(label="承办单位", everybody=True, required=False)
    due_on = forms.DateField(label="新的时限", required=False)
    rating = forms.TypedChoiceField(
        label="满意度",
        choices=ServiceRequest.Rating.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label="日期", required=False, help_text="不填为今天。")
    note = forms.CharField(label="情况", max_length=450, required=False, widget=forms.Textarea)
    OWN = {Act.ASSIGN: "handler", Act.EXTEND: "due_on", Act.CLOSE: "rating", Act.RATE: "rating"}

    def __init__(self, *args, act: str, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        for name in ("handler", "due_on", "rating"):
            if self.OWN.get(act) != name:
                del self.fields[name]
        if act == Act.ANSWER:
            self.fields["note"].label = "答复内容"
        if act in (Act.CLOSE, Act.RATE):
            self.fields["note"].label = "评价"
        if act == Act.RATE:
            self.fields["rating"].required = True
            self.fields["rating"].error_messages["required"] = "请选择满意度。"
        self.fields["note"].required = act in NEEDS_NOTE
        self.fields["note"].error_messages["required"] = "请写明情况。"
