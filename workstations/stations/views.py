"""List, page and forms of stations; the rules they follow."""

import django_filters
from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from talentbase.registers.filters import SheetFilter, within_half
from talentbase.registers.pages import RecordAct, RecordForm, RecordPage, RecordRemove, Records
from talentbase.registers.saving import Refused
from talentbase.registers.sheets import RecordSheet
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.templatetags.ui import dots, tag
from talentbase.web.views import Door
from workstations.stations import actions
from workstations.stations.forms import AppointmentForm, CharterForm, LogForm, StationForm
from workstations.stations.models import Appointment, Charter, LogEntry, Station
from workstations.stations.sheet import COLUMNS as SHEET
from workstations.stations.sheet import lines

VIEW, EDIT, REPORT = "stations.view", "stations.edit", "stations.report"
TONES = {"preparing": "amber", "running": "green", "closed": "grey"}


class OfStations(Records):
    model, noun, list_url, related = Station, "驻外工作站", "stations:list", ("unit",)


class StationFilter(SheetFilter):
    import_kind = "appointment"
    state = ManyFilter("state", label="状态")
    city = django_filters.CharFilter("city", label="城市")

    class Meta:
        model = Station
        fields: list[str] = []

    @property
    def facets(self):
        states = dict(Station.State.choices)
        return (Facet("state", "状态", "state", lambda v: states.get(v, v), order=tuple(states), is_open=True),)


COLUMNS = (
    ListColumn("name", "工作站", lambda s: link(s.get_absolute_url(), s.unit.name), order=("unit__name",)),
    ListColumn("city", "所在城市", lambda s: s.city, width(84), order=("city",)),
    ListColumn("host", "依托单位", lambda s: s.host),
    ListColumn("heads", "站长、副站长", lambda s: "、".join(s.heads)),
    ListColumn("covers", "联系城市", lambda s: "、".join(s.covers)),
    ListColumn("plaque", "授牌日期", lambda s: dots(s.plaque_on), width(96), order=("plaque_on",)),
    ListColumn("state", "状态", lambda s: tag(s.get_state_display(), TONES[s.state]), width(64), order=("state",)),
)


class StationList(RegisterList):
    right = VIEW
    template = "stations/list.html"
    filterset, columns = StationFilter, COLUMNS
    noun, measure = "驻外工作站", "个"
    search_hint = "名称、城市、依托单位"

    def get_queryset(self):
        return Station.objects.visible_to(self.request.user).select_related("unit")

    def prepare(self, records):
        heads = Appointment.objects.filter(station__in=records, post__in=Appointment.HEADS).in_office().order_by("post", "id")
        names: dict[int, list[str]] = {}
        for station, name in heads.values_list("station_id", "name"):
            names.setdefault(station, []).append(name)
        for station in records:
            station.heads = names.get(station.pk, [])
        return records

    def extra(self):
        seen = Station.objects.visible_to(self.request.user).values("pk")
        heads = Appointment.objects.filter(station__in=seen, post__in=Appointment.HEADS).in_office()
        counts = heads.aggregate(all=Count("pk"), out=Count("pk", filter=Q(until__lt=localdate())))
        return {"can_edit": self.request.user.may(EDIT), "heads": counts["all"], "run_out": counts["out"]}


class StationSheet(OfStations, RecordSheet):
    right = EDIT
    filterset, columns = StationFilter, SHEET
    values = {
        "station": lambda a: a.station.unit.name, "city": lambda a: a.station.city, "host": lambda a: a.station.host,
        "plaque": lambda a: a.station.plaque_on, "state": lambda a: a.station.get_state_display(),
        "post": lambda a: a.get_post_display(), "name": lambda a: a.name, "since": lambda a: a.since, "until": lambda a: a.until,
        "document": lambda a: a.document, "ended": lambda a: a.ended_on,
    }  # fmt: skip

    def lines(self, records):
        return lines(records)


class StationPage(OfStations, RecordPage):
    right, edit_right = VIEW, REPORT
    template = "stations/page.html"
    parts = (("heads", "聘任", "stations/_heads.html"), ("log", "日志", "stations/_log.html"))

    def facts(self, station):
        return [
            ("所在城市", station.city),
            ("依托单位", station.host),
            ("授牌日期", dots(station.plaque_on)),
            ("联系城市", "、".join(station.covers)),
            ("地址", station.address),
            ("撤销日期", dots(station.closed_on)) if station.closed_on else ("状态", station.get_state_display()),
            ("备注", station.remark),
        ]

    def acts(self, station):
        found = [("写日志", reverse("stations:log-add", args=[station.pk]))]
        if self.request.user.may(EDIT):
            found += [
                ("登记聘任", reverse("stations:appointment-add", args=[station.pk])),
                ("修改", reverse("stations:edit", args=[station.pk])),
            ]
        return found

    def _log(self, station) -> list:
        """may_go: whether this user may take an entry out again."""
        entries, half = station.logentrys.all(), self.request.GET.get("half", "")
        user, entries = self.request.user, list((within_half(entries, "on", half) if half else entries)[:100])
        for entry in entries:
            entry.may_go = entry.writer == user.pk or user.may(EDIT)
        return entries

    def extra(self, station):
        return {
            "tone": TONES[station.state],
            "appointments": station.appointments.select_related("person"),
            "entries": self._log(station),
            "can_appoint": self.request.user.may(EDIT),
        }


class StationEdit(OfStations, RecordForm):
    right, form = EDIT, StationForm

    def save(self, form):
        data = form.cleaned_data
        return actions.keep(form.instance, data["name"], opened_version=data.get("opened_version"), by=self.request.user)


class AppointmentEdit(RecordForm):
    """Of a station (`station`), or one that stands (`pk`)."""

    right, form, model, noun, list_url = EDIT, AppointmentForm, Appointment, "聘任", "stations:list"
    related = ("station__unit",)

    def setup(self, request, *args, station=None, **kwargs):
        super().setup(request, *args, **kwargs)
        self.station = station

    def fresh(self):
        return Appointment(station=get_object_or_404(Station.objects.visible_to(self.request.user), pk=self.station))

    def get(self, request, pk=None, **kwargs):
        return super().get(request, pk)

    def post(self, request, pk=None, **kwargs):
        return super().post(request, pk)


class AppointmentRemove(RecordRemove):
    right, model, noun, list_url, related = EDIT, Appointment, "聘任", "stations:list", ("station__unit",)


class LogAdd(OfStations, RecordAct):
    right, form = REPORT, LogForm
    heading = "写日志"

    def act(self, station, data):
        actions.write_log(station, **data, by=self.request.user)
        return "已写入日志。"


class LogDrop(Records):
    right, model, related = REPORT, LogEntry, ("station",)

    def post(self, request, pk):
        entry = self.fetch(pk)
        try:
            actions.drop_log(entry, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "已删除这条日志。")
        return redirect(f"{entry.station.get_absolute_url()}?tab=log")


class Charters(Door):
    """管理办法, the newest first."""

    right = VIEW

    def get(self, request, pk=None):
        charters = list(Charter.objects.all())
        shown = get_object_or_404(Charter, pk=pk) if pk else next((c for c in charters if c.effective_on <= localdate()), None)
        context = {"charters": charters, "shown": shown, "can_edit": request.user.may(EDIT), "today": localdate()}
        return render(request, "stations/charters.html", context)


class CharterEdit(RecordForm):
    right, form, model, noun, list_url = EDIT, CharterForm, Charter, "管理办法", "stations:charters"

    def visible(self):
        return Charter.objects.all()
