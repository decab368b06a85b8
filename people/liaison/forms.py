"""One contact with a person, as a clerk writes it down after the call or the visit."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.liaison.models import Pace, Visit
from people.liaison.pairing import days_for
from people.liaison.reading_terms import MODES
from people.registry.models import Contact
from talentbase.text.phones import mask_phone
from talentbase.web.edits import VersionedForm

KINDS = ("日常联系", "重大节日", "生病住院", "遇到困难", "征求意见", "项目对接", "邀请活动")  # the middle three: 三必访
REACHED, MISSED, DEAD, LOST = "reached", "missed", "dead", "lost"
OUTCOMES = ((REACHED, "已联系上"), (MISSED, "没有联系上"), (DEAD, "号码已停用"), (LOST, "多次联系不上，标为失联"))


class NumberField(forms.ModelChoiceField):
    def label_from_instance(self, contact: Contact) -> str:
        return f"{mask_phone(contact.phone)}{f'（{contact.holder}）' if contact.holder else ''}"


class VisitForm(VersionedForm):
    """person: whom it was with. What concerns the person's record stands below the visit's own fields."""

    modes = forms.MultipleChoiceField(
        label="联系方式",
        choices=[(name, name) for name, _ in MODES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择联系方式。"},
    )
    outcome = forms.ChoiceField(label="是否联系上", choices=OUTCOMES, widget=forms.RadioSelect, initial=REACHED)
    contact = NumberField(label="使用的号码", queryset=Contact.objects.none(), required=False, empty_label="未使用电话")
    is_confirmed = forms.BooleanField(label="本次核实了资料，没有变化", required=False)
    contact_due = forms.DateField(
        label="下次联系", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = Visit
        fields = [
            "visited_on",
            "leader",
            "leader_post",
            "modes",
            "kind",
            "note",
            "request",
            "handled_by",
            "result",
            "closed_on",
        ]
        labels = {
            "leader": "联系人",
            "leader_post": "联系人职务",
            "request": "意见建议或诉求",
            "visited_on": "联系日期",
            "kind": "事由",
        }
        widgets = {
            "kind": forms.TextInput(attrs={"list": "kinds", "autocomplete": "off"}),
            "leader": forms.TextInput(attrs={"list": "leaders", "autocomplete": "off"}),
            "note": forms.Textarea(attrs={"rows": 3}),
            "request": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        for name in ("visited_on", "leader"):
            self.fields[name].required = True
        if self.instance.pk:
            for name in ("outcome", "contact", "is_confirmed", "contact_due"):
                del self.fields[name]
            return
        self.fields["contact"].queryset = person.contacts.filter(is_dead=False).exclude(phone="")
        if person.is_key_contact:
            pace = dt.timedelta(days=days_for(Pace.Whom.KEY))
            self.fields["contact_due"].initial = timezone.localdate() + pace
            self.fields["contact_due"].help_text = f"重点联系对象，按{pace.days}天的间隔先填好，可以改"
        else:
            del self.fields["contact_due"]

    def clean_visited_on(self):
        day = self.cleaned_data["visited_on"]
        if day > timezone.localdate().isoformat()[: len(day)]:
            raise ValidationError("联系日期晚于今天，请核对。")
        return day

    def clean(self):
        data = super().clean()
        if data.get("outcome", REACHED) == REACHED and not (data.get("note") or data.get("request")):
            if data.get("is_confirmed"):
                data["note"] = self.instance.note = "核实资料，没有变化"
            else:
                self.add_error("note", "请写明联系情况；资料没有变化的，勾选“本次核实了资料，没有变化”即可。")
        if data.get("outcome") == DEAD and not data.get("contact"):
            self.add_error("contact", "请选择是哪一个号码停用。")
        if data.get("outcome") not in (None, REACHED) and data.get("is_confirmed"):
            self.add_error("is_confirmed", "没有联系上，不能登记为已核实。")
        return data
