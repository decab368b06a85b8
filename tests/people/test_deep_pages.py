"""Far inside the list: the same rows in the same order, for a township as for the county, without the pages before."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.registry.actions import Source, register_many
from people.registry.models import Person
from people.registry.record import record_of
from talentbase.codes.book import current_book
from tests.factories import make_user, township

pytestmark = pytest.mark.django_db
MANY = 1110


@pytest.fixture
def crowd():
    records = [
        record_of({"name": f"单{chr(0x4E00 + number)}", "category": "高层次人才"}, current_book()) for number in range(MANY)
    ]
    people = register_many(records, source=Source(unit=township("元村镇"), day=dt.date(2026, 5, 1), words="测试"))
    for number, person in enumerate(people):
        person.last_confirmed = dt.date(2026, 1, 1) + dt.timedelta(days=number % 7) if number % 5 else None
    Person.objects.bulk_update(people, ["last_confirmed"])


@pytest.mark.parametrize("is_county", [True, False])
@pytest.mark.parametrize("order", ["", "name", "-confirmed"])
def test_the_page_holds_what_it_would_with_all_pages_read(as_user, crowd, is_county, order):
    user = make_user() if is_county else make_user(role="township", unit=township("元村镇"))
    client = as_user(user)
    page = client.get(f"/people/?page=22&order={order}")
    shown = [row["record"].name for row in page.context["rows"]]
    whole = [
        row["record"].name
        for part in range(1, 13)
        for row in client.get(f"/people/?size=100&page={part}&order={order}").context["rows"]
    ]
    assert len(shown) == 50 and shown == whole[1050:1100]
    last = client.get(f"/people/?page=999&order={order}").context["rows"]
    assert [row["record"].name for row in last] == whole[1100:] and len(whole) == MANY


def test_the_numbers_come_first(as_user, crowd):
    client = as_user(make_user())
    client.get("/people/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/people/?page=22")
    skipping = [each["sql"] for each in asked if "OFFSET 1050" in each["sql"]]
    assert len(skipping) == 1 and skipping[0].startswith('SELECT "registry_person"."id" AS "pk" FROM')
