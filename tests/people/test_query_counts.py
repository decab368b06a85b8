"""How many statements each page of the register asks, committed as numbers; ten times the people ask no more."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.duplicates.models import Pair
from people.duplicates.scan import scan
from people.intake import actions as intake
from people.intake.models import Nomination
from people.worklists import actions as worklists
from people.worklists.models import Worklist
from tests.factories import make_person, make_user, office

pytestmark = pytest.mark.django_db
# session, user, savepoint, scope, the count in the menu and the release of the savepoint are of every page
PAGES = {
    "/people/": 11,
    "/people/?page=2&size=50": 11,
    "/people/?q=张伟": 11,
    "/people/?q=zhangw": 11,
    "/people/?category=expert&confirmed=never": 11,
    "/people/?employer=某大学&missing=email&order=-birth": 11,
    "/people/suggest/?q=张": 7,
    "/people/freshness/": 8,
    "/people/{person}/": 14,
    "/people/{person}/?tab=timeline": 36,
    "/people/{person}/?n=1": 15,
    "/people/duplicates/": 9,
    "/people/duplicates/{pair}/": 60,
    "/worklists/{worklist}/": 14,
    "/worklists/": 9,
    "/intake/": 9,
}


def grow(number: int) -> None:
    for place in range(number):
        make_person("张伟", employer="某大学", birth_ym=f"{1950 + place}-01", phones=[f"1990000{place:04d}"])


@pytest.fixture
def marks():
    user = make_user(unit=office())
    grow(4)
    people = [make_person("单雄飞", birth_ym="1980-05") for _ in range(2)]
    scan()
    worklist = worklists.make("名单", "greeting", dt.date(2026, 2, 10), people, by=user)
    intake.enter(Nomination(channel="hotline", name="仇英"), by=user)
    return {"person": people[0].pk, "pair": Pair.objects.first().pk, "worklist": worklist.pk}


def statements(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_so_many_statements_however_many_people(as_user, marks, page):
    client, address = as_user(make_user(unit=office())), page.format(**marks)
    few = statements(client, address)
    grow(40)
    worklists.add(Worklist.objects.get(), [make_person(f"区文{n}") for n in range(20)])
    for number in range(10):
        intake.enter(Nomination(channel="letter", name=f"解某{number}"), by=make_user())
    many = statements(client, address)
    assert (few, many) == (PAGES[page], PAGES[page])
