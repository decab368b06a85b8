"""What the window has settled, and what it has in hand."""

from django.urls import reverse

from people.services.models import ServiceRequest
from people.services.views import COLUMNS
from talentbase.figures.figure import Reading, figure, since_opening

DONE = "services.done"
SHARED = {"unit": "件", "columns": COLUMNS, "right": "services.view"}


def _done(user, period):
    rows = ServiceRequest.objects.visible_to(user).done().select_related("handler", "unit")
    return since_opening(rows, DONE, "closed_on").filter(period.by("closed_on"))


@figure(
    key=DONE,
    name="累计办结服务事项",
    reading=Reading.TOTAL,
    opening=True,
    definition="人才窗口办结的服务事项，加期初数。",
    **SHARED,
)
def done(user, period):
    return _done(user, period)


@figure(
    key=f"{DONE}.month", name="本月办结服务事项", reading=Reading.MONTH, definition="本月办结的服务事项。",
    link=lambda user, period: f"{reverse('services:list')}?closed={period.code}", **SHARED,
)  # fmt: skip
def done_this_month(user, period):
    return _done(user, period).filter(period.within("closed_on"))


@figure(key=f"{DONE}.year", name="今年办结服务事项", reading=Reading.YEAR, definition="今年办结的服务事项。", **SHARED)
def done_this_year(user, period):
    return _done(user, period).filter(period.within_year("closed_on"))


@figure(
    key="services.open", name="在办服务事项", reading=Reading.NOW, has_past=False, definition="还没有办结的服务事项。",
    link=lambda user, period: f"{reverse('services:list')}?open=1", **SHARED,
)  # fmt: skip
def in_hand(user, period):
    return ServiceRequest.objects.visible_to(user).open()


@figure(
    key="services.overdue", name="超期服务事项", reading=Reading.NOW, has_past=False, definition="已过承诺时限、还没有办结的服务事项。",
    link=lambda user, period: f"{reverse('services:list')}?overdue=1", **SHARED,
)  # fmt: skip
def late(user, period):
    return ServiceRequest.objects.visible_to(user).overdue()
