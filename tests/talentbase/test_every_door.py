"""Whatever a menu or a list offers to somebody opens for him, in the whole demo county."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as

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


@pytest.mark.parametrize("name", ["zhouwenbo", "yuancun", "tongzhan", "liguodong", "chenyutong"])
def test_what_is_offered_opens(house, name):
    client = Client(raise_request_exception=False)
    with acting_as(None):
        client.force_login(User.objects.get(username=name))
    shut, seen = {}, 0
    for door in links(client.get("/").content.decode(), 'nav class="side"'):
        answer = client.get(door)
        seen += 1
        if answer.status_code != 200:
            shut[door] = answer.status_code
            continue
        for record in links(answer.content.decode(), "tbody")[:EACH]:
            seen += 1
            if (code := client.get(record).status_code) != 200:
                shut[record] = f"{code} ({door})"
    assert not shut and seen > 20
