"""回访: every unit's people in turn, month by month; done when the record is confirmed."""

import datetime as dt

import pytest
from django.utils import timezone

from people.registry.models import Person
from people.revisits import actions
from people.revisits.models import Line, Round
from talentbase.todo.due import due_for
from tests.factories import make_person, make_user, township

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 3)


@pytest.fixture
def town():
    return township("元村镇")


@pytest.fixture
def people(town):
    """Thirty who may be called, confirmed longer and longer ago; and some who may not."""
    found = []
    for number in range(30):
        day = TODAY - dt.timedelta(days=40 + number) if number else None
        found.append(make_person(f"单{chr(0x4E00 + number)}", town, fields={"last_confirmed": day}))
    for name, fields in (
        ("已故", {"status": "deceased"}),
        ("失联", {"status": "lost"}),
        ("不愿", {"restriction": "unwilling"}),
        ("库外", {"populations": ["outside"], "basis": "public", "basis_evidence": "某校网站"}),
        ("刚核", {"last_confirmed": TODAY - dt.timedelta(days=5)}),
    ):
        make_person(name, town, fields=fields)
    make_person("别乡", township("韩张镇"))
    return found


def names(found: Round) -> list[str]:
    return [line.person.name for line in found.lines.select_related("person")]


def test_a_twelfth_each_month_and_everybody_within_a_year(town, people):
    user = make_user()
    met = []
    for month in range(12):
        today = (TODAY.replace(day=3) + dt.timedelta(days=31 * month)).replace(day=3)
        met.append(names(actions.draw_up(town, by=user, today=today)))
    assert met[0] == [people[0].name, people[29].name, people[28].name]  # never confirmed, then the longest ago
    assert all(len(each) == 3 for each in met)
    everybody = [name for each in met for name in each]
    assert {person.name for person in people} <= set(everybody)
    assert not {"已故", "失联", "不愿", "库外", "别乡"} & set(everybody)


def test_who_was_just_confirmed_waits(town, people):
    assert "刚核" not in [person.name for person in actions.turn_of(town, 100, TODAY)]
    later = TODAY + dt.timedelta(days=60)
    assert "刚核" in [person.name for person in actions.turn_of(town, 100, later)]


def test_one_list_a_month(as_user, town, people):
    client = as_user(make_user())
    assert client.post("/revisits/", {"unit": town.pk}).status_code == 302
    again = client.post("/revisits/", {"unit": town.pk}, follow=True).content.decode()
    assert "本月的回访名单已经生成" in again and Round.objects.count() == 1


def test_all_units_at_once(as_user, town, people):
    client = as_user(make_user())
    told = client.post("/revisits/", {"all": "1"}, follow=True).content.decode()
    assert "已为2个单位生成本月回访名单，共4人" in told
    assert "没有需要生成的名单" in client.post("/revisits/", {"all": "1"}, follow=True).content.decode()


def test_done_when_the_record_is_confirmed(as_user, town, people):
    user = make_user("township", unit=town)
    client = as_user(user)
    page = client.post("/revisits/", {"unit": town.pk}, follow=True)
    found, (first, second, third) = page.context["round"], [person for person, _, _ in page.context["rows"]]
    assert f"/liaison/of/{first.pk}/add/?next=/revisits/{found.pk}/" in page.content.decode()
    call = {
        "visited_on": f"{timezone.localdate():%Y.%m.%d}",
        "leader": "赵某",
        "modes": ["电话"],
        "next": found.get_absolute_url(),
    }
    reached = call | {"outcome": "reached", "note": "资料无变化", "is_confirmed": "on"}
    assert client.post(f"/liaison/of/{first.pk}/add/", reached)["Location"] == found.get_absolute_url()
    client.post(f"/liaison/of/{second.pk}/add/", call | {"outcome": "missed"})
    page = client.get(found.get_absolute_url())
    assert [(done, bool(tried)) for _, done, tried in page.context["rows"]] == [(True, False), (False, True), (False, False)]
    counted = Round.objects.with_numbers().get()
    assert (counted.number, counted.done, counted.rest) == (3, 1, 2)
    waits = [due for due in due_for(user) if due.what == "完成回访"]
    assert len(waits) == 1 and "还有2人未核实" in waits[0].more
    Person.objects.filter(pk__in=[second.pk, third.pk]).update(last_confirmed=timezone.localdate())
    assert not [due for due in due_for(user) if due.what == "完成回访"]


def test_an_address_elsewhere_is_not_followed(as_user, town, people):
    call = {"visited_on": "2026.05.06", "leader": "赵某", "modes": ["电话"], "outcome": "missed"}
    for address in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        person = make_person("区某", town)
        answer = as_user(make_user()).post(f"/liaison/of/{person.pk}/add/", call | {"next": address})
        assert answer["Location"].startswith(f"/people/{person.pk}/")


def test_a_list_is_dropped_until_somebody_was_called(as_user, town, people):
    client = as_user(make_user())
    first = actions.draw_up(town, by=make_user())
    client.post(first.get_absolute_url())
    assert not Round.objects.exists() and not Line.objects.exists()
    second = actions.draw_up(town, by=make_user())
    Person.objects.filter(pk=second.lines.first().person_id).update(last_confirmed=timezone.localdate())
    assert "已有人核实，不能删除" in client.post(second.get_absolute_url(), follow=True).content.decode()
    assert Round.objects.count() == 1


def test_a_unit_sees_and_makes_its_own(as_user, town, people):
    other = township("韩张镇")
    theirs = actions.draw_up(other, by=make_user())
    client = as_user(make_user("township", unit=town))
    page = client.get("/revisits/").content.decode()
    assert "韩张镇" not in page and client.get(theirs.get_absolute_url()).status_code == 404
    assert client.post("/revisits/", {"unit": other.pk}).status_code == 404
    reader = as_user(make_user("leader"))
    assert reader.get("/revisits/").status_code == 200 and reader.post("/revisits/", {"all": "1"}).status_code in (403, 405)


@pytest.mark.parametrize("given", [{}, {"unit": "x"}, {"unit": "9" * 30}, {"unit": "0"}])
def test_a_unit_that_is_none(as_user, people, given):
    assert as_user(make_user()).post("/revisits/", given).status_code == 404


@pytest.mark.parametrize("month", ["", "2026-13", "x", "2026-02"])
def test_any_month_may_be_asked_for(as_user, people, month):
    assert as_user(make_user()).get(f"/revisits/?month={month}").status_code == 200


@pytest.mark.parametrize(
    "fields",
    [{"status": "deceased"}, {"status": "lost"}, {"restriction": "closed"}, {"archived_at": timezone.now()}, {"unit_ids": []}],
)
def test_who_cannot_be_called_any_more_is_not_waited_for(as_user, town, fields):
    person = make_person("单某", town)
    user = make_user("township", unit=town)
    found = actions.draw_up(town, by=user)
    Person.objects.filter(pk=person.pk).update(**fields)
    assert Round.objects.with_numbers().get().rest == 0 and not [due for due in due_for(user) if due.what == "完成回访"]
    assert as_user(make_user()).get(found.get_absolute_url()).context["rows"] == []


def test_a_clerk_who_moves_is_told_of_his_new_unit(town, people):
    user = make_user("clerk", unit=township("韩张镇"))
    actions.draw_up(town, by=make_user())
    assert not [due for due in due_for(user) if due.what == "完成回访"]
    user.unit = town
    user.save()
    assert [due for due in due_for(user) if due.what == "完成回访"]


def test_a_list_that_the_county_drew_up_is_not_the_townships_to_drop(as_user, town, people):
    found = actions.draw_up(town, by=make_user())
    client = as_user(make_user("township", unit=town))
    assert "删除这份名单" not in client.get(found.get_absolute_url()).content.decode()
    assert "请由其本人或县级删除" in client.post(found.get_absolute_url(), follow=True).content.decode()
    assert Round.objects.count() == 1


def test_a_call_without_news_needs_no_words(as_user, town, people):
    call = {"visited_on": f"{timezone.localdate():%Y.%m.%d}", "leader": "赵某", "modes": ["电话"], "outcome": "reached"}
    client = as_user(make_user())
    assert client.post(f"/liaison/of/{people[0].pk}/add/", call).status_code == 422
    assert client.post(f"/liaison/of/{people[0].pk}/add/", call | {"is_confirmed": "on"}).status_code == 302
    people[0].refresh_from_db()
    assert people[0].last_confirmed == timezone.localdate() and people[0].visits.get().note == "核实资料，没有变化"
