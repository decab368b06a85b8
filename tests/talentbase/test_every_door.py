"""Whatever a menu or a list offers to somebody opens for him, in the whole demo county."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as
from talentbase.ledgers.models import Ledger

LINK = re.compile(r'href="(/[^"#?]*)')
EACH = 6  # records opened of each list

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    call_command("demo", people=200, needs=80, seed=5, verbosity=0)


def links(page: str, area: str) -> list[str]:
    """Addresses within the first element that begins with `area`, each once."""
    found = re.search(rf"<{area}.*?</{area.split()[0]}>", page, re.S)
    return list(dict.fromkeys(LINK.findall(found[0]))) if found else []


FORM = re.compile(r"/(add|edit)/$")
PRINTED = "<h1>在外人才登记表</h1>"  # on paper only


@pytest.mark.parametrize("name", ["zhouwenbo", "yuancun", "tongzhan", "liguodong", "chenyutong"])
def test_what_is_offered_opens_under_one_heading(house, name):
    client = Client(raise_request_exception=False)
    with acting_as(None):
        client.force_login(User.objects.get(username=name))
    shut, unnamed, seen = {}, {}, set()

    def opened(address: str, way: str) -> str:
        if address in seen:
            return ""
        seen.add(address)
        answer = client.get(address)
        if answer.status_code != 200:
            shut[address] = f"{answer.status_code} ({way})"
            return ""
        page = b"".join(answer).decode(errors="replace") if answer.streaming else answer.content.decode(errors="replace")
        if "<main" in page and page.replace(PRINTED, "").count("<h1") != 1:
            unnamed[address] = page.count("<h1")
        return page

    for door in links(client.get("/").content.decode(), 'nav class="side"'):
        page = opened(door, "menu")
        records = links(page, "tbody")[:EACH]
        for address in records + [each for each in links(page, "main") if FORM.search(each)]:
            below = opened(address, door)
            for form in [each for each in links(below, "main") if FORM.search(each)]:
                opened(form, address)
    assert not shut and not unnamed and len(seen) > 20


LISTS = {  # statements of a whole page of each register's list, whatever the number of its rows
    "/cooperation/": 10, "/cooperation/returns/": 10, "/leads/": 10, "/tips/": 10, "/services/": 12, "/benefits/": 10,
    "/benefits/honours/": 9, "/events/": 11, "/liaison/": 11, "/liaison/coverage/": 13, "/matches/cases/outcomes/": 13, "/ledgers/": 7,
    "/stations/": 10, "/policies/": 10, "/assessment/": 14, "/branches/": 10, "/newsletters/": 9,
    "/care/": 12, "/care/visits/": 10, "/care/officers/": 10, "/ledgers/one/": 12,
}  # fmt: skip


def test_lists_ask_the_database_per_page_not_per_row(house):
    client = Client()
    with acting_as(None):
        client.force_login(User.objects.get(username="chenyutong"))
        ledger = Ledger.objects.order_by("pk").first().get_absolute_url()
    counted = {}
    for address in [ledger if each == "/ledgers/one/" else each for each in LISTS]:
        client.get(address)  # what a worker reads once is read
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        counted["/ledgers/one/" if address == ledger else address] = len(queries)
    assert counted == LISTS
