"""Forms of nominations: from inside, and the page on which people enter themselves."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.intake.models import Nomination
from people.registry.actions import clean_name
from talentbase.codes.fields import CodeField
from talentbase.text.phones import read_phones

ABOUT = [
    "name",
    "gender",
    "birth",
    "phone",
    "email",
    "hometown",
    "category",
    "education",
    "school",
    "major",
    "employer",
    "position",
]
ABOUT += ["field", "words"]
INSIDE = [channel for channel in Nomination.Channel.choices if channel[0] != Nomination.Channel.SELF]


class AboutForm(forms.ModelForm):
    """What is known of the person. Needed: a name, and a way or a place to find him."""

    class Meta:
        model = Nomination
        fields = ABOUT
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, table in (("gender", "genders"), ("education", "education")):
            self.fields[name] = CodeField(table, label=self.fields[name].label, empty_label="")
            self.initial[name] = getattr(self.instance, f"{name}_id")

    def clean_name(self):
        name = clean_name(self.cleaned_data["name"])
        if not name:
            raise ValidationError("姓名没有填。")
        return name

    def clean_phone(self):
        text = self.cleaned_data["phone"].strip()
        if not text:
            return ""
        reading = read_phones(text)
        if reading.bad or len(reading.numbers) != 1:
            raise ValidationError(reading.bad[0][1] if reading.bad else "写一个号码，例如19900000001或0393-6200051。")
        return reading.numbers[0]

    def clean_birth(self):
        birth = self.cleaned_data["birth"]
        if birth > timezone.localdate().isoformat()[: len(birth)]:
            raise ValidationError("出生年月晚于今天，请核对。")
        return birth

    def clean(self):
        data = super().clean()
        if not any(data.get(name) for name in ("phone", "email", "employer")) and "phone" not in self.errors:
            self.add_error("phone", "电话、邮箱、工作单位至少填一项，否则无法联系。")
        return data


class NominationForm(AboutForm):
    """referrer_number: the record of the expert who recommends."""

    referrer_number = forms.CharField(
        label="推荐专家的档案编号", required=False, max_length=20, help_text="以才荐才时填写，如RC-000012"
    )

    class Meta(AboutForm.Meta):
        fields = ["channel", "received_on", "referrer", *ABOUT]
        widgets = AboutForm.Meta.widgets | {"received_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, people, **kwargs):
        """people: whom the user may see."""
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["channel"].choices = (
            INSIDE if self.instance.channel != Nomination.Channel.SELF else Nomination.Channel.choices
        )
        if self.instance.referred_by_id:
            self.initial["referrer_number"] = f"RC-{self.instance.referred_by_id:06d}"

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise ValidationError("受理日期晚于今天，请核对。")
        return day

    def clean(self):
        data = super().clean()
        text = (data.get("referrer_number") or "").strip()
        expert = self.people.numbered(text)
        if text and expert is None:
            self.add_error("referrer_number", f"没有找到档案“{text}”。")
        if data.get("channel") == Nomination.Channel.EXPERT and not text and not data.get("referrer"):
            self.add_error("referrer", "以才荐才须填写推荐人，或推荐专家的档案编号。")
        self.instance.referred_by = expert
        if expert and not data.get("referrer"):
            data["referrer"] = expert.name
        return data


class SelfForm(AboutForm):
    """agrees: to the consent text as shown."""

    agrees = forms.BooleanField(label="我已阅读并同意以上内容", error_messages={"required": "须同意后才能提交。"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = True
        self.fields["phone"].error_messages["required"] = "请填写电话，以便与您联系。"
        self.fields["words"].label = "自我介绍"
