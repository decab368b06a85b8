"""Forms of leaders' offices and of who keeps in touch with whom."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.liaison.models import Office

YEARS = (1990, 2100)


class DayField(forms.DateField):
    def __init__(self, label: str, **kwargs):
        box = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, widget=box, initial=timezone.localdate, **kwargs)

    def clean(self, value) -> dt.date | None:
        day = super().clean(value)
        if day and not YEARS[0] <= day.year <= YEARS[1]:
            raise ValidationError("日期的年份不对，请核对。")
        return day


class OfficeForm(forms.ModelForm):
    name = forms.CharField(
        label="现任领导", max_length=60, required=False, help_text="换人时改为继任者，结对的专家由其接续联系；空缺留空"
    )
    since = DayField("任职日期", help_text="换人时填继任者的任职日期")

    class Meta:
        model = Office
        fields = ["post", "order"]
        labels = {"order": "次序"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.term:
            self.initial |= {"name": self.instance.term.name, "since": self.instance.term.since}


class AssignForm(forms.Form):
    office = forms.ModelChoiceField(
        label="联系领导", queryset=Office.objects.none(), empty_label="请选择", error_messages={"required": "请选择联系领导。"}
    )
    since = DayField("开始日期")
    is_first = forms.BooleanField(label="作为第一联络人", required=False, initial=True)
    instead = forms.BooleanField(label="原来的联系领导不再联系", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.standing().prefetch_related("terms")
