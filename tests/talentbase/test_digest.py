"""The digest of each morning: once a day, for those who act, compared with the day before."""

import datetime as dt

import pytest
from django.utils import timezone

from talentbase.accounts.scope import acting_as
from talentbase.audit.actor import set_local
from talentbase.todo import digest
from talentbase.todo.models import Digest
from tests.conftest import COUNTY
from tests.factories import make_person, make_user, office, township

pytestmark = pytest.mark.django_db


def write(day: dt.date) -> int:
    try:
        with acting_as(None):
            return digest.write_all(day)
    finally:
        set_local(COUNTY)


def overdue(name: str, unit=None):
    return make_person(name, unit, fields={"is_key_contact": True, "contact_due": timezone.localdate() - dt.timedelta(days=3)})


def test_it_counts_what_waits_and_what_is_new(as_user):
    today, user = timezone.localdate(), make_user()
    overdue("单雄飞")
    write(today - dt.timedelta(days=1))
    overdue("仇英")
    overdue("区文")
    assert write(today) == 1 and write(today) == 0
    found = digest.morning(user, today)
    assert (found.digest.waiting, found.more) == (3, 2) and [(number, more) for _, number, more in found.lines] == [(3, 2)]
    page = as_user(user).get("/todo/").content.decode()
    assert "今早摘要" in page and "比上一次多2件" in page and "（新增2）" in page
    assert "待办3件</a>，比上一次多2件" in as_user(user).get("/").content.decode()


def test_everybody_has_his_own_and_readers_none():
    clerk, reader = make_user("township", unit=township("元村镇")), make_user("leader")
    overdue("哨兵", township("韩张镇"))
    county = make_user()
    write(timezone.localdate())
    numbers = {each.user_id: each.waiting for each in Digest.objects.all()}
    assert numbers == {clerk.pk: 0, county.pk: 1} and reader.pk not in numbers


def test_before_it_is_written_there_is_none(as_user):
    user = make_user(unit=office())
    write(timezone.localdate() - dt.timedelta(days=2))
    assert digest.morning(user, timezone.localdate()) is None
    assert "今早摘要" not in as_user(user).get("/todo/").content.decode()


def test_old_ones_go():
    user = make_user()
    Digest.objects.create(user=user, day=timezone.localdate() - dt.timedelta(days=90), waiting=1)
    write(timezone.localdate())
    assert Digest.objects.count() == 1
