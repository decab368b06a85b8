"""The desk: list, page and forms of requests, the list's sheet."""

import datetime as dt

import django_filters
from django.db.models import Count, Q
from django.http import Http404
from django.urls import reverse

from people.registry.models import Person
from people.services import actions
from people.services.forms import RequestForm, StepForm
from people.services.models import ServiceRequest
from people.services.rules import DESK_ONLY, WORDS, Act, lawful_acts
from people.services.sheet import COLUMNS as SHEET
from talentbase.registers.filters import OwnedFilter, YearsFilter, year_facet
from talentbase.registers.pages import RecordAct, RecordForm, RecordPage, RecordRemove, RecordReveal, Records
from talentbase.registers.sheets import RecordSheet
from talentbase.text.phones import mask_phone
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.templatetags.ui import dots, tag

VIEW, EDIT, DESK = "services.view", "services.edit", "services.desk"
TONES = {"new": "amber", "under_way": "blue", "answered": "blue", "closed": "green", "cancelled": "grey"}
RELATED = ("unit", "handler", "person")


class RequestFilter(OwnedFilter):
    import_kind = "service"
    state = ManyFilter("state", label="状态")
    kind = ManyFilter("kind", label="类别")
    handler = ManyFilter("handler_id", convert=int, label="承办单位")
    rating = ManyFilter("rating", convert=int, label="满意度")
    channel = ManyFilter("channel", label="受理方式")
    year = YearsFilter("received_on", label="受理年份")
    closed = django_filters.CharFilter(method="only_closed", label="办结月份或年份")
    overdue = django_filters.CharFilter(method="only_overdue", label="超期未办结")
    open = django_filters.CharFilter(method="only_open", label="在办")

    class Meta:
        model = ServiceRequest
        fields: list[str] = []

    @property
    def facets(self):
        states, kinds = dict(ServiceRequest.State.choices), dict(ServiceRequest.Kind.choices)
        ratings = {str(value): label for value, label in ServiceRequest.Rating.choices}
        return (
            Facet("state", "状态", "state", lambda v: states.get(v, v), order=tuple(states), is_open=True),
            Facet("kind", "类别", "kind", lambda v: kinds.get(v, v), order=tuple(kinds), is_open=True),
            Facet("handler", "承办单位", "handler_id", self.unit_name),
            Facet("rating", "满意度", "rating", lambda v: ratings.get(v, v), order=tuple(ratings)),
            year_facet("received_on", "受理年份"),
        )

    def only_closed(self, queryset, name, value):
        """2026-11 or 2026."""
        if len(value) == 4 and value.isascii() and value.isdigit() and value > "1900":
            days = dt.date(int(value), 1, 1), dt.date(int(value), 12, 31)
            return queryset.done().filter(closed_on__range=days)
        return self.in_month(queryset.done(), "closed_on", value)

    def only_overdue(self, queryset, name, value):
        return queryset.overdue()

    def only_open(self, queryset, name, value):
        return queryset.open()

    def describe(self, name, value):
        words = {"overdue": "超期未办结", "open": "在办", "closed": f"{value}办结"}
        return words.get(name) or super().describe(name, value)


def _due(request: ServiceRequest):
    late = request.days_late
    return tag(f"超期{late}天", "red") if late and request.is_open else dots(request.due_on)


COLUMNS = (
    ListColumn("number", "编号", lambda r: link(r.get_absolute_url(), r.number), width(104), order=("number",)),
    ListColumn("name", "申请人", lambda r: r.name, width(76), order=("name",)),
    ListColumn("kind", "类别", lambda r: r.get_kind_display(), width(76), order=("kind",)),
    ListColumn("title", "事项", lambda r: link(r.get_absolute_url(), r.title), order=("title",)),
    ListColumn("handler", "承办单位", lambda r: r.handler.name if r.handler_id else "", width(132), order=("handler__order",)),
    ListColumn("received", "受理", lambda r: dots(r.received_on), width(84), order=("received_on",)),
    ListColumn("due", "时限", _due, width(92), order=("due_on",)),
    ListColumn("closed", "办结", lambda r: dots(r.closed_on), width(84), order=("closed_on",)),
    ListColumn("rating", "满意度", lambda r: r.get_rating_display() if r.rating else "", width(72), order=("rating",)),
    ListColumn("state", "状态", lambda r: tag(r.get_state_display(), TONES[r.state]), width(64), order=("state",)),
)
VALUES = {
    "number": lambda r: r.number, "name": lambda r: r.name, "phone": lambda r: r.phone.split("、") if r.phone else "",
    "kind": lambda r: r.get_kind_display(), "title": lambda r: r.title, "content": lambda r: r.content,
    "channel": lambda r: r.get_channel_display(), "unit": lambda r: r.unit.name,
    "handler": lambda r: r.handler.name if r.handler_id else "", "received": lambda r: r.received_on, "due": lambda r: r.due_on,
    "answer": lambda r: r.answer, "closed": lambda r: r.closed_on, "rating": lambda r: r.get_rating_display() if r.rating else "",
    "state": lambda r: r.get_state_display(),
}  # fmt: skip


class OfRequests(Records):
    model, noun, list_url, related = ServiceRequest, "服务事项", "services:list", RELATED


class RequestList(RegisterList):
    right = VIEW
    template = "services/list.html"
    filterset, columns = RequestFilter, COLUMNS
    noun, measure = "服务事项", "件"
    order_note = "在办的在前，按时限"
    search_hint = "编号、申请人、事项"

    def get_queryset(self):
        return ServiceRequest.objects.visible_to(self.request.user).select_related(*RELATED)

    def extra(self):
        return {"can_edit": self.request.user.may(DESK), "shares": shares(self.request.user)}


def shares(user) -> dict:
    """办结率, 超期, 满意度 of what the user sees; percent as words, "" where there is nothing to divide by."""
    seen = ServiceRequest.objects.visible_to(user).exclude(state=ServiceRequest.State.CANCELLED)
    rated = Q(rating__isnull=False)
    counts = seen.aggregate(
        all=Count("pk"),
        done=Count("pk", filter=Q(state=ServiceRequest.State.CLOSED)),
        rated=Count("pk", filter=rated),
        content=Count("pk", filter=rated & Q(rating__gte=ServiceRequest.Rating.FAIRLY)),
    )
    percent = {
        "done_share": f"{counts['done'] * 100 / counts['all']:.0f}%" if counts["all"] else "",
        "content_share": f"{counts['content'] * 100 / counts['rated']:.0f}%" if counts["rated"] else "",
    }
    return counts | percent | {"late": seen.overdue().count(), "open": seen.open().count()}


class RequestSheet(OfRequests, RecordSheet):
    right = DESK
    filterset, columns, values = RequestFilter, SHEET, VALUES


class RequestPage(OfRequests, RecordPage):
    right, edit_right = VIEW, EDIT
    template = "services/page.html"
    parts = (("steps", "办理过程", "services/_steps.html"),)

    def facts(self, request):
        seen = request.person_id and Person.objects.visible_to(self.request.user).filter(pk=request.person_id).exists()
        return [
            ("申请人", link(request.person.get_absolute_url(), request.name) if seen else request.name),
            ("联系电话", "、".join(mask_phone(number) for number in request.phone.split("、") if number)),
            ("类别", request.get_kind_display()),
            ("具体诉求", request.content),
            ("受理方式", request.get_channel_display()),
            ("受理单位", request.unit.name),
            ("受理日期", dots(request.received_on)),
            ("承办单位", request.handler.name if request.handler_id else ""),
            ("办结时限", dots(request.due_on)),
            ("答复", request.answer),
            ("办结日期", dots(request.closed_on)),
            ("满意度", request.get_rating_display() if request.rating else ""),
            ("评价", request.rating_words),
        ]

    def acts(self, request):
        is_desk = self.request.user.may(DESK)
        possible = [act for act in lawful_acts(request) if is_desk or act not in DESK_ONLY]
        found = [(Act(act).label, reverse("services:act", args=[request.pk, act])) for act in possible]
        if request.phone and self.request.user.may("people.reveal"):
            found.append(("查看电话", reverse("services:phone", args=[request.pk])))
        return [*found, ("修改", reverse("services:edit", args=[request.pk]))] if is_desk else found

    def extra(self, request):
        return {"steps": request.steps.all(), "tone": TONES[request.state]}


class RequestEdit(OfRequests, RecordForm):
    right, form = DESK, RequestForm

    def initial(self):
        """?person=12 from the person's file."""
        wanted = self.request.GET.get("person", "")
        return {"person": int(wanted)} if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else {}

    def save(self, form):
        return actions.keep(form.instance, opened_version=form.cleaned_data.get("opened_version"), by=self.request.user)


class RequestRemove(OfRequests, RecordRemove):
    right = DESK


class Phone(OfRequests, RecordReveal):
    def numbers(self, record):
        return record.phone.split("、")


class Take(OfRequests, RecordAct):
    right, form = EDIT, StepForm

    def setup(self, request, *args, act="", **kwargs):
        super().setup(request, *args, **kwargs)
        self.wanted = act
        if act in WORDS:
            self.heading, self.sentence = Act(act).label, WORDS[act]

    def fetch(self, pk):
        if self.wanted not in WORDS:
            raise Http404
        return super().fetch(pk)

    def made(self, record, data=None):
        return StepForm(data, act=self.wanted, user=self.request.user, initial={"handler": record.handler_id})

    def get(self, request, pk, **kwargs):
        return super().get(request, pk)

    def post(self, request, pk, **kwargs):
        return super().post(request, pk)

    def act(self, record, data):
        actions.take(record, self.wanted, by=self.request.user, **data)
        return f"{record.number}：已登记{Act(self.wanted).label}。"
