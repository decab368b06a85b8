"""A code's name and spellings may be changed, the code itself never; it is disabled, not deleted."""

from django import forms
from django.utils import timezone

from talentbase.codes.models import Code, IndustryChain


class AliasesField(forms.CharField):
    """Spellings on one line, separated by 、"""

    def prepare_value(self, value):
        return "、".join(value) if isinstance(value, list) else value

    def clean(self, value):
        return [
            part.strip() for part in super().clean(value).replace("，", "、").replace(",", "、").split("、") if part.strip()
        ]


class _SpellingForm(forms.ModelForm):
    aliases = AliasesField(label="别名", required=False, help_text="表格里见过的其他写法，用顿号分开。", max_length=2000)
    is_disabled = forms.BooleanField(label="停用", required=False, help_text="停用后不再供选择，已有资料不受影响。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["is_disabled"] = self.instance.disabled_on is not None

    def clean(self):
        data = super().clean()
        disabled = data.get("is_disabled")
        self.instance.disabled_on = (self.instance.disabled_on or timezone.localdate()) if disabled else None
        return data


class CodeForm(_SpellingForm):
    class Meta:
        model = Code
        fields = ["name", "aliases"]


class ChainForm(_SpellingForm):
    class Meta:
        model = IndustryChain
        fields = ["name", "aliases"]
