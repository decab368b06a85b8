"""The sheet of 工作站聘任: one line a post somebody holds, under the station; our own list of stations has the same columns."""

from django.db.models import Prefetch

from talentbase.imports import undo
from talentbase.registers.plain import PlainReading, PlainRecipe, choices_of, day
from talentbase.sheets.column import Column, words
from talentbase.text.folding import fold
from workstations.stations.models import Appointment, Station

HEADED = "这个工作站已有站长{}，请先登记他的离任日期，或把这一行的离任日期填上"
COLUMNS: tuple[Column, ...] = (
    Column("station", "工作站", words("工作站名称 所在工作站 驻外工作站"), required=True, width=18, example="上海工作站"),
    Column("city", "所在城市", asked=False),
    Column("host", "依托单位", width=20, asked=False),
    Column("plaque", "授牌日期", holds="date", asked=False),
    Column("state", "状态", asked=False),
    Column(
        "post",
        "职务",
        words("聘任职务 站内职务 拟任职务"),
        required=True,
        choices=tuple(Appointment.Post.labels),
        example="副站长",
    ),
    Column("name", "姓名", words("站长姓名 受聘人 受聘人姓名 聘任人员"), required=True, example="单某某"),
    Column(
        "since",
        "聘任日期",
        words("聘任时间 聘期起 聘期开始 任职时间"),
        required=True,
        holds="date",
        example="2026.03.15",
    ),
    Column("until", "聘期至", words("聘期止 聘期结束 到期日期 到期时间"), holds="date", example="2029.03.14"),
    Column("document", "聘书或文号", words("聘书编号 聘书号 文号 聘任文件"), width=18),
    Column("ended", "离任日期", words("离任时间 解聘日期 卸任日期"), holds="date"),
)


class AppointmentReading(PlainReading):
    kind, label = "appointment", "工作站聘任"
    titles = r"站长|工作站.{0,8}(?:聘任|名册|人员|一览)"
    columns = COLUMNS
    once = ("station", "name", "since")
    whole_days = frozenset(("since", "until", "ended"))
    choices = {"post": choices_of(Appointment.Post, DEPUTY="副", HEAD="负责人 主任", CONTACT="联络 专干 工作人员")}


class AppointmentRecipe(PlainRecipe):
    reading, model, list_url = AppointmentReading, Appointment, "stations:list"
    right = "stations.edit"
    subject = "station"
    found_by = "name"
    fields = {
        "station": "station_id",
        "post": "post",
        "name": "name",
        "since": "since",
        "until": "until",
        "document": "document",
        "ended": "ended_on",
    }
    made = {"since": day, "until": day, "ended": day}
    named = frozenset(("station",))
    needed = {"station": "没有登记过{}，请先在“双招双引工作站”中登记，或把这一格改成登记的名称"}

    def prepare(self, rows):
        heads = Appointment.objects.filter(post=Appointment.Post.HEAD, ended_on=None)
        self.heads = dict(heads.values_list("station_id", "name"))
        return {"station": {fold(name): pk for name, pk in Station.objects.values_list("unit__name", "pk")}}

    def fields_of(self, values):
        """Days before the appointment are none; the check page has shown the cell."""
        found = super().fields_of(values)
        for name in ("until", "ended_on"):
            if name in found and found[name] < found.get("since", found[name]):
                del found[name]
        return found

    def hindered(self, values):
        if sentence := super().hindered(values):
            return sentence
        told = self.fields_of(values)
        head = self.heads.get(told.get("station_id")) if told.get("post") == Appointment.Post.HEAD else None
        return HEADED.format(head) if head and not told.get("ended_on") else ""

    def brought(self, batch, fields):
        return {}


def lines(stations):
    """One for each who is in office, one for a station without anybody."""
    serving = Appointment.objects.filter(ended_on=None)
    for station in stations.prefetch_related(Prefetch("appointments", serving, to_attr="serving")):
        yield from station.serving or [Appointment(station=station)]


undo.register(Station, lambda ids: None)
