"""Forms of pairs, visits to firms, and 人才服务专员."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from demand.care.models import FirmPair, FirmVisit, Officer
from demand.enterprises.fields import EnterpriseField
from people.liaison.models import Office
from people.registry.fields import PersonField
from talentbase.registers.forms import NumbersField, RegisterForm, UnitField
from talentbase.web.fields import HeldChoice


class PairForm(RegisterForm):
    GROUPS = (("联系企业", ("office", "enterprise", "since", "until")),)
    office = HeldChoice(
        label="联系领导", queryset=Office.objects.none(), empty_label="请选择", error_messages={"required": "请选择联系领导。"}
    )
    enterprise = EnterpriseField(label="企业", required=True, error_messages={"required": "请选择企业。"})

    class Meta:
        model = FirmPair
        fields = ["office", "enterprise", "since", "until"]
        help_texts = {"until": "不再联系的填写，记录保留。"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.standing().prefetch_related("terms")


class VisitForm(RegisterForm):
    GROUPS = (
        ("走访", ("enterprise", "leader", "visited_on", "content")),
        ("反映问题和办理", ("problem", "handler", "result", "closed_on")),
    )
    enterprise = EnterpriseField(label="企业", required=True, error_messages={"required": "请选择企业。"})

    class Meta:
        model = FirmVisit
        fields = ["enterprise", "leader", "visited_on", "content", "problem", "handler", "result", "closed_on"]
        error_messages = {"leader": {"required": "走访领导没有填。"}}
        help_texts = {"problem": "没有问题的不填；技术难题请另登记为技术需求，便于匹配专家。"}

    def __init__(self, *args, user, **kwargs):
        leaders = [office.holder for office in Office.objects.standing().prefetch_related("terms") if office.holder]
        self.OFFERED = {"leader": leaders}
        super().__init__(*args, user=user, **kwargs)

    def clean_visited_on(self):
        day = self.cleaned_data["visited_on"]
        if day > timezone.localdate():
            raise ValidationError("走访日期不能晚于今天。")
        return day

    def clean(self):
        data = super().clean()
        if not data.get("content") and not data.get("problem"):
            self.add_error("content", "请写明走访情况，或反映的问题。")
        if data.get("closed_on") and not data.get("problem"):
            self.add_error("problem", "没有问题就没有办结日期，请核对。")
        if data.get("closed_on") and data.get("visited_on") and data["closed_on"] < data["visited_on"]:
            self.add_error("closed_on", "办结日期不能早于走访日期。")
        return data


class OfficerForm(RegisterForm):
    GROUPS = (
        ("专员", ("name", "post", "phone", "unit")),
        ("服务对象（填写一项）", ("enterprise", "person", "village", "since", "until")),
    )
    unit = UnitField(label="所在单位", error_messages={"required": "请选择所在单位。"})
    phone = NumbersField(label="专员电话")
    enterprise = EnterpriseField(label="服务企业")
    person = PersonField(label="服务人才")

    class Meta:
        model = Officer
        fields = ["name", "post", "phone", "unit", "enterprise", "person", "village", "since", "until"]
        error_messages = {"name": {"required": "专员姓名没有填。"}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if not self.instance.pk:
            self.initial["unit"] = self.initial.get("unit") or user.unit_id

    def clean(self):
        data = super().clean()
        told = [name for name in ("enterprise", "person", "village") if data.get(name) or name in self.unseen]
        if len(told) != 1 and not {"enterprise", "person"} & self.errors.keys():
            self.add_error("enterprise", "服务企业、服务人才、服务村填写一项，也只填一项。")
        return data
