"""Forms of stations, appointments, the log and the rules."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.registry.fields import PersonField
from talentbase.accounts.models import Unit
from talentbase.registers.forms import ActForm, RegisterForm
from talentbase.web.fields import LabelsField
from workstations.stations.models import Appointment, Charter, LogEntry, Station


class StationForm(RegisterForm):
    """A new station is a new unit below the county; accounts are given to it by the system administrator."""

    GROUPS = (("工作站", ("name", "city", "host", "state", "plaque_on", "closed_on", "covers", "address", "remark")),)
    name = forms.CharField(label="名称", max_length=60, error_messages={"required": "名称没有填，例如广州工作站。"})
    covers = LabelsField(label="联系城市", required=False, help_text="用顿号隔开，例如上海、苏州、杭州。")

    class Meta:
        model = Station
        fields = ["city", "host", "state", "plaque_on", "closed_on", "covers", "address", "remark"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["name"].initial = self.instance.unit.name

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        same = Unit.objects.filter(kind=Unit.Kind.STATION, name=name).exclude(pk=self.instance.unit_id)
        if same.filter(station__isnull=False).exists():
            raise ValidationError(f"已有“{name}”，请换一个名称。")
        return name

    def clean(self):
        data = super().clean()
        if data.get("state") == Station.State.RUNNING and not data.get("plaque_on"):
            self.add_error("plaque_on", "运行的工作站请填写授牌日期。")
        if data.get("state") == Station.State.CLOSED and not data.get("closed_on"):
            self.add_error("closed_on", "请填写撤销日期。")
        if data.get("state") != Station.State.CLOSED:
            data["closed_on"] = None
        return data


class AppointmentForm(RegisterForm):
    GROUPS = (("聘任", ("post", "person", "name", "since", "until", "document", "ended_on")),)
    person = PersonField(label="档案", help_text="库内的人填写姓名或档案编号；没有档案的只填写姓名。")
    name = forms.CharField(label="姓名", max_length=60, required=False, help_text="选了档案可不填。")

    class Meta:
        model = Appointment
        fields = ["post", "person", "name", "since", "until", "document", "ended_on"]

    def clean(self):
        data = super().clean()
        if data.get("person"):
            data["name"] = data["person"].name
        elif not data.get("name") and "person" not in self.errors:
            self.add_error("name", "请填写姓名，或选择档案。")
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "聘期不能早于聘任日期。")
        return data


class LogForm(ActForm):
    on = forms.DateField(label="日期", initial=timezone.localdate)
    kind = forms.ChoiceField(label="类别", choices=LogEntry.Kind)
    text = forms.CharField(label="内容", max_length=500, widget=forms.Textarea, error_messages={"required": "请填写内容。"})

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise ValidationError("日期不能晚于今天。")
        return self.cleaned_data["on"]


class CharterForm(RegisterForm):
    GROUPS = (("管理办法", ("title", "document", "effective_on", "text")),)

    class Meta:
        model = Charter
        fields = ["title", "document", "effective_on", "text"]
