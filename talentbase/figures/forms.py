"""Forms for what other bureaus tell: no number without its evidence."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from talentbase.accounts.models import Unit
from talentbase.figures.figure import all_figures
from talentbase.figures.models import Duty, Opening, Reported
from talentbase.figures.reported import KINDS
from talentbase.files import office
from talentbase.web.fields import HeldChoice
from talentbase.web.templatetags.ui import full_day

DAY = {"type": "date"}
CHOICES = [("", "请选择"), *((key, f"{name}（{unit}）") for key, (name, unit, _) in KINDS.items())]


class ReportedForm(forms.ModelForm):
    figure = forms.ChoiceField(label="指标", choices=CHOICES)
    unit = HeldChoice(Unit.objects.active(), label="填报单位", empty_label="请选择")
    given = forms.FileField(label="依据附件", required=False, help_text="来函、报表的扫描件或表格，不超过20MB；重新选择则替换")

    class Meta:
        model = Reported
        fields = ("figure", "value", "happened_on", "unit", "place", "evidence")
        widgets = {"happened_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d")}
        help_texts = {
            "happened_on": "按发生日期计入月份；过了关账日补报的，仍填实际发生日期",
            "place": "按工作站或地区分列时填写，如上海、天津",
            "evidence": "电话记录、来函或台账的名称和日期",
        }

    def clean_given(self):
        given = self.cleaned_data["given"]
        if given:
            try:
                office.check(given.name, content := given.read(office.MEGABYTES * 1024 * 1024 + 1))
            except office.NotKept as problem:
                raise ValidationError(str(problem)) from None
            self.file = (given.name, content)
        return given

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError("发生日期不能晚于今天。")
        return day

    def clean(self):
        found = super().clean()
        key, day = found.get("figure"), found.get("happened_on")
        covered = Opening.objects.filter(figure=key, as_of__gte=day).first() if key and day else None
        if covered:
            self.add_error("happened_on", f"期初数截至{full_day(covered.as_of)}，此前发生的已含在期初数中。")
        return found


class OpeningForm(forms.ModelForm):
    class Meta:
        model = Opening
        fields = ("value", "as_of", "evidence")
        widgets = {"as_of": forms.DateInput(attrs=DAY, format="%Y-%m-%d")}
        help_texts = {
            "value": "系统启用前累计的数，不含系统中已有的名单和填报数",
            "as_of": "截至这一天的填报数不再另计",
            "evidence": "旧台账、花名册或文件的名称",
        }

    def clean_value(self):
        value = self.cleaned_data["value"]
        if value < 0:
            raise ValidationError("期初数不能是负数。")
        return value

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise ValidationError("截至日期不能晚于今天。")
        return day


def takes_opening(key: str) -> bool:
    return any(each.key == key and each.opening for each in all_figures())


class DutyForm(forms.ModelForm):
    figure = forms.ChoiceField(label="指标", choices=CHOICES, error_messages={"required": "请选择指标。"})
    unit = HeldChoice(
        Unit.objects.active(), label="填报单位", empty_label="请选择", error_messages={"required": "请选择填报单位。"}
    )
    due_day = forms.IntegerField(label="每月几日前", min_value=1, max_value=28, initial=25)

    class Meta:
        model = Duty
        fields = ("figure", "unit", "due_day")
