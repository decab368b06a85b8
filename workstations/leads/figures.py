"""Leads by stations: in all, this month, those that came to something."""

from django.urls import reverse

from talentbase.figures.figure import Reading, figure, since_opening
from workstations.leads.columns import COLUMNS
from workstations.leads.filters import within_month
from workstations.leads.models import Lead

KEY = "stations.leads"
SHARED = {"unit": "条", "columns": COLUMNS, "right": "leads.view"}


def _leads(user, period):
    rows = Lead.objects.visible_to(user).counted().select_related("unit", "duty", "chain")
    return since_opening(rows, KEY, "reported").filter(period.by("reported"))


@figure(
    key=KEY, name="累计招商线索", reading=Reading.TOTAL, opening=True,
    definition="工作站和各单位报送的招商线索，重复的归首报单位计一条，加期初数。", **SHARED,
)  # fmt: skip
def leads(user, period):
    return _leads(user, period)


@figure(
    key=f"{KEY}.month", name="本月招商线索", reading=Reading.MONTH,
    link=lambda user, period: f"{reverse('leads:list')}?month={period.code}&counted=1",
    definition="报送日期在本月的招商线索，重复的归首报单位计一条。", **SHARED,
)  # fmt: skip
def leads_this_month(user, period):
    return _leads(user, period).filter(within_month(period.code))


@figure(
    key=f"{KEY}.won", name="签约落地线索", reading=Reading.TOTAL, has_past=False,
    link=lambda user, period: f"{reverse('leads:list')}?stage=signed&stage=settled&counted=1",
    definition="已签约或已落地的招商线索。", **SHARED,
)  # fmt: skip
def won(user, period):
    return Lead.objects.visible_to(user).counted().filter(stage__in=[Lead.Stage.SIGNED, Lead.Stage.SETTLED])
