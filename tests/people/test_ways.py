"""Each way to reach somebody has its own day of confirmation; what is written anew has to be tried anew."""

import datetime as dt

import pytest
from django.utils import timezone

from people.registry.models import Contact, Person
from tests.factories import make_person, make_user, township
from tests.people.test_registry import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    fields = {"email": "shanxf@example.cn", "wechat": "wx_12345678", "family_address": "南乐县元村镇某村12号"}
    return make_person("单某某", township("元村镇"), phones=["19900000021", "19900000022"], fields=fields)


def days(person) -> list:
    found = Person.objects.get(pk=person.pk)
    return [found.email_confirmed_on, found.wechat_confirmed_on, found.family_address_confirmed_on]


def test_each_is_confirmed_by_itself(as_user, person):
    client, today = as_user(make_user()), timezone.localdate()
    for way in ("email", "wechat", f"phone-{person.contacts.last().pk}"):
        answer = client.post(f"/people/{person.pk}/confirm/{way}/", {"back": "n=1"})
        assert answer["Location"] == f"/people/{person.pk}/?n=1"
    assert days(person) == [today, today, None]
    assert list(person.contacts.values_list("confirmed_on", flat=True)) == [None, today]
    page = client.get(f"/people/{person.pk}/").content.decode()
    assert "wx****78" in page and "wx_12345678" not in page and "南乐县元村镇某村12号" not in page


def test_what_is_changed_has_to_be_tried_anew(as_user, person):
    client = as_user(make_user())
    for way in ("email", "wechat"):
        client.post(f"/people/{person.pk}/confirm/{way}/")
    person.refresh_from_db()
    form = form_of(name="单某某", email="other@example.cn", wechat="wx_12345678", opened_version=person.version)
    assert client.post(f"/people/{person.pk}/edit/", form).status_code == 302
    assert days(person) == [None, timezone.localdate(), None]


@pytest.mark.parametrize("way", ["phone-0", "phone-999999999999999999999", "phone-x", "birth", "name"])
def test_what_there_is_not_is_not_confirmed(as_user, person, way):
    told = as_user(make_user()).post(f"/people/{person.pk}/confirm/{way}/", follow=True).content.decode()
    assert "请核对后再登记" in told and days(person) == [None, None, None]


def test_a_dead_number_and_one_of_somebody_else_are_not_confirmed(as_user, person):
    other = make_person("仇某某", phones=["19900000023"])
    Contact.objects.filter(person=person).update(is_dead=True)
    client = as_user(make_user())
    for contact in Contact.objects.all():
        client.post(f"/people/{person.pk}/confirm/phone-{contact.pk}/")
    assert not Contact.objects.exclude(confirmed_on=None).exists() and other.contacts.count() == 1


def test_a_contact_by_wechat_confirms_it(as_user, person):
    form = {"visited_on": "2026.05.06", "leader": "赵某", "modes": ["微信"], "outcome": "reached", "note": "在沪，近期返乡"}
    assert as_user(make_user()).post(f"/liaison/of/{person.pk}/add/", form).status_code == 302
    assert days(person) == [None, dt.date(2026, 5, 6), None]


def test_a_township_confirms_only_its_own(as_user, person):
    client = as_user(make_user("township", unit=township("韩张镇")))
    assert client.post(f"/people/{person.pk}/confirm/email/").status_code == 404 and days(person)[0] is None


def test_a_contact_of_long_ago_confirms_nothing_anew(as_user, person):
    Person.objects.filter(pk=person.pk).update(wechat_confirmed_on="2026-06-01")
    form = {"visited_on": "2019.03", "leader": "赵某", "modes": ["微信"], "outcome": "reached", "note": "补登"}
    as_user(make_user()).post(f"/liaison/of/{person.pk}/add/", form)
    assert days(person)[1] == dt.date(2026, 6, 1)
