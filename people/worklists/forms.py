"""Forms of working lists."""

from django import forms
from django.utils import timezone

from people.worklists.models import OPENABLE, Worklist

YEARS = (2000, 2100)


class WorklistForm(forms.ModelForm):
    class Meta:
        model = Worklist
        fields = ["title", "purpose", "day"]
        widgets = {"day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = timezone.localdate

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not YEARS[0] <= day.year <= YEARS[1]:
            raise forms.ValidationError("日期的年份不对，请核对。")
        return day


class LetterForm(forms.ModelForm):
    class Meta:
        model = Worklist
        fields = ["letter"]
        labels = {"letter": "信函正文"}
        widgets = {"letter": forms.Textarea(attrs={"rows": 12})}


class SubmitForm(forms.Form):
    """Sent with the rows of the list (`form` of its boxes), so that nothing typed there is lost."""

    asked = forms.MultipleChoiceField(
        label="需要使用", choices=OPENABLE, required=False, widget=forms.CheckboxSelectMultiple(attrs={"form": "arrange"})
    )
