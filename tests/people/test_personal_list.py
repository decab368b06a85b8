"""我的查询 and 列设置: kept per user, shared with the unit on demand, nobody else's business."""

from urllib.parse import unquote

import pytest

from people.registry.columns import COLUMNS
from talentbase.accounts.scope import acting_as
from talentbase.audit.models import Change
from talentbase.listings.models import ColumnChoice, SavedQuery
from tests.factories import make_person, make_user, office, township

pytestmark = pytest.mark.django_db
KEEP, COLUMN = "/listings/people/keep/", "/listings/people/columns/"


def headers(client, query: str = "") -> list[str]:
    page = client.get(f"/people/{query}")
    return [header["column"].key for header in page.context["headers"]]


def saved(client) -> list[str]:
    return [each.name for each in client.get("/people/").context["saved"]]


def test_a_query_is_kept_opened_replaced_and_removed(as_user):
    make_person("单雄飞", employer="某大学")
    make_person("仇英", employer="某局")
    user = make_user()
    clerk = as_user(user)
    answer = clerk.post(KEEP, {"name": " 大学 老师 ", "query": "employer=大学&order=-birth"})
    assert unquote(answer.headers["Location"]) == "/people/?employer=大学&order=-birth"
    page = clerk.get("/people/").content.decode()
    assert "大学 老师" in page and "/people/?employer=大学&amp;order=-birth" in page
    clerk.post(KEEP, {"name": "大学 老师", "query": "employer=局"})
    assert [(each.name, each.query) for each in SavedQuery.objects.filter(owner=user)] == [("大学 老师", "employer=局")]
    assert Change.objects.filter(table="listings_savedquery", operation="U").exists()
    clerk.post(f"/listings/people/remove/{SavedQuery.objects.get().pk}/", {"query": ""})
    assert saved(clerk) == []


def test_a_query_is_shared_with_the_unit_and_nobody_else(as_user):
    mine, colleague = make_user(unit=office()), make_user(unit=office())
    stranger = make_user("township", township("千口镇"))
    as_user(mine).post(KEEP, {"name": "只给自己", "query": "q=a"})
    as_user(mine).post(KEEP, {"name": "给同事", "query": "q=b", "shared": "1"})
    assert saved(as_user(mine)) == ["只给自己", "给同事"]
    assert saved(as_user(colleague)) == ["给同事"] and saved(as_user(stranger)) == []
    shared = SavedQuery.objects.get(name="给同事")
    assert as_user(colleague).post(f"/listings/people/remove/{shared.pk}/").status_code == 404
    with acting_as(stranger):
        assert not SavedQuery.objects.exists()  # the database itself keeps it from a township


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": " ", "query": "q=a"}, "请填写查询的名称"),
        ({"name": "长" * 41, "query": "q=a"}, "最多40个字"),
        ({"name": "很多", "query": "q=" + "a" * 4000}, "条件太多"),
    ],
)
def test_what_cannot_be_kept_is_said(as_user, sent, words):
    clerk = as_user(make_user())
    page = clerk.post(KEEP, sent, follow=True).content.decode()
    assert words in page and not SavedQuery.objects.exists()


def test_columns_are_chosen_ordered_and_given_back(as_user):
    make_person("单雄飞", unit=township("元村镇"), school="郑州大学", employer="某厂")
    clerk, other = as_user(make_user()), as_user(make_user())
    usual = headers(clerk)
    clerk.post(COLUMN, {"column": ["school", "unit", "age", "school", "nonsense"], "query": "q=单"})
    assert headers(clerk) == ["name", "school", "unit", "age"]
    page = clerk.get("/people/").content.decode()
    assert "郑州大学" in page and "元村镇" in page
    assert headers(other) == usual
    clerk.post(COLUMN, {"usual": "1", "column": ["age"]})
    assert headers(clerk) == usual and not ColumnChoice.objects.exists()


def test_every_column_shows_and_sorts(as_user):
    make_person("单雄飞", birth_ym="1990-01")
    make_person("仇英", employer="某局", birth_ym="1980-05", phones=["19900000001"])
    clerk = as_user(make_user())
    clerk.post(COLUMN, {"column": [column.key for column in COLUMNS]})
    assert headers(clerk) == [column.key for column in COLUMNS]
    for column in COLUMNS:
        for order in (column.key, f"-{column.key}"):
            page = clerk.get("/people/", {"order": order})
            assert page.status_code == 200 and page.context["total"] == 2, order
    oldest_first = clerk.get("/people/?order=-age").context["rows"]
    assert [row["record"].name for row in oldest_first][0] == "仇英"


@pytest.mark.parametrize("column", ["birth", "school", "contacted", "study", "place"])
def test_what_is_not_registered_stands_last_up_and_down(as_user, column):
    make_person("区文")
    values = {"birth_ym": "1980-05", "school": "某大学", "education": "21", "location_code": "310115"}
    make_person("仇英", **values, fields={"last_contact": "2026-05-06"})
    make_person("单雄飞", **values, fields={"last_contact": "2026-05-07"})
    clerk = as_user(make_user())
    for order in (column, f"-{column}"):
        names = [row["record"].name for row in clerk.get("/people/", {"order": order}).context["rows"]]
        assert names[-1] == "区文", order


def test_a_list_that_is_none_or_not_ones_own_is_not_there(as_user):
    clerk = as_user(make_user())
    assert clerk.post("/listings/nothing/keep/", {"name": "a"}).status_code == 404
    assert clerk.get(KEEP).status_code == 405
    assert as_user(make_user("system_admin")).post(KEEP, {"name": "a"}).status_code == 403
