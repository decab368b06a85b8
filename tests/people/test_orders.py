"""The list by 姓氏笔画, by pinyin, by numbers given by hand; undoing those."""

import pytest

from people.registry.models import Person
from tests.factories import make_person, make_user, township

pytestmark = pytest.mark.django_db
NAMES = ("魏某", "丁某", "解某", "单某")


@pytest.fixture
def four():
    return {name: make_person(name, township("元村镇")) for name in NAMES}


def names(client, order: str) -> list[str]:
    return [row["record"].name for row in client.get(f"/people/?order={order}").context["rows"]]


def test_names_stand_by_strokes_and_by_pinyin(as_user, four):
    client = as_user(make_user())
    assert names(client, "strokes") == ["丁某", "单某", "解某", "魏某"]
    assert names(client, "pinyin") == ["丁某", "单某", "魏某", "解某"]  # ding shan wei xie
    page = client.get("/people/?order=strokes").content.decode()
    assert '<option value="strokes" selected>按姓氏笔画</option>' in page
    by_column = client.get("/people/?order=-birth").content.decode()
    assert '<option value="-birth" selected>按出生年月</option>' in by_column


def test_a_changed_name_moves(as_user, four):
    from people.registry.undo import rebuild

    Person.objects.filter(name="魏某").update(name="一某")
    rebuild([four["魏某"].pk])
    assert names(as_user(make_user()), "strokes")[0] == "一某"


def test_people_are_numbered_by_hand_and_it_is_undone(as_user, four):
    client = as_user(make_user())
    shown = client.post("/people/bulk/number/", {"pick": [four["魏某"].pk, four["解某"].pk], "query": "order=strokes"})
    assert [person.name for person in shown.context["people"]] == ["解某", "魏某"]
    rows = {"row": [four["魏某"].pk, four["解某"].pk], "first": "5", "query": "order=strokes"}
    answer = client.post("/people/bulk/number/", rows)
    assert answer.status_code == 302 and "order=number" in answer["Location"]
    assert names(client, "number")[:2] == ["魏某", "解某"]
    assert list(Person.objects.exclude(list_number=None).order_by("list_number").values_list("list_number", flat=True)) == [
        5,
        6,
    ]
    again = client.post("/people/bulk/number/", rows, follow=True)
    assert "没有改动" in again.content.decode()
    act = client.get("/people/bulk/acts/").context["acts"][0]
    assert (act.words, act.number) == ("排序号：从5起", 2)
    client.post(f"/people/bulk/{act.pk}/undo/")
    assert not Person.objects.exclude(list_number=None).exists()


@pytest.mark.parametrize("first", ["", "零", "-1", "99999999", "1.5"])
def test_a_number_that_is_none_is_refused_and_the_order_stays(as_user, four, first):
    rows = {"row": [four["魏某"].pk, four["解某"].pk], "first": first}
    answer = as_user(make_user()).post("/people/bulk/number/", rows)
    assert answer.status_code == 422 and "请填写从几号起" in answer.content.decode()
    assert [person.name for person in answer.context["people"]] == ["魏某", "解某"]


def test_who_is_out_of_sight_is_not_numbered(as_user, four):
    stranger = make_person("哨某", township("韩张镇"))
    user = make_user(role="township", unit=township("元村镇"))
    as_user(user).post("/people/bulk/number/", {"row": [stranger.pk, four["丁某"].pk], "first": "1"})
    assert Person.objects.get(pk=stranger.pk).list_number is None
    assert Person.objects.get(pk=four["丁某"].pk).list_number == 1
