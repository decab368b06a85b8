"""List, page and form of tips."""

import django_filters
from django.db.models import Count
from django.urls import reverse

from people.registry.models import Person
from talentbase.registers.filters import OwnedFilter, YearsFilter, year_facet
from talentbase.registers.pages import RecordForm, RecordPage, RecordRemove, RecordReveal, Records
from talentbase.registers.sheets import RecordSheet
from talentbase.sheets.column import Column
from talentbase.text.phones import mask_phone
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.templatetags.ui import dots, tag
from workstations.tips import actions
from workstations.tips.forms import TipForm
from workstations.tips.models import Tip
from workstations.tips.sheet import TIP_COLUMNS

VIEW, REPORT, EDIT = "stations.view", "tips.report", "stations.edit"
TONES = {"new": "amber", "entered": "green", "known": "blue", "dropped": "grey"}
RELATED = ("unit", "education", "degree", "person", "nomination")


class TipFilter(OwnedFilter):
    happened = "received_on"
    import_kind = "talent_lead"
    state = ManyFilter("state", label="状态")
    year = YearsFilter("received_on", label="年份")
    month = django_filters.CharFilter(method="only_month", label="月份")

    class Meta:
        model = Tip
        fields: list[str] = []

    @property
    def facets(self):
        states = dict(Tip.State.choices)
        return (
            Facet("state", "状态", "state", lambda v: states.get(v, v), order=tuple(states), is_open=True),
            self.unit_facet("报送单位"),
            year_facet("received_on", "年份"),
        )

    def only_month(self, queryset, name, value):
        return self.in_month(queryset, "received_on", value)


def _state(tip: Tip):
    return tag(tip.get_state_display(), TONES[tip.state])


COLUMNS = (
    ListColumn("name", "姓名", lambda t: link(t.get_absolute_url(), t.name), width(76), order=("name",)),
    ListColumn("employer", "现单位", lambda t: t.employer, order=("employer",)),
    ListColumn("position", "职务", lambda t: t.position),
    ListColumn("field", "专业领域", lambda t: t.field),
    ListColumn("phones", "电话", lambda t: "、".join(map(mask_phone, t.phones)), width(112)),
    ListColumn("unit", "报送单位", lambda t: t.unit.name, width(96), order=("unit__order",)),
    ListColumn("day", "收到日期", lambda t: dots(t.received_on), width(92), order=("received_on",)),
    ListColumn("state", "状态", _state, width(76), order=("state",)),
)
SHEET = (*TIP_COLUMNS, Column("state", "审核结果"), Column("unit", "报送单位", width=14), Column("day", "收到日期"))
VALUES = {
    "name": lambda t: t.name, "employer": lambda t: t.employer, "position": lambda t: t.position,
    "education": lambda t: t.education.name if t.education_id else "", "title": lambda t: t.title_text, "field": lambda t: t.field,
    "coop_mode": lambda t: "、".join(t.modes), "phones": lambda t: t.phones, "contact_text": lambda t: t.contact_text,
    "referrer": lambda t: t.referrer, "follow": lambda t: t.follow, "remark": lambda t: t.remark,
    "state": lambda t: t.get_state_display(), "unit": lambda t: t.unit.name, "day": lambda t: t.received_on,
}  # fmt: skip


class OfTips(Records):
    model, noun, list_url, related = Tip, "人才信息", "tips:list", RELATED


class TipList(RegisterList):
    right = VIEW
    template = "tips/list.html"
    filterset, columns = TipFilter, COLUMNS
    noun, measure = "人才信息", "条"
    order_note = "次序：收到近的在前"
    search_hint = "姓名、单位、职务、领域、推荐人"

    def get_queryset(self):
        return Tip.objects.visible_to(self.request.user).select_related(*RELATED)

    def extra(self):
        states = dict(Tip.objects.visible_to(self.request.user).order_by().values_list("state").annotate(n=Count("pk")))
        total = sum(states.values())
        judged = total - states.get(Tip.State.NEW, 0)
        entered = states.get(Tip.State.ENTERED, 0)
        return {
            "can_report": self.request.user.may(REPORT),
            "all": total,
            "judged": judged,
            "entered": entered,
            "share": f"{entered * 100 / judged:.0f}%" if judged else "",
        }


class TipSheet(OfTips, RecordSheet):
    right = REPORT
    filterset, columns, values = TipFilter, SHEET, VALUES


class TipPage(OfTips, RecordPage):
    right, edit_right = VIEW, REPORT
    template = "tips/page.html"

    def facts(self, tip):
        user = self.request.user
        person = tip.person if tip.person_id and user.may("people.view") and self._sees(tip) else None
        return [
            ("姓名", tip.name),
            ("现单位", tip.employer),
            ("职务", tip.position),
            ("学历学位", "、".join(code.name for code in (tip.education, tip.degree) if code)),
            ("职称", tip.title_text),
            ("专业领域", tip.field),
            ("可合作方式", "、".join(tip.modes)),
            ("电话", "、".join(map(mask_phone, tip.phones))),
            ("联系方式", tip.contact_text),
            ("推荐人", tip.referrer),
            ("跟进情况", tip.follow),
            ("报送单位", tip.unit.name),
            ("收到日期", dots(tip.received_on)),
            ("审核结果", f"{tip.get_state_display()}{f'（{tip.state_reason}）' if tip.state_reason else ''}"),
            ("对应档案", link(person.get_absolute_url(), person.name) if person else ""),
            ("备注", tip.remark),
        ]

    def _sees(self, tip) -> bool:
        return Person.objects.visible_to(self.request.user).filter(pk=tip.person_id).exists()

    def acts(self, tip):
        waits = tip.state == Tip.State.NEW
        found = []
        if waits and tip.nomination_id and self.request.user.may("intake.review"):
            found.append(("去审核", reverse("intake:detail", args=[tip.nomination_id])))
        if waits:
            found.append(("修改", reverse("tips:edit", args=[tip.pk])))
            if self.request.user.may(EDIT):
                found.append(("删除", reverse("tips:remove", args=[tip.pk])))
        if tip.phones and self.request.user.may("people.reveal"):
            found.append(("查看电话", reverse("tips:phone", args=[tip.pk])))
        return found

    def extra(self, tip):
        return {"tone": TONES[tip.state]}


class TipEdit(OfTips, RecordForm):
    right, form = REPORT, TipForm

    def save(self, form):
        opened = form.cleaned_data.get("opened_version")
        return actions.keep(form.instance, opened_version=opened, by=self.request.user)

    def done(self, tip, is_new):
        return f"已报送{tip.name}，等待县级比对审核。" if is_new else super().done(tip, is_new)


class Phone(OfTips, RecordReveal):
    def numbers(self, record):
        return record.phones


class TipRemove(OfTips, RecordRemove):
    right = EDIT

    def remove(self, record):
        actions.remove(record, by=self.request.user)
