"""Fixtures: a real PostgreSQL, a client per user, and databases of one's own for tests that commit."""

import itertools
import os
import time
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client

from talentbase.audit.actor import set_local
from talentbase.codes import book
from talentbase.pg.cluster import embedded, in_use
from talentbase.pg.roles import ensure_roles_and_database
from talentbase.pg.url import is_embedded
from tests.databases import copy_of, ensure_template

pytest_plugins = ["tests.walk_fixtures"]
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
_numbers = itertools.count(1)
COUNTY = {"scope": "county", "units": "", "categories": "", "actor": "", "actor_name": "测试"}


BROWSER_LAST = ("tests/walk/", "tests/faults/test_sudden_death.py")


def pytest_collection_modifyitems(items):
    """Browser tests stand last: from the first of them on, Playwright's loop keeps the ORM out of this thread."""
    items.sort(key=lambda item: next((n for n, start in enumerate(BROWSER_LAST, 1) if item.nodeid.startswith(start)), 0))


def pytest_runtest_call(item):
    """The code book is read anew once a minute: never in the middle of a test, where its statements would be counted."""
    if item.get_closest_marker("django_db") and (
        book._kept is None or time.monotonic() - book._kept[0] > book.KEEP_SECONDS / 4
    ):
        book.forget_book()
        book.current_book()


@pytest.fixture(scope="session")
def cluster():
    """The tests' own embedded server, or the one that DATABASE_URL names."""
    if not is_embedded():
        yield None
        return
    with in_use(embedded(ROOT, os.environ["TALENTBASE_CLUSTER"]), ROOT) as server:
        ensure_roles_and_database(server)
        yield server


@pytest.fixture(scope="session")
def template(cluster) -> str:
    return ensure_template()


@pytest.fixture(scope="session")
def django_db_setup(template, django_db_blocker):
    """pytest-django's `db` runs on a copy of the template, as the runtime role, each test inside a transaction."""
    with copy_of(template, f"tb_run_{os.getpid()}") as name, django_db_blocker.unblock():
        _point_to(name)
        yield
        connections.close_all()


def _point_to(name: str) -> None:
    connections.close_all()
    connection.settings_dict["NAME"] = name


@pytest.fixture(autouse=True)
def _county_scope(request):
    """Tests build their world with the county's eyes; requests and `acting_as` set their own scope."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        set_local(COUNTY)


@pytest.fixture
def own_database(template, cluster, django_db_blocker):
    """A committed database for tests of transactions, jobs and browsers; the connection points to it meanwhile."""
    before = connection.settings_dict["NAME"]
    with copy_of(template, f"tb_own_{os.getpid()}_{next(_numbers)}") as name, django_db_blocker.unblock():
        _point_to(name)
        try:
            yield name
        finally:
            _point_to(before)


class ScopedClient(Client):
    """Inside a test's one transaction a request's scope would outlive it; afterwards the county's eyes are put back."""

    def request(self, **request):
        try:
            return super().request(**request)
        finally:
            if connection.in_atomic_block:
                set_local(COUNTY)


@pytest.fixture
def client():
    return ScopedClient()


@pytest.fixture
def as_user():
    """as_user(user) -> a client logged in as this user."""

    def log_in(user) -> Client:
        client = ScopedClient()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def shared():
    """The folder of evaluation data beside the project; absent on a plain clone."""
    if not SHARED.is_dir():
        pytest.skip("评测数据目录 ../shared 不存在，本项只在开发环境运行")
    return SHARED
