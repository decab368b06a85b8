"""List, page and forms of events; the guests with their answers, attendance and what followed."""

import io

import django_filters
from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from people.events import actions
from people.events.causes import results_of
from people.events.models import Event, Guest
from people.events.sheet import COLUMNS as SHEET
from people.registry.columns import work
from people.registry.fields import PersonField
from people.registry.models import Person
from people.worklists.models import Worklist
from talentbase.audit import log
from talentbase.registers.filters import OwnedFilter, YearsFilter, year_facet
from talentbase.registers.forms import ActForm, RegisterForm, UnitField
from talentbase.registers.pages import RecordAct, RecordForm, RecordPage, RecordRemove, Records
from talentbase.registers.saving import Refused
from talentbase.registers.sheets import RecordSheet
from talentbase.sheets.column import Column
from talentbase.sheets.write_cards import write_seat_cards
from talentbase.sheets.write_xlsx import write_table
from talentbase.web.downloads import download
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.requests import address_of
from talentbase.web.templatetags.ui import dots, tag

VIEW, EDIT = "events.view", "events.edit"
TONES = {"planned": "amber", "done": "green", "cancelled": "grey"}
SIGN_IN = (Column("n", "序号", width=6), Column("name", "姓名", width=12), Column("work", "工作单位及职务", width=40),
           Column("answer", "答复", width=10), Column("sign", "签到", width=16))  # fmt: skip


class EventForm(RegisterForm):
    GROUPS = (
        ("活动", ("title", "kind", "state", "begins_on", "ends_on", "place", "host", "unit")),
        ("安排和成效", ("itinerary", "outcome", "others")),
    )
    unit = UnitField(label="责任单位", error_messages={"required": "请选择责任单位。"})

    class Meta:
        model = Event
        fields = ["title", "kind", "state", "begins_on", "ends_on", "place", "host", "unit", "itinerary", "outcome", "others"]
        error_messages = {"title": {"required": "活动名称没有填。"}, "begins_on": {"required": "请填写日期。"}}
        help_texts = {"others": "没有列入受邀名单的参加人数，如工作人员、企业代表。"}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if not self.instance.pk:
            self.initial["unit"] = self.initial.get("unit") or user.unit_id

    def clean(self):
        data = super().clean()
        if data.get("ends_on") and data.get("begins_on") and data["ends_on"] < data["begins_on"]:
            self.add_error("ends_on", "结束日期不能早于开始日期。")
        if data.get("state") == Event.State.DONE and data.get("begins_on") and data["begins_on"] > timezone.localdate():
            self.add_error("state", "还没有到日期的活动不能登记为已举办。")
        return data


class EventFilter(OwnedFilter):
    import_kind = "event"
    kind = ManyFilter("kind", label="类别")
    state = ManyFilter("state", label="状态")
    year = YearsFilter("begins_on", label="年份")
    month = django_filters.CharFilter(method="only_month", label="月份")

    class Meta:
        model = Event
        fields: list[str] = []

    @property
    def facets(self):
        kinds, states = dict(Event.Kind.choices), dict(Event.State.choices)
        return (
            Facet("kind", "类别", "kind", lambda v: kinds.get(v, v), order=tuple(kinds), is_open=True),
            Facet("state", "状态", "state", lambda v: states.get(v, v), order=tuple(states), is_open=True),
            year_facet("begins_on", "年份"),
            self.unit_facet(),
        )

    def only_month(self, queryset, name, value):
        return self.in_month(queryset, "begins_on", value)


def days(event: Event) -> str:
    return f"{dots(event.begins_on)}–{dots(event.ends_on)}" if event.ends_on else dots(event.begins_on)


COLUMNS = (
    ListColumn("title", "活动名称", lambda e: link(e.get_absolute_url(), e.title), order=("title",)),
    ListColumn("kind", "类别", lambda e: e.get_kind_display(), width(68), order=("kind",)),
    ListColumn("days", "日期", days, width(150), order=("begins_on",)),
    ListColumn("place", "地点", lambda e: e.place),
    ListColumn("unit", "责任单位", lambda e: e.unit.name, width(140)),
    ListColumn("invited", "邀请", lambda e: e.invited, width(56), "number"),
    ListColumn("came", "到会", lambda e: e.attended, width(56), "number"),
    ListColumn("state", "状态", lambda e: tag(e.get_state_display(), TONES[e.state]), width(68), order=("state",)),
)
VALUES = {
    "title": lambda e: e.title, "kind": lambda e: e.get_kind_display(), "begins": lambda e: e.begins_on, "ends": lambda e: e.ends_on,
    "place": lambda e: e.place, "host": lambda e: e.host, "unit": lambda e: e.unit.name, "invited": lambda e: e.invited,
    "came": lambda e: e.attended, "others": lambda e: e.others, "state": lambda e: e.get_state_display(), "outcome": lambda e: e.outcome,
}  # fmt: skip


def with_numbers(events):
    return events.annotate(invited=Count("guests"), attended=Count("guests", filter=Q(guests__came=True)))


class OfEvents(Records):
    model, noun, list_url, related = Event, "活动", "events:list", ("unit",)

    def visible(self):
        return with_numbers(super().visible())


class EventList(RegisterList):
    right = VIEW
    template = "events/list.html"
    filterset, columns = EventFilter, COLUMNS
    noun, measure = "活动", "场"
    order_note = "次序：日期近的在前"
    search_hint = "名称、地点、主办单位、成效"

    def get_queryset(self):
        return with_numbers(Event.objects.visible_to(self.request.user).select_related("unit"))

    def extra(self):
        held = Event.objects.visible_to(self.request.user).held()
        year = held.filter(begins_on__year=timezone.localdate().year)
        came = Guest.objects.filter(event__in=year.values("pk"), came=True).count()
        return {"can_edit": self.request.user.may(EDIT), "held": year.count(), "came": came}


class EventSheet(OfEvents, RecordSheet):
    right = EDIT
    filterset, columns, values = EventFilter, SHEET, VALUES


class EventPage(OfEvents, RecordPage):
    right, edit_right = VIEW, EDIT
    template = "events/page.html"
    parts = (("guests", "受邀和到会", "events/_guests.html"), ("results", "后续成果", "events/_results.html"))

    def facts(self, event):
        return [
            ("类别", event.get_kind_display()),
            ("日期", days(event)),
            ("地点", event.place),
            ("主办单位", event.host),
            ("责任单位", event.unit.name),
            ("邀请", f"{event.invited}人"),
            ("到会", f"{event.attended}人" + (f"，另有名册外{event.others}人" if event.others else "")),
            ("日程安排", event.itinerary),
            ("成效和后续", event.outcome),
        ]

    def acts(self, event):
        open_ = [
            ("邀请名单中的人", reverse("events:invite-list", args=[event.pk])),
            ("邀请一人", reverse("events:invite", args=[event.pk])),
        ]
        return [
            *(open_ if event.state != Event.State.CANCELLED else []),
            ("修改", reverse("events:edit", args=[event.pk])),
            ("删除", reverse("events:remove", args=[event.pk])),
        ]

    def extra(self, event):
        seen = Person.objects.visible_to(self.request.user).values("pk")
        guests = event.guests.filter(person__in=seen).select_related("person").order_by("-came", "answer", "person__pinyin")
        return {
            "guests": [(guest, work(guest.person)) for guest in guests],
            "tone": TONES[event.state],
            "answers": Guest.Answer.choices,
            "results": results_of(event, self.request.user) if self.request.GET.get("tab") == "results" else [],
        }


class EventEdit(OfEvents, RecordForm):
    right, form = EDIT, EventForm


class EventRemove(OfEvents, RecordRemove):
    right = EDIT


class InviteForm(ActForm):
    person = PersonField(label="人才", required=True, error_messages={"required": "请填写姓名或档案编号。"})


class Invite(OfEvents, RecordAct):
    right, form = EDIT, InviteForm
    heading, sentence = "邀请一人", "已故、失联、不宜联系的不邀请。"

    def act(self, event, data):
        name = data["person"].name
        number, out = actions.invite(event, Person.objects.filter(pk=data["person"].pk))
        if out:
            raise Refused(f"{name}已故、失联或不宜联系，没有邀请。")
        return f"已邀请{name}。" if number else f"{name}已在受邀名单中。"


class ListForm(ActForm):
    worklist = forms.ModelChoiceField(label="名单", queryset=Worklist.objects.none(), empty_label="请选择")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["worklist"].queryset = Worklist.objects.visible_to(user).order_by("-pk")


class InviteList(OfEvents, RecordAct):
    right, form = EDIT, ListForm
    heading, sentence = (
        "邀请名单中的人",
        "先在人才库勾选或查询，加入座谈会或邀请名单；名单里的人都列入受邀名单，已在的不重复。",
    )

    def act(self, event, data):
        people = Person.objects.visible_to(self.request.user)
        number, out = actions.invite_list(event, data["worklist"], people)
        return f"已邀请{number}人。" + (f"已故、失联或不宜联系，没有邀请：{'、'.join(out)}。" if out else "")


class Mark(OfEvents):
    """The whole table of guests at once; what this clerk did not touch stays as another one at the door has it."""

    right = EDIT

    def post(self, request, pk):
        event = self.fetch(pk)
        seen = Person.objects.visible_to(request.user).values("pk")
        answers = {}
        for guest in event.guests.filter(person__in=seen):
            shown = request.POST.get(f"was-{guest.pk}")
            if shown is None:  # invited after this page was opened
                continue
            answer = request.POST.get(f"answer-{guest.pk}", guest.answer)
            touched = Guest.touched(
                shown,
                answer if answer in Guest.Answer.values else guest.answer,
                f"came-{guest.pk}" in request.POST,
                " ".join(request.POST.get(f"follow-{guest.pk}", "").replace("\0", "").split())[:200],
            )
            if touched:
                answers[guest.pk] = touched
        try:
            changed = actions.mark(event, answers)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(event)
        turned = [name for name, *_ in _came_after_all(event, answers)]
        said = f"{'、'.join(turned)}答复为不参加而已到会，答复改为参加。" if turned else ""
        messages.success(request, f"已保存{changed}人的答复、到会和后续。{said}")
        return redirect(event)


def _came_after_all(event: Event, answers: dict[int, dict]):
    """Names of those who are said to stay away and to have come in one go."""
    both = [pk for pk, touched in answers.items() if touched.get("came") and touched.get("answer") == Guest.Answer.NO]
    return event.guests.filter(pk__in=both).order_by("pk").values_list("person__name")


class GuestDrop(Records):
    right, model, related = EDIT, Guest, ("event", "person")

    def post(self, request, pk):
        guest = self.fetch(pk)
        event = guest.event
        actions.drop(guest, by=request.user)
        messages.success(request, f"已从受邀名单移除{guest.person.name}。")
        return redirect(event)


class SignIn(OfEvents):
    """The sheet at the door, and cards for the table: names and posts only."""

    right = EDIT

    def post(self, request, pk, kind: str):
        event, out = self.fetch(pk), io.BytesIO()
        seen = Person.objects.visible_to(request.user).values("pk")
        guests = list(event.guests.filter(person__in=seen).exclude(answer=Guest.Answer.NO).select_related("person"))
        guests.sort(key=lambda guest: guest.person.pinyin)
        name = "席签" if kind == "cards" else "签到表"
        if kind == "cards":
            write_seat_cards(out, [guest.person.name for guest in guests])
        else:
            rows = [[n, g.person.name, work(g.person), g.get_answer_display(), ""] for n, g in enumerate(guests, 1)]
            write_table(out, SIGN_IN, rows, title=f"{event.title}签到表", note=f"{days(event)}　{event.place}")
        log.record("print", user=request.user, address=address_of(request), subject=event, field=name, rows=len(guests))
        return download(out.getvalue(), f"{event.title}_{name}.{'docx' if kind == 'cards' else 'xlsx'}")
