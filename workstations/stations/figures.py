"""Heads in office, and stations at work."""

from django.db.models import Q

from talentbase.figures.figure import Reading, figure
from talentbase.web.lists import ListColumn, link
from talentbase.web.templatetags.ui import dots
from workstations.stations.models import Appointment, Station

HEADS = "stations.heads"
COLUMNS = (
    ListColumn("name", "姓名", lambda a: a.name, "120px"),
    ListColumn("post", "职务", lambda a: a.get_post_display(), "96px"),
    ListColumn("station", "工作站", lambda a: link(a.get_absolute_url(), a.station.unit.name)),
    ListColumn("since", "聘任日期", lambda a: dots(a.since), "110px"),
    ListColumn("until", "聘期至", lambda a: dots(a.until), "110px"),
)
STATIONS = (
    ListColumn("name", "工作站", lambda s: link(s.get_absolute_url(), s.unit.name)),
    ListColumn("city", "所在城市", lambda s: s.city, "120px"),
    ListColumn("plaque", "授牌日期", lambda s: dots(s.plaque_on), "110px"),
)


@figure(
    key=HEADS, name="站长、副站长", unit="名", reading=Reading.NOW, columns=COLUMNS, right="stations.view", opening=True,
    definition="运行的工作站在任的站长、副站长，加期初数。",
)  # fmt: skip
def heads(user, period):
    found = Appointment.objects.visible_to(user).filter(post__in=Appointment.HEADS, station__state=Station.State.RUNNING)
    held = Q(ended_on=None) | Q(ended_on__gt=period.as_of)
    return found.filter(held, since__lte=period.as_of).select_related("station__unit").order_by("station", "post", "pk")


@figure(
    key="stations.running", name="驻外工作站", unit="个", reading=Reading.NOW, columns=STATIONS, right="stations.view",
    definition="已授牌并在运行的工作站。", has_past=False,
)  # fmt: skip
def running(user, period):
    return Station.objects.visible_to(user).filter(state=Station.State.RUNNING).select_related("unit")
