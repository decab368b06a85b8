"""Each figure equals the rows behind its link, for everybody who may follow it."""

import pytest

from talentbase.accounts.scope import acting_as
from talentbase.audit.actor import set_local
from talentbase.figures.figure import figures_of, find, read
from talentbase.figures.period import Period
from talentbase.figures.reported import kind_of
from tests.conftest import COUNTY
from tests.factories import make_user, office, township
from tests.talentbase.registers_world import fill_registers
from tests.talentbase.world import small_county

pytestmark = pytest.mark.django_db
SUMMED = "面积"  # the column that the ledger of `fill_registers` adds up
EMPTY = {  # counted like a neighbour that has rows: another kind of reported number, another category of people, no survey is open
    "bureaus.high_tech", "bureaus.loans_wan", "bureaus.loans_wan.month", "people.business", "people.official", "people.updated",
    "submissions.missing",
}  # fmt: skip
ROLES = ("county_manager", "clerk", "leader", "township", "department")


def behind(response, measured):
    """What the page at the figure's link holds."""
    if "ledger" in response.context:
        return float(dict(response.context["sums"])[SUMMED])
    column = "value" if kind_of(measured.figure) else measured.figure.column
    if not column:
        return response.context["total"] + measured.opening_value
    return float(sum(getattr(row["record"], column) for row in response.context["rows"]) + measured.opening_value)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("months_back", [0, 1])
def test_every_figure_equals_its_rows(role, months_back, as_user):
    county = small_county()
    fill_registers(county.on, county.people)
    unit = {"township": township(), "department": office("县委统战部")}.get(role)
    user = make_user(role, unit=unit)
    period = Period.of() if not months_back else Period.of().before()
    checked = 0
    with acting_as(user):
        found = read(figures_of(user), user, period)
    set_local(COUNTY)
    for key, measured in found.items():
        if measured.url and measured.value is not None:
            response = as_user(user).get(measured.url)
            assert response.status_code == 200, (key, measured.url)
            assert behind(response, measured) == pytest.approx(float(measured.value)), (key, measured.url)
            checked += 1
    assert checked > 8 or (months_back and not user.may("figures.view"))


def test_no_figure_of_the_county_is_compared_while_it_is_empty():
    """0 equals 0 whatever a figure counts: each has rows here, or is named with the reason."""
    county = small_county()
    fill_registers(county.on, county.people)
    found = read(figures_of(make_user()), make_user(), Period.of())
    assert {key for key, measured in found.items() if not measured.value} <= EMPTY


def test_links_open_the_registers_own_lists():
    user = make_user()
    assert find("people.overdue").url(user) == "/people/?overdue=1"
    assert find("people.total").url(make_user("township", unit=township()), Period.of().before()) == ""
