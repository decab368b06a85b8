"""Forms of a need: 岗位需求 and 技术需求 share one form, each shows its own groups."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from demand.enterprises.forms import ChainForm
from demand.enterprises.models import Enterprise
from demand.needs import words
from demand.needs.models import Need, Round
from talentbase.codes.fields import CodeField
from talentbase.text.folding import one_line
from talentbase.text.money import read_count

TAXONOMY = ("chain", "node", "discipline")
POST_GROUPS = (
    ("需求", ("enterprise", "round", "received_on", "title", "job_kind", "headcount", "is_urgent")),
    ("条件", ("degree_min", "title_level_min", "majors", "age_min", "age_max")),
    ("待遇与方式", ("salary_min_wan", "salary_max_wan", "salary_text", "deadline", "deadline_text", "modes")),
    ("描述", ("description", "other")),
    ("产业链与学科", TAXONOMY),
    ("联系", ("contact", "phone", "remark")),
)
TECH_GROUPS = (
    ("需求", ("enterprise", "round", "received_on", "title", "tech_field", "job_kind", "is_urgent")),
    ("描述", ("description", "target", "other")),
    ("投入与期限", ("budget_wan", "budget_max_wan", "salary_text", "deadline", "deadline_text", "modes")),
    ("人选条件", ("degree_min", "title_level_min", "majors")),
    ("产业链与学科", TAXONOMY),
    ("联系", ("contact", "phone", "remark")),
)
GROUPS = {Need.Kind.POST: POST_GROUPS, Need.Kind.TECH: TECH_GROUPS}
HARD = {"degree_min": "degree_is_hard", "title_level_min": "title_is_hard", "age_max": "age_is_hard"}
MODES = {
    Need.Kind.POST: ("全职", "柔性引进", "兼职", "项目合作"),
    Need.Kind.TECH: ("联合攻关", "委托研发", "技术转让", "技术咨询", "项目合作"),
}
LABELS = {
    Need.Kind.POST: {"title": "岗位名称"},
    Need.Kind.TECH: {
        "title": "技术需求名称",
        "job_kind": "需求类型",
        "salary_text": "投入（文字）",
        "budget_wan": "投入下限（万元）",
        "target": "技术指标、预期目标",
    },
}
NEGATIVE = re.compile(r"[-－−–]\s*\d")
MONEY = {"salary_min_wan", "salary_max_wan", "budget_wan", "budget_max_wan"}
PAIRS = (
    ("salary_min_wan", "salary_max_wan", "年薪上限不能小于下限。"),
    ("budget_wan", "budget_max_wan", "投入上限不能小于下限。"),
    ("age_min", "age_max", "年龄上限不能小于下限。"),
)


class WordsField(forms.CharField):
    """A list of words in one box, separated by 、 or a comma or a blank line."""

    LENGTH = 60

    def prepare_value(self, value):
        return "、".join(value) if isinstance(value, list) else value

    def clean(self, value):
        found = [one_line(word) for word in re.split(r"[、，,;；\n]+", super().clean(value))]
        for word in found:
            if len(word) > self.LENGTH:
                raise ValidationError(f"“{word[:12]}…”太长，一项不超过{self.LENGTH}字，各项之间用顿号隔开。")
        return list(dict.fromkeys(filter(None, found)))


class NeedForm(ChainForm):
    enterprise = forms.ModelChoiceField(
        label="用人单位",
        queryset=Enterprise.objects.none(),
        empty_label="请选择",
        widget=forms.Select(attrs={"data-pick": "1"}),
        error_messages={"required": "请选择用人单位；名单中没有的，请先新增用人单位。"},
    )
    round = forms.ModelChoiceField(
        label="征集轮次", queryset=Round.objects.filter(closed_on=None), required=False, empty_label="轮次外（一事一办）"
    )
    discipline = CodeField("disciplines", label="学科", is_long=True)
    headcount = forms.CharField(label="人数", required=False, max_length=20, help_text="如2、2–3、8人以上、若干。")
    majors = WordsField(label="专业要求", required=False, help_text="各专业之间用顿号隔开，不限可不填。")
    modes = forms.MultipleChoiceField(label="合作方式", required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Need
        fields = [
            *dict.fromkeys(name for groups in GROUPS.values() for _, names in groups for name in names if name != "headcount"),
            *HARD.values(),
        ]
        widgets = {
            "received_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "description": forms.Textarea(attrs={"rows": 4}),
            "target": forms.Textarea(attrs={"rows": 3}),
            "other": forms.Textarea(attrs={"rows": 3}),
            "remark": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {"title": {"required": "名称没有填。"}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = Need.Kind(self.instance.kind)
        self.GROUPS = GROUPS[self.kind]
        shown = {name for _, names in self.GROUPS for name in names}
        for name in set(self.fields) - shown - {HARD[name] for name in HARD if name in shown} - {"opened_version"}:
            del self.fields[name]
        for name, label in LABELS[self.kind].items():
            self.fields[name].label = label
        for name in MONEY & set(self.fields):
            self.fields[name].validators.append(MinValueValidator(0))
        self.fields["deadline"].widget.attrs["placeholder"] = "如2027.03"
        self._prepare_choices(user)
        self._prepare_values()

    def _prepare_choices(self, user) -> None:
        employers = Enterprise.objects.visible_to(user)
        known = employers.filter(pk=self.instance.enterprise_id)
        self.fields["enterprise"].queryset = (employers.present() | known).order_by("folded_name")
        modes = dict.fromkeys((*MODES[self.kind], *self.instance.modes))
        self.fields["modes"].choices = [(mode, mode) for mode in modes]
        self.fields["degree_min"].choices = [("", "不限"), *Need.Degree.choices]
        self.fields["title_level_min"].choices = [("", "不限"), *Need.TitleLevel.choices]

    def _prepare_values(self) -> None:
        """A round is chosen once: the number comes from it."""
        if self.instance.pk:
            del self.fields["round"]
            if "headcount" in self.fields:
                self.initial["headcount"] = words.headcount(self.instance)
            for name in MONEY & set(self.fields):
                value = self.initial.get(name)
                self.initial[name] = None if value is None else words.plain(value)
        else:
            current = Round.objects.current()
            self.initial["round"] = current.pk if current and not current.closed_on else None
            self.fields["enterprise"].help_text = format_html(
                '名单中没有的，请先<a href="{}">新增用人单位</a>。', reverse("enterprises:add")
            )

    def rows(self, names):
        """(bound field, bound 硬性 tick box or None) of some fields."""
        return [(bound, self[HARD[bound.name]] if bound.name in HARD else None) for bound in names]

    def groups(self):
        """(caption, [(bound field, its 硬性 tick box or None)])."""
        for caption, fields in super().groups():
            yield caption, self.rows(fields)

    def clean_title(self):
        return one_line(self.cleaned_data["title"])

    def clean_headcount(self):
        text = one_line(self.cleaned_data["headcount"])
        if NEGATIVE.match(text):
            raise ValidationError("人数不能是负数。")
        count = read_count(text) if text else None
        if count and (count.low or count.high or 0) > 100_000 or count and count.high == 0:
            raise ValidationError(f"人数“{text}”不可能，请核对。")
        need = self.instance
        need.headcount_min, need.headcount_max = (count.low, count.high) if count else (None, None)
        need.headcount_text = "" if count else text
        return text

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day and day > timezone.localdate():
            raise ValidationError("征集日期不能晚于今天。")
        return day

    def clean(self):
        data = super().clean()
        for low, high, sentence in PAIRS:
            if None not in (data.get(low), data.get(high)) and data[high] < data[low]:
                self.add_error(high, sentence)
        return data


class SettleForm(forms.Form):
    on = forms.DateField(
        label="对接日期",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写对接日期。"},
    )
    note = forms.CharField(label="说明", required=False, max_length=120, help_text="如引进的人员或达成的合作。")

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise ValidationError("对接日期不能晚于今天。")
        return self.cleaned_data["on"]


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=120, error_messages={"required": "请写明原因。"})


class RoundForm(forms.ModelForm):
    """The next half-year stands in it; due_on may be left open."""

    class Meta:
        model = Round
        fields = ["year", "half", "due_on"]
        widgets = {"due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_year(self):
        year, now = self.cleaned_data["year"], timezone.localdate().year
        if not now - 10 <= year <= now + 1:
            raise ValidationError(f"年份应在{now - 10}–{now + 1}之间。")
        return year

    def clean_due_on(self):
        due = self.cleaned_data["due_on"]
        if due and due < timezone.localdate():
            raise ValidationError("截止日期不能早于今天。")
        return due
