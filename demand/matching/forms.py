"""What an act asks for, and the five weights."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from demand.matching.models import Outcome, WeightSet
from demand.matching.rules import CRITERIA, NEEDS_REASON, REASONS, Act
from demand.matching.sharing import LABELS
from people.events.causes import titles
from talentbase.accounts.models import Unit
from talentbase.registers.forms import UnitField

DATES = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
WAYS = {"list": "ways", "autocomplete": "off"}
HELP = {
    Act.ASK: "如介绍了什么、约定何时答复。",
    Act.RECOMMEND: "如推荐给谁、用什么方式。",
    Act.SETTLE: "如引进的人员、达成的合作。",
}
OUTCOME = ("way", "station", "event", "recommender")
THROUGH = ("电话", "微信", "推荐人", "家乡亲属", "乡镇组织委员", "工作站")


class ActForm(forms.Form):
    """Date and words of one act; a reason or a go-between only where the act has one."""

    on = forms.DateField(
        label="日期",
        initial=timezone.localdate,
        widget=DATES,
        error_messages={"required": "请填写日期。", "invalid": "日期应写成2026-11-22。"},
    )
    reason = forms.ChoiceField(
        label="原因",
        choices=[("", "请选择")] + [(text, text) for text in REASONS],
        error_messages={"required": "请选择原因。"},
    )
    through = forms.CharField(label="牵线人或途径", max_length=60, required=False, widget=forms.TextInput(attrs=WAYS))
    note = forms.CharField(label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    shared = forms.MultipleChoiceField(
        label="同意向用人单位提供",
        choices=LABELS,
        initial=["name"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择本人同意提供的内容，至少一项。"},
    )
    way = forms.ChoiceField(
        label="合作方式",
        choices=[("", "请选择"), *Outcome.Way.choices],
        error_messages={"required": "请选择合作方式。"},
    )
    station = UnitField(
        label="促成工作站", kinds=(Unit.Kind.STATION,), everybody=True, required=False, empty_label="不是工作站促成"
    )
    event = forms.CharField(label="促成活动", max_length=80, required=False, help_text="如家乡行、座谈会；没有的不填。")
    recommender = forms.CharField(label="牵线人", max_length=60, required=False)
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, act: str, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["station"].for_user(user)
        if act != Act.SETTLE:
            for name in OUTCOME:
                del self.fields[name]
        else:
            self.titles = titles(user)
            self.fields["event"].widget.attrs |= {"list": "offered-event", "autocomplete": "off"}
        if act not in NEEDS_REASON:
            del self.fields["reason"]
        if act != Act.AGREE:
            del self.fields["shared"]
        if act not in (Act.ASK, Act.REQUEST):
            del self.fields["through"]
        elif act == Act.REQUEST:
            self.fields["through"].required = True
            self.fields["through"].error_messages["required"] = "请写明请谁牵线。"
        self.fields["note"].help_text = HELP.get(act, "")

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise ValidationError("日期不能晚于今天。")
        return self.cleaned_data["on"]

    def clean(self):
        data = super().clean()
        if data.get("reason") == "其他" and not data.get("note"):
            self.add_error("note", "原因为其他的，请写明。")
        if "way" in self.fields:
            data["outcome"] = {name: data.pop(name, "") for name in OUTCOME}
        return data


class WeightForm(forms.ModelForm):
    class Meta:
        model = WeightSet
        fields = ["field", "chain", "degree", "will", "place", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in CRITERIA:
            self.fields[name].min_value, self.fields[name].widget.attrs["max"] = 0, 100
            self.fields[name].error_messages |= {"required": "请填写0至100的整数。", "invalid": "请填写0至100的整数。"}

    def clean(self):
        data = super().clean()
        values = [data.get(name) for name in CRITERIA]
        if None not in values and sum(values) != 100:
            raise ValidationError(f"五项权重之和应为100，现为{sum(values)}。")
        return data
