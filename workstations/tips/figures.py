"""Tips of stations, and how many of them became people of the register."""

from django.urls import reverse

from talentbase.figures.figure import Reading, figure, since_opening
from workstations.tips.models import Tip
from workstations.tips.views import COLUMNS

KEY = "stations.tips"
SHARED = {"unit": "条", "columns": COLUMNS, "right": "stations.view"}


def _tips(user, period):
    rows = Tip.objects.visible_to(user).select_related("unit", "person")
    return since_opening(rows, KEY, "received_on").filter(period.by("received_on"))


@figure(
    key=KEY, name="累计人才信息", reading=Reading.TOTAL, opening=True, definition="工作站报送的人才信息，加期初数。", **SHARED
)
def tips(user, period):
    return _tips(user, period)


@figure(
    key=f"{KEY}.month", name="本月人才信息", reading=Reading.MONTH, definition="本月收到的人才信息。",
    link=lambda user, period: f"{reverse('tips:list')}?month={period.code}", **SHARED,
)  # fmt: skip
def tips_this_month(user, period):
    return _tips(user, period).filter(period.within("received_on"))


@figure(
    key=f"{KEY}.entered", name="人才信息入库", reading=Reading.TOTAL, has_past=False,
    definition="经比对审核后新入库的人才信息。", link=lambda user, period: f"{reverse('tips:list')}?state=entered", **SHARED,
)  # fmt: skip
def entered(user, period):
    return Tip.objects.visible_to(user).filter(state=Tip.State.ENTERED)
