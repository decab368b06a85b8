"""What a firm fills in, on a phone as well as on a screen."""

from django import forms
from django.core.exceptions import ValidationError

from talentbase.text.phones import read_phones

MOST = 12  # new needs at once; whoever has more sends a workbook
DEGREES = ("不限", "大专", "本科", "硕士", "博士")
MODES = ("全职", "柔性引进", "兼职", "项目合作")


class NeedForm(forms.Form):
    """One new need. Empty forms are left out."""

    kind = forms.ChoiceField(
        label="类别", choices=[("post", "招人"), ("tech", "解决技术难题")], initial="post", required=False
    )
    title = forms.CharField(label="岗位或技术难题名称", max_length=120, required=False)
    headcount = forms.CharField(label="人数", max_length=20, required=False)
    degree = forms.ChoiceField(label="学历要求", choices=[(each, each) for each in DEGREES], required=False)
    majors = forms.CharField(label="专业或技术领域", max_length=120, required=False)
    pay = forms.CharField(label="年薪（万元）或投入", max_length=40, required=False)
    mode = forms.ChoiceField(label="合作方式", choices=[("", "不限"), *((each, each) for each in MODES)], required=False)
    description = forms.CharField(
        label="工作内容或主要问题", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_urgent = forms.BooleanField(label="急需", required=False)

    def clean(self):
        data = super().clean()
        said = [data.get(name) for name in ("headcount", "majors", "pay", "description")]
        if any(said) and not data.get("title"):
            self.add_error("title", "请填写岗位或技术难题的名称。")
        return data

    @property
    def cells(self) -> dict:
        """In the keys of the survey's columns."""
        data = self.cleaned_data
        shared = {"kind": data["kind"] or "post"}
        if data["kind"] == "tech":
            return shared | {
                "need_title": data["title"],
                "tech_field": data["majors"],
                "description": self._problem(data),
                "budget_wan": data["pay"],
                "coop_mode": "" if data["mode"] in ("全职", "兼职") else data["mode"],
            }
        return shared | {
            "job": data["title"],
            "headcount_min": data["headcount"],
            "edu_min": data["degree"],
            "majors": data["majors"],
            "salary_min_wan_year": data["pay"],
            "mode": data["mode"],
            "other": data["description"],
            "urgent": "是" if data["is_urgent"] else "",
        }

    @staticmethod
    def _problem(data: dict) -> str:
        """A technical need has no column for these; what the firm typed is not lost."""
        degree = data["degree"] if data["degree"] not in ("", "不限") else ""
        mode = data["mode"] if data["mode"] in ("全职", "兼职") else ""
        more = (
            data["is_urgent"] and "急需",
            data["headcount"] and f"需要{data['headcount']}",
            degree and f"学历要求{degree}",
            mode and f"合作方式{mode}",
        )
        return "\n".join(filter(None, (data["description"], "；".join(filter(None, more)))))


NeedForms = forms.formset_factory(NeedForm, extra=1, max_num=MOST, absolute_max=MOST, validate_max=True)


class ReplyForm(forms.Form):
    """Who answers; kept: needs of earlier rounds that still stand; none: the firm needs nobody this time."""

    answered_by = forms.CharField(label="填报人", max_length=30, error_messages={"required": "请填写填报人姓名。"})
    phone = forms.CharField(label="联系电话", max_length=30, error_messages={"required": "请填写联系电话。"})
    none = forms.BooleanField(label="本次没有人才需求和技术难题", required=False)
    kept = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args, needs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = [(need.pk, need.title) for need in needs]

    def clean_phone(self):
        reading = read_phones(self.cleaned_data["phone"])
        if reading.bad or not reading.numbers:
            raise ValidationError("请填写11位手机号码，或带区号的固定电话。")
        return "、".join(reading.numbers)

    def judge(self, has_new: bool) -> bool:
        """An answer is either something or 没有, never both, never nothing."""
        says_something = has_new or bool(self.cleaned_data.get("kept"))
        if self.cleaned_data.get("none") and says_something:
            self.add_error("none", "已填写或保留了需求，请取消这一项，或清空需求。")
        if not self.cleaned_data.get("none") and not says_something:
            self.add_error("none", "请填写需求；本次没有需求的，请勾选这一项。")
        return not self.errors
