"""人才服务专员: list, page and forms."""

import django_filters
from django.db.models import Count, Q
from django.urls import reverse

from demand.care.forms import OfficerForm
from demand.care.models import Officer
from demand.care.sheet import OFFICER_COLUMNS
from people.registry.models import Person
from talentbase.registers.filters import OwnedFilter
from talentbase.registers.pages import RecordForm, RecordPage, RecordRemove, RecordReveal, Records
from talentbase.registers.sheets import RecordSheet
from talentbase.text.phones import mask_phone
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.templatetags.ui import dots, tag

VIEW, EDIT = "needs.view", "needs.edit"


class OfficerFilter(OwnedFilter):
    import_kind = "care_officer"
    whom = django_filters.CharFilter(method="only_whom", label="服务对象")
    ended = django_filters.CharFilter(method="only_ended", label="状态")
    WHOM = {"firm": ("企业", "enterprise"), "person": ("人才", "person"), "village": ("村（社区）", "village")}

    class Meta:
        model = Officer
        fields: list[str] = []

    @property
    def facets(self):
        return (self.unit_facet("所在单位"),)

    def only_whom(self, queryset, name, value):
        if value == "village":
            return queryset.exclude(village="")
        return queryset.exclude(**{self.WHOM[value][1]: None}) if value in self.WHOM else queryset.none()

    def only_ended(self, queryset, name, value):
        return queryset.standing() if value == "0" else queryset.exclude(until=None)

    def describe(self, name, value):
        if name == "whom":
            return f"服务{self.WHOM.get(value, (value,))[0]}"
        return ("在任" if value == "0" else "已结束") if name == "ended" else super().describe(name, value)


def _served(officer: Officer) -> str:
    if officer.village:
        return officer.village
    if officer.enterprise_id:
        return officer.enterprise.name if officer.enterprise else "（不在您的范围内）"
    return officer.person.name if officer.person else "（不在您的范围内）"


OFFICERS = (
    ListColumn("name", "专员", lambda o: link(o.get_absolute_url(), o.name), width(90), order=("name",)),
    ListColumn("post", "职务", lambda o: o.post, width(140)),
    ListColumn("unit", "所在单位", lambda o: o.unit.name, width(170), order=("unit__order",)),
    ListColumn("served", "服务对象", _served),
    ListColumn("since", "起始日期", lambda o: dots(o.since), width(96), order=("since",)),
    ListColumn("state", "状态", lambda o: tag("已结束") if o.until else tag("在任", "green"), width(72)),
)
OFFICER_VALUES = {
    "name": lambda o: o.name, "post": lambda o: o.post, "phone": lambda o: o.phone.split("、") if o.phone else "",
    "unit": lambda o: o.unit.name, "enterprise": lambda o: o.enterprise.name if o.enterprise else "",
    "person": lambda o: f"{o.person.number} {o.person.name}" if o.person else "", "village": lambda o: o.village,
    "since": lambda o: o.since, "until": lambda o: o.until,
}  # fmt: skip


class OfOfficers(Records):
    model, noun, list_url, related = Officer, "人才服务专员", "care:officers", ("unit", "enterprise", "person")


class OfficerList(RegisterList):
    right = VIEW
    template = "care/officers.html"
    filterset, columns = OfficerFilter, OFFICERS
    noun, measure = "人才服务专员", "名"
    search_hint = "专员、企业、人才、村"

    def get_queryset(self):
        return Officer.objects.visible_to(self.request.user).select_related("unit", "enterprise", "person")

    def extra(self):
        ours = Officer.objects.visible_to(self.request.user).standing()
        kinds = {"firms": Q(enterprise__isnull=False), "people": Q(person__isnull=False), "villages": ~Q(village="")}
        counts = ours.aggregate(**{name: Count("pk", filter=which) for name, which in kinds.items()})
        return counts | {"can_edit": self.request.user.may(EDIT)}


class OfficerSheet(OfOfficers, RecordSheet):
    right = EDIT
    filterset, columns, values = OfficerFilter, OFFICER_COLUMNS, OFFICER_VALUES


class OfficerPage(OfOfficers, RecordPage):
    right, edit_right = VIEW, EDIT

    def facts(self, officer):
        seen = officer.person_id and Person.objects.visible_to(self.request.user).filter(pk=officer.person_id).exists()
        served = link(officer.person.get_absolute_url(), officer.person.name) if seen else _served(officer)
        return [
            ("专员", officer.name),
            ("职务", officer.post),
            ("电话", "、".join(mask_phone(number) for number in officer.phone.split("、") if number)),
            ("所在单位", officer.unit.name),
            ("服务对象", served),
            ("起始日期", dots(officer.since)),
            ("结束日期", dots(officer.until)),
        ]

    def acts(self, officer):
        found = [
            ("修改", reverse("care:officer-edit", args=[officer.pk])),
            ("删除", reverse("care:officer-remove", args=[officer.pk])),
        ]
        may_see = officer.phone and self.request.user.may("people.reveal")
        return [*found, ("查看电话", reverse("care:officer-phone", args=[officer.pk]))] if may_see else found


class OfficerEdit(OfOfficers, RecordForm):
    right, form = EDIT, OfficerForm


class OfficerRemove(OfOfficers, RecordRemove):
    right = EDIT


class OfficerPhone(OfOfficers, RecordReveal):
    def numbers(self, record):
        return record.phone.split("、")
