"""库外专家: who of the register could introduce us; proposed by employer and school, named by a clerk, seen by whom it may concern."""

import pytest
from django.db import IntegrityError, transaction

from people.introducers.models import Introducer
from people.registry.models import Education
from tests.factories import make_person, make_user, township

pytestmark = pytest.mark.django_db
PUBLIC = {"populations": ["outside"], "basis": "public", "basis_evidence": "某研究所网站"}


@pytest.fixture
def expert():
    return make_person("邵某某", employer="某应用化学研究所", school="某大学", fields=PUBLIC | {"major": "高分子化学"})


@pytest.fixture
def friend():
    return make_person("单某某", township("元村镇"), employer="某应用化学研究所")


def tab(client, expert) -> str:
    return client.get(f"/introducers/of/{expert.pk}/").content.decode()


def test_the_nearest_are_proposed_first(as_user, expert, friend):
    schoolmate = make_person("仇某某", school="某大学", fields={"major": "高分子化学"})
    alumnus = make_person("区某某", school="某大学", fields={"major": "中文"})
    earlier = make_person("解某某", school="某大学")
    Education.objects.create(person=earlier, school="某大学", major="高分子化学")
    for name, fields in (
        ("已故某", {"status": "deceased"}),
        ("不宜某", {"restriction": "closed"}),
        ("库外某", PUBLIC),
    ):
        make_person(name, employer="某应用化学研究所", fields=fields)
    make_person("无关某", employer="另一研究所", school="另一大学")
    shown = as_user(make_user()).get(f"/introducers/of/{expert.pk}/").context["likely"]
    assert shown[0] == (friend, "同单位")
    assert {(person.name, why) for person, why in shown[1:]} == {
        ("仇某某", "同校同专业"),
        ("解某某", "同校同专业"),
        ("区某某", "校友"),
    }
    assert shown[-1][0] == alumnus and schoolmate in [person for person, _ in shown]


def test_named_from_the_proposals_and_by_number(as_user, expert, friend):
    client, other = as_user(make_user()), make_person("仇某某")
    client.post(f"/introducers/of/{expert.pk}/add/", {"person": friend.pk, "how": "同单位"})
    given = {"number": other.number.lower(), "how": "师生", "note": "博士导师", "is_willing": "on"}
    client.post(f"/introducers/of/{expert.pk}/add/", given)
    rows = Introducer.objects.values_list("person__name", "how", "is_willing", "note")
    assert list(rows) == [("仇某某", "师生", True, "博士导师"), ("单某某", "同单位", False, "")]
    page = tab(client, expert)
    assert "愿意引荐" in page and "未征求" in page and "可能认识的人" not in page
    again = client.post(f"/introducers/of/{expert.pk}/add/", {"person": friend.pk, "how": "同事"}, follow=True)
    assert "已登记为引荐人" in again.content.decode() and Introducer.objects.get(person=friend).how == "同单位"


def test_the_list_shows_and_asks_for_them(as_user, expert, friend):
    client = as_user(make_user())
    make_person("无人引荐", fields=PUBLIC)
    client.post(f"/introducers/of/{expert.pk}/add/", {"person": friend.pk, "how": "同事"})
    assert "单某某（同事）" in client.get("/people/outside/").content.decode()
    for value, names in (("1", ["邵某某"]), ("0", ["无人引荐"])):
        found = client.get(f"/people/outside/?introducer={value}").context["rows"]
        assert [row["record"].name for row in found] == names


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"number": "RC-999999", "how": "师生"}, "没有找到档案“RC-999999”"),
        ({"number": "x" * 30, "how": "师生"}, "没有找到档案"),
        ({"how": "师生"}, "没有找到档案"),
        ({"person": "friend", "how": ""}, "请填写关系"),
        ({"person": "friend", "how": "长" * 61}, "最多60个字"),
        ({"person": "friend", "how": "师生", "note": "长" * 201}, "说明最多200个字"),
        ({"person": "expert", "how": "本人"}, "不能由本人引荐本人"),
    ],
)
def test_what_makes_no_sense_is_refused(as_user, expert, friend, given, words):
    people = {"friend": friend.pk, "expert": expert.pk}
    data = given | ({"person": people[given["person"]]} if "person" in given else {})
    told = as_user(make_user()).post(f"/introducers/of/{expert.pk}/add/", data, follow=True).content.decode()
    assert words in told and not Introducer.objects.exists()


def test_somebody_outside_does_not_introduce(as_user, expert):
    other = make_person("邱某某", fields=PUBLIC)
    told = as_user(make_user()).post(f"/introducers/of/{expert.pk}/add/", {"person": other.pk, "how": "同事"}, follow=True)
    assert "也是库外专家" in told.content.decode()


def test_dropped(as_user, expert, friend):
    row = Introducer.objects.create(expert=expert, person=friend, how="同事")
    as_user(make_user()).post(f"/introducers/{row.pk}/drop/")
    assert not Introducer.objects.exists()


def test_whoever_does_not_see_both_sees_nothing(as_user, friend):
    theirs = make_person("邵某某", township("韩张镇"), employer="某应用化学研究所", fields=PUBLIC)
    row = Introducer.objects.create(expert=theirs, person=friend, how="同事")
    client = as_user(make_user("township", unit=township("韩张镇")))
    assert "单某某" not in tab(client, theirs) and "单某某" not in client.get("/people/outside/").content.decode()
    assert client.post(f"/introducers/{row.pk}/drop/").status_code == 404
    assert as_user(make_user("township", unit=township("元村镇"))).get(f"/introducers/of/{theirs.pk}/").status_code == 404


def test_nobody_introduces_himself(expert):
    with pytest.raises(IntegrityError, match="introducers_two"), transaction.atomic():
        Introducer.objects.create(expert=expert, person=expert, how="本人")


def test_two_records_that_are_one_do_not_introduce_each_other(expert):
    from people.duplicates import actions as duplicates

    twin = make_person("邵某某", employer="某应用化学研究所")
    Introducer.objects.create(expert=expert, person=twin, how="同事")
    pair = duplicates.propose(expert, twin)
    versions = (pair.first.version, pair.second.version)
    duplicates.merge(pair, "first", {}, versions=versions, by=make_user())
    assert not Introducer.objects.exists()


def test_the_history_of_an_expert_names_nobody_out_of_sight(as_user, friend):
    theirs = make_person("邵某某", township("韩张镇"), fields=PUBLIC)
    client = as_user(make_user())
    client.post(f"/introducers/of/{theirs.pk}/add/", {"person": friend.pk, "how": "同事", "note": "哨兵说明"})
    client.post(f"/introducers/{Introducer.objects.get().pk}/drop/")
    user = as_user(make_user("township", unit=township("韩张镇")))
    assert "哨兵说明" not in user.get(f"/people/{theirs.pk}/?tab=history").content.decode()


def test_only_an_outside_expert_has_introducers(as_user, friend):
    ours = make_person("仇某某")
    told = as_user(make_user()).post(f"/introducers/of/{ours.pk}/add/", {"person": friend.pk, "how": "同事"}, follow=True)
    assert "不是库外专家" in told.content.decode() and not Introducer.objects.exists()


def test_an_import_taken_back_leaves_who_is_to_introduce_us(expert, friend):
    from talentbase.imports.undo import _rooms

    Introducer.objects.create(expert=expert, person=friend, how="同事")
    reasons = {}
    for keeper in _rooms["registry_person"].keepers:
        reasons |= keeper([friend.pk])
    assert reasons == {friend.pk: "已登记引荐关系，没有撤销"}
