"""The queue of nominations: conditions and columns, and the figures by source."""

from django.db.models import Count, Q
from django.shortcuts import render
from django.utils.functional import cached_property

from people.intake.models import Nomination
from talentbase.web.facets import Facet, ManyFilter
from talentbase.web.filters import ListFilter
from talentbase.web.lists import ListColumn, RegisterList, link, width
from talentbase.web.templatetags.ui import dots, tag
from talentbase.web.views import Door

State = Nomination.State
TONES = {State.NEW: "amber", State.RETURNED: "blue", State.ACCEPTED: "green", State.KNOWN: "green", State.REJECTED: ""}


class NominationFilter(ListFilter):
    state = ManyFilter("state", label="状态")
    channel = ManyFilter("channel", label="来源")

    class Meta:
        model = Nomination
        fields: list[str] = []

    @cached_property
    def facets(self):
        states, channels = dict(State.choices), dict(Nomination.Channel.choices)
        return (
            Facet("state", "状态", "state", lambda v: states.get(v, v), order=tuple(states), is_open=True),
            Facet("channel", "来源", "channel", lambda v: channels.get(v, v), order=tuple(channels), is_open=True),
        )


COLUMNS = (
    ListColumn("name", "姓名", lambda n: link(n.get_absolute_url(), n.name), width(88), order=("name",)),
    ListColumn("work", "工作单位及职务", lambda n: f"{n.employer}{n.position}"),
    ListColumn("channel", "来源", lambda n: n.get_channel_display(), width(88), order=("channel",)),
    ListColumn("referrer", "推荐人", lambda n: n.referrer, width(88), order=("referrer",)),
    ListColumn("unit", "受理单位", lambda n: n.unit.name, width(140)),
    ListColumn("received", "受理日期", lambda n: dots(n.received_on), width(88), order=("received_on",)),
    ListColumn("state", "状态", lambda n: tag(n.get_state_display(), TONES[n.state]), width(76), order=("state",)),
)


class NominationList(RegisterList):
    right = "people.edit"
    template = "intake/list.html"
    filterset = NominationFilter
    columns = COLUMNS
    noun, measure = "推荐自荐", "条"
    order_note = "次序：待审核的在前"
    search_hint = "姓名、单位、推荐人、回执编号"

    def get_queryset(self):
        return Nomination.objects.visible_to(self.request.user).select_related("unit")


class Figures(Door):
    """How many came in by each way, and what became of them; every number opens its rows."""

    right = "people.edit"

    def get(self, request):
        counts = {state: Count("pk", filter=Q(state=state)) for state in State.values}
        found = Nomination.objects.visible_to(request.user).order_by().values("channel").annotate(total=Count("pk"), **counts)
        by_channel = {row["channel"]: row for row in found}
        rows = [
            (channel, label, by_channel[channel]["total"], [(state, by_channel[channel][state]) for state in State.values])
            for channel, label in Nomination.Channel.choices
            if channel in by_channel
        ]
        return render(request, "intake/figures.html", {"rows": rows, "states": State.choices})
