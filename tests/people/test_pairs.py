"""联系领导: offices with their terms, pairs that follow the office, assigning many and taking it back, lists by leader."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from people.duplicates import actions as duplicates
from people.liaison import pair_actions as actions
from people.liaison.models import Office, Pair, Term
from people.registry.models import Person
from people.worklists import actions as worklists
from tests.factories import make_person, make_user, township

pytestmark = pytest.mark.django_db
SINCE = dt.date(2026, 1, 5)


def make_office(post="县委常委、组织部部长", name="赵某", since=SINCE) -> Office:
    return actions.keep_office(Office(post=post), name=name, since=since, by=None)


@pytest.fixture
def two():
    return make_office(), make_office("副县长", "钱某")


@pytest.fixture
def three():
    return [make_person(name, township("元村镇")) for name in ("单某", "仇某", "区某")]


def assigned(client, people, office, **given):
    """The two steps of the page; answers the last response."""
    data = {"pick": [person.pk for person in people], "office": office.pk, "since": "2026-02-01", "query": "", **given}
    shown = client.post("/liaison/leaders/assign/", data | {"step": "show"})
    known = {"expected": shown.context["number"], "shown": shown.context["shown"], "step": "do"}
    return client.post("/liaison/leaders/assign/", data | known, follow=True)


def pairs(person) -> list[tuple[str, bool]]:
    return [(pair.office.holder, pair.is_first) for pair in Pair.objects.standing().filter(person=person)]


def test_many_get_a_leader_and_it_is_taken_back(as_user, two, three):
    client = as_user(make_user())
    page = assigned(client, three, two[0], is_first="1")
    assert "已为3人登记联系领导：赵某（县委常委、组织部部长），第一联络人" in page.content.decode()
    assert [pairs(person) for person in three] == [[("赵某", True)]] * 3
    again = client.post(
        "/liaison/leaders/assign/",
        {"pick": [three[0].pk], "office": two[0].pk, "since": "2026-02-01", "is_first": "1", "step": "show"},
    )
    assert "没有需要登记的" in again.content.decode()
    act = client.get("/people/bulk/acts/").context["acts"][0]
    client.post(f"/people/bulk/{act.pk}/undo/")
    assert not Pair.objects.exists()


def test_a_second_leader_stands_beside_or_takes_over(as_user, two, three):
    client, one = as_user(make_user()), three[0]
    assigned(client, [one], two[0], is_first="1")
    assigned(client, [one], two[1])
    assert pairs(one) == [("赵某", True), ("钱某", False)]
    assigned(client, [one], two[1], is_first="1")
    assert pairs(one) == [("钱某", True), ("赵某", False)]
    assigned(client, [one], two[0], is_first="1", instead="1")
    assert pairs(one) == [("赵某", True)]
    assert Pair.objects.exclude(until=None).count() == 1
    acts = client.get("/people/bulk/acts/").context["acts"]
    client.post(f"/people/bulk/{acts[0].pk}/undo/")
    assert pairs(one) == [("钱某", True), ("赵某", False)]


def test_a_successor_takes_over_the_people(as_user, two, three):
    client = as_user(make_user())
    assigned(client, three, two[0], is_first="1")
    form = {"post": "县委常委、组织部部长", "order": 1, "name": "孙某", "since": "2026-07-01"}
    client.post(f"/liaison/leaders/{two[0].pk}/", form)
    assert pairs(three[0]) == [("孙某", True)]
    terms = Term.objects.filter(office=two[0]).values_list("name", "since", "until")
    assert list(terms) == [("孙某", dt.date(2026, 7, 1), None), ("赵某", SINCE, dt.date(2026, 6, 30))]
    early = client.post(f"/liaison/leaders/{two[0].pk}/", form | {"name": "李某", "since": "2026-07-01"})
    assert early.status_code == 422 and "接任日期应在这之后" in early.content.decode()
    assert Term.objects.filter(office=two[0]).count() == 2
    client.post(f"/liaison/leaders/{two[0].pk}/", form | {"name": "", "since": "2026-08-01"})
    page = client.get("/liaison/leaders/").content.decode()
    assert "空缺" in page and "孙某" not in page


def test_the_list_is_asked_by_leader_and_shows_him(as_user, two, three):
    client = as_user(make_user())
    assigned(client, three[:2], two[0], is_first="1")
    assigned(client, three[:1], two[1])
    client.post("/listings/people/columns/", {"column": ["name", "leader"]})
    page = client.get(f"/people/?leader={two[0].pk}")
    assert page.context["total"] == 2 and "赵某、钱某" in page.content.decode()
    assert [row["record"].name for row in client.get("/people/?leader=-").context["rows"]] == ["区某"]
    assert "联系领导" in client.get("/people/query/").content.decode()
    rows = client.get("/liaison/leaders/").context["rows"]
    assert [(office.holder, office.number) for office, _, _ in rows] == [("赵某", 2), ("钱某", 1)]
    for office, _, address in rows:
        assert client.get(address).context["total"] == office.number


def test_on_the_persons_tab_a_leader_is_added_and_ended(as_user, two, three):
    client, one = as_user(make_user()), three[0]
    client.post(f"/liaison/of/{one.pk}/pair/", {"office": two[0].pk, "since": "2026-03-01", "is_first": "1"})
    client.post(f"/liaison/of/{one.pk}/pair/", {"office": two[1].pk, "since": "2026-03-02"})
    tab = client.get(f"/liaison/of/{one.pk}/").content.decode()
    assert "赵某（县委常委、组织部部长）" in tab and "第一联络人" in tab
    first = Pair.objects.standing().get(person=one, is_first=True)
    client.post(f"/liaison/pair/{first.pk}/end/")
    assert pairs(one) == [("钱某", True)]
    history = client.get(f"/people/{one.pk}/?tab=history").content.decode()
    assert "结对联系" in history


def test_an_office_with_people_is_not_abolished(as_user, two, three):
    client = as_user(make_user())
    assigned(client, three, two[0], is_first="1")
    told = client.post(f"/liaison/leaders/{two[0].pk}/", {"abolish": "1"}, follow=True).content.decode()
    assert "还有3人由该岗位联系" in told and Office.objects.standing().count() == 2
    client.post(f"/liaison/leaders/{two[1].pk}/", {"abolish": "1"})
    assert Office.objects.standing().count() == 1


def test_a_list_gets_its_leaders_from_the_pairs(as_user, two, three):
    user = make_user()
    client = as_user(user)
    assigned(client, three[:2], two[0], is_first="1")
    worklist = worklists.make("春节慰问", "greeting", dt.date(2026, 2, 10), three, by=user)
    worklists.arrange(worklist, {worklist.entries.get(person=three[1]).pk: {"leader": "周某"}})
    client.post(f"/worklists/{worklist.pk}/split/", {"pairs": "1", "blank": "1"})
    assert dict(worklist.entries.values_list("name", "leader")) == {"单某": "赵某", "仇某": "周某", "区某": ""}
    client.post(f"/worklists/{worklist.pk}/split/", {"pairs": "1"})
    assert worklist.entries.get(person=three[1]).leader == "赵某"


def test_merged_records_have_one_first(two):
    kept, gone = make_person("单某"), make_person("单某")
    actions.pair_up(two[0], [kept], is_first=True, instead=False, since=SINCE)
    actions.pair_up(two[1], [gone], is_first=True, instead=False, since=SINCE)
    pair = duplicates.propose(kept, gone)
    versions = tuple(Person.objects.get(pk=pk).version for pk in (pair.first_id, pair.second_id))
    keep = "first" if pair.first_id == kept.pk else "second"
    duplicates.merge(pair, keep, {}, versions=versions, by=make_user())
    assert pairs(kept) == [("赵某", True), ("钱某", False)]


@pytest.mark.parametrize("role", ["township", "department", "leader"])
def test_units_see_leaders_but_do_not_assign(as_user, two, three, role):
    client = as_user(make_user(role, unit=township("元村镇") if role != "leader" else None))
    assert client.get("/liaison/leaders/").status_code == 200
    assert client.post(f"/liaison/of/{three[0].pk}/pair/", {"office": two[0].pk}).status_code == 403
    assert client.post("/liaison/leaders/assign/", {"pick": [three[0].pk]}).status_code == 403


def test_numbers_of_a_unit_are_of_its_people(as_user, two, three):
    stranger = make_person("哨某", township("韩张镇"))
    for person in (*three, stranger):
        actions.pair_up(two[0], [Person.objects.get(pk=person.pk)], is_first=True, instead=False, since=SINCE)
    rows = as_user(make_user("township", unit=township("元村镇"))).get("/liaison/leaders/").context["rows"]
    assert rows[0][0].number == 3


def test_the_database_keeps_one_first_and_one_holder(two, three):
    actions.pair_up(two[0], three[:1], is_first=True, instead=False, since=SINCE)
    with pytest.raises(IntegrityError, match="liaison_pair_one_first"), transaction.atomic():
        Pair.objects.create(person=three[0], office=two[1], is_first=True)
    with pytest.raises(IntegrityError, match="liaison_term_one_holder"), transaction.atomic():
        Term.objects.create(office=two[0], name="另一人", since=SINCE)


@pytest.mark.parametrize("day", ["", "明天", "0026-01-01", "2026-13-01"])
def test_a_day_that_is_none_is_refused(as_user, two, day):
    form = {"post": "县委副书记", "order": 1, "name": "周某", "since": day}
    answer = as_user(make_user()).post("/liaison/leaders/add/", form)
    assert answer.status_code == 422 and "周某" in answer.content.decode() and Office.objects.count() == 2


def test_where_the_others_end_the_one_that_stays_is_first(as_user, two, three):
    client, one = as_user(make_user()), three[0]
    assigned(client, [one], two[0], is_first="1")
    assigned(client, [one], two[1])
    assigned(client, [one], two[1], instead="1")
    assert pairs(one) == [("钱某", True)]


def test_numbers_are_of_the_list_they_open(as_user, two, three):
    brought = make_person("引进某", fields={"populations": ["introduced"]})
    actions.pair_up(two[0], [three[0], brought], is_first=True, instead=False, since=SINCE)
    client = as_user(make_user())
    office, _, address = client.get("/liaison/leaders/").context["rows"][0]
    assert office.number == client.get(address).context["total"] == 1


@pytest.mark.parametrize(("since", "words"), [("2099-01-01", "到任后再登记"), ("2025-01-01", "任职日期应在这之后")])
def test_terms_do_not_overlap_nor_begin_tomorrow(as_user, two, since, words):
    client = as_user(make_user())
    form = {"post": "县委常委、组织部部长", "order": 1, "name": "孙某", "since": "2026-07-01"}
    client.post(f"/liaison/leaders/{two[0].pk}/", form)
    answer = client.post(f"/liaison/leaders/{two[0].pk}/", form | {"since": since})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert Term.objects.get(office=two[0], until=None).since == dt.date(2026, 7, 1)


def test_an_office_of_archived_people_is_abolished_with_its_pairs(as_user, two, three):
    from people.registry import actions as register

    actions.pair_up(two[0], three[:1], is_first=True, instead=False, since=SINCE)
    register.archive(three[0], reason="测试", by=None)
    as_user(make_user()).post(f"/liaison/leaders/{two[0].pk}/", {"abolish": "1"})
    assert Office.objects.standing().count() == 1 and not Pair.objects.standing().exists()
    with pytest.raises(actions.Refused, match="已经撤销"):
        actions.pair_up(two[0], three[1:2], is_first=True, instead=False, since=SINCE)


def test_who_was_contacted_this_year_is_who_the_number_opens(as_user, two, three):
    actions.pair_up(two[0], three, is_first=True, instead=False, since=SINCE)
    today = dt.date.today()
    Person.objects.filter(pk=three[0].pk).update(last_contact=today)
    Person.objects.filter(pk=three[1].pk).update(last_contact=today.replace(year=today.year - 1))
    client = as_user(make_user())
    office, touched, address = client.get("/liaison/leaders/").context["rows"][0]
    assert touched == client.get(f"{address}&contacted={today.year}~").context["total"] == 1


def test_before_a_leader_is_chosen_nothing_is_said_of_him(as_user, two, three):
    first = as_user(make_user()).post("/liaison/leaders/assign/", {"pick": [three[0].pk], "query": ""}).content.decode()
    assert "没有需要登记的" not in first and "预览变化" in first
