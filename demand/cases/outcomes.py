"""对接成果: every match that succeeded, in which way, owed to whom."""

from demand.matching.models import Outcome
from talentbase.accounts.models import Unit
from talentbase.codes.book import chain_names
from talentbase.registers.filters import YearsFilter, year_facet
from talentbase.registers.sheets import RecordSheet
from talentbase.sheets.column import Column
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.filters import ListFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.templatetags.ui import dots


class OutcomeFilter(ListFilter):
    way = ManyFilter("way", label="合作方式")
    station = ManyFilter("station_id", convert=int, label="促成工作站")
    event = ManyFilter("event", label="促成活动")
    recommender = ManyFilter("recommender", label="牵线人")
    chain = ManyFilter("match__need__chain_id", convert=int, label="产业链")
    year = YearsFilter("match__stage_on", label="年份")

    class Meta:
        model = Outcome
        fields: list[str] = []

    @property
    def facets(self):
        ways, chains = dict(Outcome.Way.choices), chain_names()
        stations = {str(pk): name for pk, name in Unit.objects.filter(kind=Unit.Kind.STATION).values_list("pk", "name")}
        return (
            Facet("way", "合作方式", "way", lambda v: ways.get(v, v), order=tuple(ways), is_open=True),
            Facet("station", "促成工作站", "station_id", lambda v: stations.get(v, v), is_open=True),
            Facet("event", "促成活动", "event", is_open=True),
            Facet("recommender", "牵线人", "recommender"),
            Facet("chain", "产业链", "match__need__chain_id", lambda v: chains.get(v, v)),
            year_facet("match__stage_on", "年份"),
        )


def _person(outcome: Outcome):
    return link(outcome.match.person.get_absolute_url(), outcome.match.person.name)


def _need(outcome: Outcome):
    return link(outcome.match.need.get_absolute_url(), outcome.match.need.title)


COLUMNS = (
    ListColumn("day", "对接日期", lambda o: dots(o.match.stage_on), width(92), order=("match__stage_on",)),
    ListColumn("person", "人才", _person, width(84), order=("match__person__pinyin",)),
    ListColumn("need", "人才需求", _need),
    ListColumn("employer", "用人单位", lambda o: o.match.need.enterprise.name),
    ListColumn("way", "合作方式", lambda o: o.get_way_display(), width(84), order=("way",)),
    ListColumn("owed", "由谁促成", lambda o: o.owed_to),
)
SHEET = tuple(
    Column(key, label, width=size)
    for key, label, size in (
        ("day", "对接日期", 12), ("person", "人才", 10), ("employer", "用人单位", 26), ("need", "人才需求", 26), ("way", "合作方式", 10),
        ("station", "促成工作站", 14), ("event", "促成活动", 18), ("recommender", "牵线人", 10),
    )
)  # fmt: skip
VALUES = {
    "day": lambda o: o.match.stage_on,
    "person": lambda o: o.match.person.name,
    "employer": lambda o: o.match.need.enterprise.name,
    "need": lambda o: o.match.need.title,
    "way": lambda o: o.get_way_display(),
    "station": lambda o: o.station.name if o.station_id else "",
    "event": lambda o: o.event,
    "recommender": lambda o: o.recommender,
}
RELATED = ("match__person", "match__need__enterprise", "station")


class OutcomeList(RegisterList):
    right = "matching.view"
    template = "cases/outcomes.html"
    filterset, columns = OutcomeFilter, COLUMNS
    noun, measure = "对接成果", "项"
    order_note = "次序：对接日期近的在前"
    search_hint = "姓名、需求、单位、活动、牵线人"

    def get_queryset(self):
        return Outcome.objects.visible_to(self.request.user).select_related(*RELATED)

    def extra(self):
        return {"can_act": self.request.user.may("matching.act")}


class OutcomeSheet(RecordSheet):
    right = "matching.act"
    model, related, noun = Outcome, RELATED, "对接成果"
    filterset, columns, values = OutcomeFilter, SHEET, VALUES
