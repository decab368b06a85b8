"""Every address x every role has a stated answer; an address that is not listed fails."""

import pytest
from django.urls import URLPattern, get_resolver

from talentbase.accounts.models import User
from talentbase.accounts.perms import RIGHTS
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PUBLIC = {"accounts:login", "intake:self", "replies:form"}  # all but the first answer only where a house turns them on
NO_RIGHT = {  # whoever is logged in
    "accounts:logout", "accounts:password", "dashboard:home", "files:download", "jobs:cancel", "jobs:progress",
    "search:index", "todo:list",
}  # fmt: skip
KEY = "11111111-1111-1111-1111-111111111111"
SAMPLE = {"int": "999999999", "slug": "none", "str": "none", "uuid": KEY}


def doors(patterns=None, prefix="", names=()):
    """(URL name, address with sample arguments, view)."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield ":".join([*names, entry.name]), address_of(route), entry.callback
        else:
            yield from doors(entry.url_patterns, route, (*names, entry.namespace) if entry.namespace else names)


def address_of(route: str) -> str:
    """`people/<int:pk>/` -> /people/999999999/: nobody's record."""
    parts = []
    for part in route.split("<"):
        head, bracket, tail = part.partition(">")
        parts.append(SAMPLE[head.partition(":")[0] if ":" in head else "str"] + tail if bracket else part)
    return "/" + "".join(parts)


DOORS = list(doors())


def test_every_door_states_its_right():
    unstated = [name for name, _, view in DOORS if not getattr(view, "right", "") and name not in NO_RIGHT | PUBLIC]
    assert not unstated, unstated


def test_every_right_is_known():
    known = set().union(*RIGHTS.values())
    assert {view.right for _, _, view in DOORS if getattr(view, "right", "")} <= known


def test_public_doors_are_the_short_list():
    public = {name for name, _, view in DOORS if not getattr(view, "login_required", True)}
    assert public == PUBLIC


@pytest.mark.parametrize(("name", "address", "view"), DOORS, ids=[name for name, _, _ in DOORS])
def test_nobody_passes_without_logging_in(client, name, address, view):
    for method in ("get", "post", "put", "delete"):
        answer = getattr(client, method)(address)
        if name not in PUBLIC:
            assert answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/"), method


@pytest.mark.parametrize("role", User.Role.values)
def test_a_role_without_the_right_is_refused_and_with_it_finds_nobody_elses_record(as_user, role):
    """403 where the role lacks the right, whatever the method; never a fault; a foreign record is 404."""
    user = make_user(role)
    client = as_user(user)
    wrong = []
    for name, address, view in DOORS:
        right = getattr(view, "right", "")
        if name in PUBLIC or name == "accounts:logout":
            continue
        for method in ("get", "post"):
            status = getattr(client, method)(address).status_code
            refused = bool(right) and not user.may(right)
            lawful = status == 403 if refused else status in (200, 302, 400, 404, 405, 409, 422)
            if not lawful or (not refused and "999999999" in address and status not in (404, 405)):
                wrong.append((name, method, status))
    assert not wrong, wrong
