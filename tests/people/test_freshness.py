"""核实情况 by unit, each number with its rows; the populations beside 在外人才, each counted apart."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.registry.models import Person
from talentbase.imports import undo
from tests.factories import make_person, make_user, office, township

pytestmark = pytest.mark.django_db


def days_ago(number: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=number)


def test_every_number_opens_as_many_people(as_user):
    for days, unit, status in ((10, 0, "working"), (300, 0, "lost"), (500, 0, ""), (None, 0, ""), (10, 1, "")):
        fields = {"last_confirmed": days and days_ago(days), "status": status}
        make_person("单雄飞", township(("元村镇", "韩张镇")[unit]), fields=fields)
    full = {"phones": ["19900000001"], "birth_ym": "1980-01", "hometown": "元村镇某村", "education": "21", "school": "某大学"}
    make_person("仇英", township("元村镇"), employer="某局", location_code="310115", **full)
    clerk = as_user(make_user())
    page = clerk.get("/people/freshness/").content.decode()
    row = page.split("<td>元村镇</td>")[1].split("</tr>")[0]
    assert re.findall(r">(\d+)</a>", row) == ["5", "2", "1", "2", "1", "4"]
    assert "40%" in row
    for address, number in re.findall(r'href="([^"]+)">(\d+)<', page):
        shown = clerk.get(address.replace("&amp;", "&")).content.decode()
        assert f"本次查询<b> {number} </b>" in shown, address


def test_a_township_sees_its_own_row(as_user):
    make_person("单雄飞", township("元村镇")), make_person("仇英", township("韩张镇"))
    page = as_user(make_user("township", unit=township("元村镇"))).get("/people/freshness/").content.decode()
    assert "元村镇" in page and "韩张镇" not in page


LISTS = {"/people/": "单雄飞", "/people/introduced/": "仇英", "/people/outside/": "区文"}


@pytest.fixture
def three():
    return [
        make_person(name, fields={"populations": [population], "basis": "public", "basis_evidence": "某校网站"})
        for name, population in (("单雄飞", "away"), ("仇英", "introduced"), ("区文", "outside"))
    ]


@pytest.mark.parametrize("address", LISTS)
def test_each_population_is_a_list_of_its_own(as_user, three, address):
    page = as_user(make_user()).get(address).content.decode()
    assert [name for name in LISTS.values() if f">{name}<" in page] == [LISTS[address]]


def test_what_is_done_from_a_list_stays_with_its_people(as_user, three):
    clerk = as_user(make_user(unit=office()))
    page = clerk.get("/people/introduced/?q=qiu").content.decode()
    query = re.search(r'name="query" value="([^"]*)" form="bulk"', page)[1].replace("&amp;", "&")
    assert "population=introduced" in query
    shown = clerk.post(
        "/people/bulk/", {"all": "1", "query": query, "act": "status", "value-status": "retired", "step": "show"}
    )
    assert "仇英" in shown.content.decode() and "单雄飞" not in shown.content.decode()
    one = three[1]
    link = page.split(f'href="/people/{one.pk}/')[1].split('"')[0].replace("&amp;", "&")
    person = clerk.get(f"/people/{one.pk}/{link}").content.decode()
    assert "名单第1人" in person and 'href="/people/introduced/?' in person


def test_somebody_changes_over_and_a_new_one_is_entered_where_he_belongs(as_user, three):
    clerk = as_user(make_user(unit=office()))
    act = {"pick": [three[0].pk], "act": "population", "value-population": "introduced", "step": "do", "expected": 1}
    clerk.post("/people/bulk/", act | {"shown-act": "population", "shown-value": "introduced"})
    assert Person.objects.get(pk=three[0].pk).populations == ["away", "introduced"]
    assert all("单雄飞" in clerk.get(address).content.decode() for address in ("/people/", "/people/introduced/"))
    ticked = re.compile(r'name="populations" value="(\w+)"[^>]*checked')
    for wanted, expected in (("outside", ["outside"]), ("x", ["away"])):
        assert ticked.findall(clerk.get(f"/people/add/?population={wanted}").content.decode()) == expected


def test_nobody_is_left_without_a_population(as_user, three):
    act = {"pick": [three[0].pk], "act": "no_population", "value-no_population": "away", "step": "show"}
    shown = as_user(make_user()).post("/people/bulk/", act)
    assert shown.status_code == 422 and "单雄飞只有这一个人员范围" in shown.content.decode()


def test_who_is_only_outside_is_known_from_public_sources(as_user, three):
    """By the form, by an act on many, and by the database itself."""
    clerk = as_user(make_user())
    given = {"phone-TOTAL_FORMS": "0", "phone-INITIAL_FORMS": "0", "categories": ["expert"], "claim_unit": office().pk}
    given |= {"name": "查某", "populations": ["outside"], "basis": "duty"}
    words = clerk.post("/people/add/", given).content.decode()
    assert "库外专家只登记公开信息" in words and "请写明公开信息的出处" in words
    clerk.post("/people/add/", given | {"basis": "public", "basis_evidence": "某研究所网站"})
    assert Person.objects.get(name="查某").basis_evidence == "某研究所网站"
    of_two = make_person("曾某", fields={"populations": ["away", "outside"]})
    act = {"pick": [of_two.pk], "act": "no_population", "value-no_population": "away", "step": "do", "expected": 1}
    refused = clerk.post("/people/bulk/", act | {"shown-act": "no_population", "shown-value": "away"})
    assert refused.status_code == 422 and "没有写明公开信息的出处" in refused.content.decode()
    with pytest.raises(IntegrityError, match="outside_by_public_sources"), transaction.atomic():
        Person.objects.filter(pk=of_two.pk).update(populations=["outside"])


def test_the_export_of_a_list_is_of_its_people(as_user, three):
    clerk = as_user(make_user())
    shown = clerk.get(
        "/people/export/", headers={"HX-Current-URL": "http://testserver/people/introduced/", "HX-Request": "true"}
    )
    address = shown.content.decode().split('action="')[1].split('"')[0].replace("&amp;", "&")
    sheet = clerk.post(address, {"reason": "核对", "roster": "whole", "kind": "csv"}).content.decode("utf-8-sig")
    assert "仇英" in sheet and "单雄飞" not in sheet


def test_what_the_log_called_otherwise_is_given_back(three):
    """A change of 人员范围 that an older version wrote to the log."""
    undo.give_back_values("registry_person", ["population"], [{"id": three[0].pk, "population": "introduced"}])
    assert Person.objects.get(pk=three[0].pk).populations == ["introduced"]
