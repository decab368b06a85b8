"""Who came back, and what the stations brought about."""

from demand.cooperation.columns import PROJECTS, RETURNS
from demand.cooperation.models import Project, Return
from talentbase.figures.figure import Reading, figure, since_opening

PEOPLE, BROUGHT = "returns.people", "stations.projects"
OF_RETURNS = {"unit": "人", "columns": RETURNS, "right": "cooperation.view"}


def _returned(user, period):
    rows = Return.objects.visible_to(user).first_of_each().select_related("station", "unit")
    return since_opening(rows, PEOPLE, "returned_on").filter(period.by("returned_on"))


@figure(
    key=PEOPLE, name="累计返乡", reading=Reading.TOTAL, opening=True,
    definition="返乡创业就业登记的人员，每人计一次，加期初数。", **OF_RETURNS,
)  # fmt: skip
def people(user, period):
    return _returned(user, period)


@figure(
    key=f"{PEOPLE}.month", name="本月返乡", reading=Reading.MONTH,
    definition="返乡日期在本月的人员，每人计一次。", **OF_RETURNS,
)  # fmt: skip
def people_this_month(user, period):
    return _returned(user, period).filter(period.within("returned_on"))


@figure(
    key=f"{PEOPLE}.year", name="今年返乡", reading=Reading.YEAR,
    definition="返乡日期在今年的人员，每人计一次。", **OF_RETURNS,
)  # fmt: skip
def people_this_year(user, period):
    return _returned(user, period).filter(period.within_year("returned_on"))


@figure(
    key=BROUGHT, name="累计校地合作项目", unit="个", reading=Reading.TOTAL, opening=True, columns=PROJECTS,
    right="cooperation.view",
    definition="工作站促成并已签约的校地、校企、技术合作、院士工作站、人才飞地、团队引进项目（在谈、终止的不计），加期初数。",
)  # fmt: skip
def brought_about(user, period):
    rows = Project.objects.visible_to(user).standing().exclude(station=None).exclude(kind=Project.Kind.OTHER)
    rows = rows.select_related("station", "enterprise", "unit")
    return since_opening(rows, BROUGHT, "signed").filter(period.by("signed"))


@figure(
    key="cooperation.all", name="合作项目", unit="个", reading=Reading.TOTAL, columns=PROJECTS, right="cooperation.view",
    definition="已签约的合作项目（在谈、终止的不计），不论由谁促成。",
)  # fmt: skip
def every_project(user, period):
    rows = Project.objects.visible_to(user).standing().select_related("station", "enterprise", "unit")
    return rows.filter(period.by("signed"))
