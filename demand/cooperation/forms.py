"""Forms of agreements and of returns."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from demand.cooperation.models import Project, Return
from demand.enterprises.fields import EnterpriseField
from people.events.causes import titles
from people.registry.fields import PersonField
from talentbase.accounts.models import Unit
from talentbase.codes.fields import ChainField, CodeField
from talentbase.registers.forms import ActForm, RegisterForm, UnitField

BROUGHT_ABOUT = ("由谁促成", ("station", "event", "recommender"))


class ResultForm(RegisterForm):
    unit = UnitField(label="责任单位", error_messages={"required": "请选择责任单位。"})
    station = UnitField(
        label="促成工作站", kinds=(Unit.Kind.STATION,), everybody=True, required=False, empty_label="不是工作站促成"
    )
    enterprise = EnterpriseField()

    def __init__(self, *args, user, **kwargs):
        self.OFFERED = {"event": titles(user)}
        super().__init__(*args, user=user, **kwargs)
        if not self.instance.pk:
            self.initial["unit"] = self.initial.get("unit") or user.unit_id


class ProjectForm(ResultForm):
    GROUPS = (
        ("项目", ("name", "kind", "state", "document", "unit")),
        ("双方", ("enterprise", "party_a", "party_b")),
        ("约定", ("amount_wan", "amount_text", "signed", "ends")),
        BROUGHT_ABOUT,
        ("进展", ("status", "outcome", "remark")),
    )

    class Meta:
        model = Project
        fields = [
            "name", "kind", "state", "document", "unit", "enterprise", "party_a", "party_b", "amount_wan", "amount_text", "signed",
            "ends", "station", "event", "recommender", "status", "outcome", "remark",
        ]  # fmt: skip
        help_texts = {
            "party_a": "单位已登记的选左边，没有登记的写在这里。",
            "amount_text": "金额写不成数字的，如“每年不少于20万元”。",
        }
        error_messages = {"name": {"required": "项目名称没有填。"}}

    def clean(self):
        data = super().clean()
        if data.get("enterprise") and data.get("party_a") and data["party_a"] != data["enterprise"].name:
            self.add_error("party_a", f"已选择用人单位“{data['enterprise'].name}”，这里请清空。")
        if data.get("state") == Project.State.RUNNING and not data.get("signed"):
            self.add_error("signed", "履约中的项目请填写签约时间。")
        signed, ends = data.get("signed"), data.get("ends")
        if signed and ends and ends < signed[: len(ends)]:
            self.add_error("ends", "到期时间不能早于签约时间。")
        return data


class ReturnForm(ResultForm):
    GROUPS = (
        ("返乡人员", ("person", "name", "kind", "returned_on", "unit")),
        (
            "项目或岗位",
            ("project", "stage", "enterprise", "industry", "chain", "town", "investment_wan", "output_wan", "jobs"),
        ),
        BROUGHT_ABOUT,
        ("依据", ("evidence", "remark")),
    )
    person = PersonField(label="档案", help_text="库内的人填写姓名或档案编号；没有档案的只填写姓名。")
    name = forms.CharField(label="姓名", max_length=60, required=False, help_text="选了档案可不填。")
    chain = ChainField()
    town = CodeField("towns", label="落地乡镇")

    class Meta:
        model = Return
        fields = [
            "person", "name", "kind", "returned_on", "unit", "project", "stage", "enterprise", "industry", "chain", "town",
            "investment_wan", "output_wan", "jobs", "station", "event", "recommender", "evidence", "remark",
        ]  # fmt: skip
        error_messages = {"returned_on": {"required": "请填写返乡日期。"}}

    def clean_returned_on(self):
        day = self.cleaned_data["returned_on"]
        if day > timezone.localdate():
            raise ValidationError("返乡日期晚于今天，请核对；还没有回来的先登记在供需匹配或招商线索中。")
        return day

    def clean(self):
        data = super().clean()
        if data.get("person"):
            data["name"] = data["person"].name
        elif not data.get("name") and "person" not in self.errors:
            self.add_error("name", "请填写姓名，或选择档案。")
        return data


class MilestoneForm(ActForm):
    name = forms.CharField(label="节点", max_length=80, error_messages={"required": "请填写节点，例如中期检查。"})
    due_on = forms.DateField(label="应完成日期", error_messages={"required": "请填写应完成日期。"})


class ReachForm(ActForm):
    done_on = forms.DateField(label="完成日期", initial=timezone.localdate, error_messages={"required": "请填写完成日期。"})
    note = forms.CharField(label="完成情况", max_length=200, required=False)


class ParticipantForm(ActForm):
    person = PersonField(label="参与人", required=True, error_messages={"required": "请填写姓名或档案编号。"})
    role = forms.CharField(label="角色", max_length=40, required=False, help_text="如项目负责人、技术顾问。")


class ConcludeForm(ActForm):
    state = forms.ChoiceField(
        label="结果", choices=[(Project.State.DONE, "已结题"), (Project.State.ENDED, "已终止")], widget=forms.RadioSelect
    )
    outcome = forms.CharField(label="成果或原因", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
