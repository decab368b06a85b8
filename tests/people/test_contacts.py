"""登记联系: what was talked about, what follows for the record, mended and removed."""

import datetime as dt

import pytest
from django.utils import timezone

from people.liaison.models import Visit
from people.registry.models import Person
from talentbase.audit.models import Change
from tests.factories import make_person, make_user, office, township

pytestmark = pytest.mark.django_db


def given(**changes) -> dict:
    values = {
        "visited_on": "2026.03.05",
        "leader": "陈雨桐",
        "modes": ["电话"],
        "kind": "日常联系",
        "note": "近期回乡",
        "outcome": "reached",
    }
    return values | changes


def add(client, person, **changes):
    return client.post(f"/liaison/of/{person.pk}/add/", given(**changes))


def fresh(person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_a_call_moves_the_record_on(as_user):
    person = make_person(fields={"is_key_contact": True, "contact_due": dt.date(2026, 3, 1), "status": "lost"})
    clerk = as_user(make_user())
    page = clerk.get(f"/liaison/of/{person.pk}/add/?back=n%3D2").content.decode()
    assert f'value="{timezone.localdate():%Y.%m.%d}"' in page and 'name="contact_due"' in page
    answer = add(clerk, person, contact_due="2026-12-01", is_confirmed="on", back="n=2")
    assert answer.headers["Location"] == f"/people/{person.pk}/?n=2&tab=liaison"
    now = fresh(person)
    assert (now.last_contact, now.last_contact_note) == (dt.date(2026, 3, 5), "陈雨桐电话：近期回乡")
    assert (now.contact_due, now.last_confirmed, now.status) == (dt.date(2026, 12, 1), timezone.localdate(), "")
    assert "近期回乡" in clerk.get(f"/liaison/of/{person.pk}/").content.decode()
    assert Change.objects.filter(table="liaison_visit", operation="I").count() == 1


def test_who_was_not_reached_stays_as_he_was_or_is_lost(as_user):
    person, clerk = make_person(), as_user(make_user())
    add(clerk, person, outcome="missed", note="")
    assert fresh(person).last_contact is None and Visit.objects.get().note == "没有联系上"
    add(clerk, person, outcome="lost", note="号码停用", visited_on="2026.3.6")
    assert fresh(person).status == "lost" and "号码停用" in Visit.objects.get(visited_on="2026-03-06").note


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"visited_on": ""}, "没有填"),
        ({"visited_on": "春节前"}, "日期"),
        ({"visited_on": "2027.1.1"}, "晚于今天"),
        ({"modes": []}, "请选择联系方式"),
        ({"note": "", "request": ""}, "请写明联系情况"),
        ({"outcome": "missed", "is_confirmed": "on"}, "不能登记为已核实"),
        ({"leader": "\0"}, "无法识别"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(as_user, changes, words):
    person, clerk = make_person(), as_user(make_user())
    answer = add(clerk, person, **{"request": "孩子入学", **changes})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert ("孩子入学" in answer.content.decode()) == ("request" not in changes)
    assert not Visit.objects.exists() and fresh(person).last_contact is None


def test_the_same_contact_twice_is_one(as_user):
    person, clerk = make_person(), as_user(make_user())
    add(clerk, person)
    answer = add(clerk, person, note="再说一遍")
    assert answer.status_code == 422 and "已登记过" in answer.content.decode() and Visit.objects.count() == 1


def test_an_older_contact_does_not_hide_the_newer(as_user):
    person, clerk = make_person(), as_user(make_user())
    add(clerk, person)
    add(clerk, person, visited_on="2025", note="去年")
    assert fresh(person).last_contact_note == "陈雨桐电话：近期回乡"


def test_mended_and_removed(as_user):
    person, clerk = make_person(), as_user(make_user())
    add(clerk, person)
    visit = Visit.objects.get()
    assert "近期回乡" in clerk.get(f"/liaison/{visit.pk}/edit/").content.decode()
    clerk.post(f"/liaison/{visit.pk}/edit/", given(note="下月回乡", request="孩子入学", opened_version=visit.version))
    late = clerk.post(f"/liaison/{visit.pk}/edit/", given(note="别的", opened_version=visit.version))
    assert late.status_code == 409 and "下月回乡" in late.content.decode() and "别的" in late.content.decode()
    visit.refresh_from_db()
    assert (visit.note, visit.request) == ("下月回乡", "孩子入学")
    assert clerk.post(f"/liaison/{visit.pk}/edit/", given(leader="")).status_code == 422
    clerk.post(f"/liaison/{visit.pk}/edit/", {"remove": "1"})
    assert not Visit.objects.exists()


def test_only_people_within_sight(as_user):
    person = make_person(unit=township("韩张镇"))
    stranger = as_user(make_user("township", unit=township("元村镇")))
    assert add(stranger, person).status_code == 404 and stranger.get(f"/liaison/of/{person.pk}/").status_code == 404
    add(as_user(make_user(unit=office())), person)
    visit = Visit.objects.get()
    own = as_user(make_user("township", unit=township("韩张镇")))
    assert own.get(f"/liaison/{visit.pk}/edit/").status_code == 404, "the county's own note of a call"
    assert as_user(make_user("leader")).get(f"/liaison/of/{person.pk}/add/").status_code == 403


def test_the_number_that_was_used_is_confirmed_or_out_of_use(as_user):
    person, clerk = make_person(phones=["19900000123", "19900000456"]), as_user(make_user())
    first, second = person.contacts.all()
    page = clerk.get(f"/liaison/of/{person.pk}/add/").content.decode()
    assert "199****0123" in page and "19900000123" not in page
    add(clerk, person, contact=first.pk)
    add(clerk, person, contact=second.pk, outcome="dead", visited_on="2026.3.6")
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.confirmed_on, first.is_dead) == (dt.date(2026, 3, 5), False)
    assert (second.confirmed_on, second.is_dead) == (None, True)
    assert "2026年3月5日打通" in clerk.get(f"/people/{person.pk}/").content.decode()
    assert "哪一个号码停用" in add(clerk, person, outcome="dead", visited_on="2026.3.7").content.decode()
    stranger = make_person("仇英", phones=["19900000789"]).contacts.get()
    assert add(clerk, person, contact=stranger.pk, visited_on="2026.3.8").status_code == 422


def test_the_last_contact_follows_what_is_mended_and_removed(as_user):
    person, clerk = make_person(), as_user(make_user())
    add(clerk, person, visited_on="2026.1.5", note="年初")
    add(clerk, person, visited_on="2026.2.10", note="节前")
    latest = Visit.objects.get(visited_on="2026-02-10")
    clerk.post(f"/liaison/{latest.pk}/edit/", given(visited_on="2026.1.20", note="节前", opened_version=latest.version))
    assert (fresh(person).last_contact, fresh(person).last_contact_note) == (dt.date(2026, 1, 20), "陈雨桐电话：节前")
    clerk.post(f"/liaison/{latest.pk}/edit/", {"remove": "1"})
    assert (fresh(person).last_contact, fresh(person).last_contact_note) == (dt.date(2026, 1, 5), "陈雨桐电话：年初")
    clerk.post(f"/liaison/{Visit.objects.get().pk}/edit/", {"remove": "1"})
    assert fresh(person).last_contact is None


def test_the_next_contact_of_a_key_contact_is_proposed_by_the_pace(as_user):
    person, client = make_person(fields={"is_key_contact": True}), as_user(make_user())
    client.post("/liaison/coverage/", {"days": "180", "key_days": "90"})
    box = client.get(f"/liaison/of/{person.pk}/add/").context["form"]["contact_due"]
    assert box.value() == timezone.localdate() + dt.timedelta(days=90)


@pytest.mark.parametrize("typed", ["shanxiongfei", "单雄飞"])
def test_a_person_is_named_by_pinyin_too(typed):
    from people.registry.fields import PersonField
    from people.registry.models import Person

    person = make_person("单雄飞")
    box = PersonField()
    box.people = Person.objects.present()
    assert box.clean(typed) == person
