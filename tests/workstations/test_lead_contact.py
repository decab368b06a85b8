"""Who may call the investor of a lead."""

import pytest

from talentbase.accounts.models import Unit
from tests.factories import make_unit, make_user
from tests.workstations.test_stations import make_lead

pytestmark = pytest.mark.django_db


def test_a_station_calls_its_own_investors_after_a_reason_and_nobody_elses(as_user):
    shanghai = Unit.objects.filter(name="上海工作站").first() or make_unit("上海工作站", kind="station")
    lead = make_lead(shanghai, investor_contact="区某", investor_phone="19900000417")
    client = as_user(make_user("station", unit=shanghai))
    page = client.get(lead.get_absolute_url()).content.decode()
    assert "区某" in page and "199****0417" in page and "19900000417" not in page and "查看电话" in page
    address = f"/leads/{lead.pk}/phone/"
    assert "19900000417" in client.post(address, {"reason": "约定洽谈"}).content.decode()
    assert as_user(make_user("leader")).get(address).status_code == 403
    other = make_unit("某驻外工作站", kind="station")
    assert as_user(make_user("station", unit=other)).get(address).status_code == 404
