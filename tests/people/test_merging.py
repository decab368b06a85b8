"""Two records of one person become one and two again; what hangs on them in other rooms follows."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from demand.matching.models import Match, Run
from demand.matching.rescore import current_weights
from people.duplicates import actions
from people.duplicates.children import relations
from people.duplicates.models import Merge, Pair
from people.duplicates.scan import scan
from people.liaison.models import Visit
from people.registry.models import Contact, Education, Person, PersonClaim
from talentbase.accounts.scope import acting_as
from talentbase.audit.actor import set_local
from talentbase.audit.models import Change
from tests.factories import make_need, make_person, make_user, office, township

pytestmark = pytest.mark.django_db
LIST = "/people/duplicates/"


@pytest.fixture
def twins():
    """One person as two townships report her: a slip in the name, another phone, each knows something of its own."""
    one = make_person(
        "黄财原", township("元村镇"), birth_ym="1994-06", gender="2", phones=["19900000417"], employer="某市机械有限公司",
        hometown="元村镇某村", remark="春节返乡", category="经商人才",
    )  # fmt: skip
    other = make_person(
        "黄才原", township("韩张镇"), birth_ym="1994-06", gender="2", phones=["19900000417", "19900000555"], major="机械工程",
        employer="某市机械公司", hometown="元村镇某村", remark="技术骨干", id_number="410900199406010062",
    )  # fmt: skip
    return one, other


@pytest.fixture
def pair(twins):
    assert scan() == 1
    return Pair.objects.get()


def merged(pair, keep="first", by=None, **choices) -> Merge:
    versions = (pair.first.version, pair.second.version)
    return actions.merge(pair, keep, choices, versions=versions, by=by or make_user())


def fresh(person) -> Person:
    return Person.objects.get(pk=person.pk)


def match(person, need, stage="new") -> Match:
    run = Run.objects.create(scope=Run.Scope.ALL, until=timezone.now(), weights=current_weights())
    return Match.objects.create(need=need, person=person, run=run, shelf="1", stage=stage, stage_on=dt.date(2026, 5, 1))


def state(*people) -> list:
    """Everything the two records say, and what hangs on them, but marks of time."""
    rows = [
        {
            k: v
            for k, v in Person.objects.filter(pk=p.pk).values().get().items()
            if k not in ("version", "changed_at", "search")
        }
        for p in people
    ]
    for relation in relations():
        name = relation.field.name
        found = relation.related_model._base_manager.filter(**{f"{name}__in": people}).order_by("pk")
        rows += list(found.values("pk", name))
    return rows


def test_a_scan_finds_keeps_and_forgets(twins):
    assert scan() == 1 and scan() == 1
    found = Pair.objects.get()
    assert "姓名不同（黄财原、黄才原）" in found.sentences and "电话相同" in found.sentences
    make_person("黄财园", birth_ym="1961-01", gender="1")
    assert scan() == 1
    Person.objects.filter(pk=twins[1].pk).update(gender_id="genders.1", birth="1971-02", hometown="千口镇某村")
    Contact.objects.filter(person=twins[1]).delete()
    assert scan() == 0 and not Pair.objects.exists()


def test_two_people_are_not_asked_about_again(pair, as_user):
    clerk = as_user(make_user(unit=office()))
    clerk.post(f"{LIST}{pair.pk}/different/", {"note": "堂兄弟"})
    assert scan() == 0
    pair.refresh_from_db()
    assert (pair.state, pair.note) == ("different", "堂兄弟") and pair.decided_by.pk
    assert "堂兄弟" in clerk.get(pair.get_absolute_url()).content.decode()
    clerk.post(f"{LIST}{pair.pk}/reopen/")
    assert Pair.objects.open().count() == 1


def test_one_record_is_made_and_two_again(pair, twins):
    one, other = twins
    match(other, make_need(), "asked")
    Visit.objects.create(person=other, expert="黄才原", leader="赵某", visited_on="2026-02", unit=township("韩张镇"))
    Education.objects.create(person=one, school="某大学", start="2012")
    Education.objects.create(person=other, school="某大学", start="2012")
    Education.objects.create(person=other, school="某学院", start="2016")
    before = state(one, other)
    done = merged(pair, name="second", remark="both")
    kept, gone = fresh(one), fresh(other)
    assert kept.name == "黄才原" and kept.remark == "春节返乡；技术骨干" and kept.major == "机械工程"
    assert kept.employer == "某市机械有限公司" and kept.categories == ["business", "expert"]
    assert kept.id_number_hash == gone.id_number_hash != "" and kept.pinyin == fresh(other).pinyin
    assert set(kept.unit_ids) == {township("元村镇").pk, township("韩张镇").pk}
    assert gone.archived_reason == f"已并入{kept.number}" and list(Person.objects.present()) == [kept]
    assert set(kept.contacts.values_list("phone", flat=True)) == {"19900000417", "19900000555"}
    assert set(kept.educations.values_list("school", flat=True)) == {"某大学", "某学院"} and kept.educations.count() == 2
    assert kept.matches.get().stage == "asked" and kept.visits.count() == 1
    assert Person.objects.present().search("19900000555").get() == kept and done.left["学习经历"] == 1
    assert Pair.objects.get().state == Pair.State.MERGED
    with acting_as(None):
        assert actions.take_back(done) == {}
    assert state(one, other) == before
    assert Pair.objects.get().state == Pair.State.OPEN and Person.objects.search("19900000555").get() == fresh(other)
    with pytest.raises(actions.Refused, match="已经撤销"):
        actions.take_back(done)


def test_what_was_edited_since_stays(pair, twins):
    done = merged(pair)
    with acting_as(None):
        Person.objects.filter(pk=twins[0].pk).update(employer="某新单位")
        assert set(actions.take_back(done)) == {("registry_person", twins[0].pk)}
    assert fresh(twins[0]).employer == "某新单位" and fresh(twins[1]).archived_at is None


def test_a_match_that_was_only_computed_gives_way(pair, twins):
    need = make_need()
    match(twins[0], need), match(twins[1], need, "asked"), match(twins[1], make_need(), "new")
    merged(pair)
    assert list(Match.objects.values_list("person", "stage")) == [(twins[0].pk, "asked")]


def test_both_units_keep_their_claim(pair, twins):
    PersonClaim.objects.create(
        person=twins[0], unit=township("韩张镇"), first_reported=dt.date(2024, 1, 1), last_reported=dt.date(2024, 6, 1)
    )
    merged(pair)
    claims = {claim.unit.name: claim for claim in fresh(twins[0]).claims.all()}
    assert set(claims) == {"元村镇", "韩张镇"}
    assert claims["韩张镇"].first_reported == dt.date(2024, 1, 1) and claims["韩张镇"].last_reported > dt.date(2024, 6, 1)


def test_the_more_exact_of_two_is_proposed(as_user):
    one, other = make_person("单雄飞", birth_ym="1980", remark="一"), make_person("单雄飞", birth_ym="1980-05")
    page = as_user(make_user()).get(actions.propose(one, other).get_absolute_url()).content.decode()
    assert 'name="keep" value="first" checked' in page and 'name="birth" value="second" checked' in page


def test_a_warning_of_either_holds(pair, twins):
    Person.objects.filter(pk=twins[1].pk).update(restriction="closed", phone_is_secret=True, is_key_contact=True)
    pair.refresh_from_db()
    merged(Pair.objects.get())
    kept = fresh(twins[0])
    assert (kept.restriction, kept.phone_is_secret, kept.is_key_contact) == ("closed", True, True)


def test_what_cannot_be_merged_says_why(pair, twins, as_user):
    one, other = twins
    clerk = as_user(make_user(unit=office()))
    url = f"{LIST}{pair.pk}/merge/"
    stale = {"keep": "first", "version-first": one.version, "version-second": other.version + 5, "name": "second"}
    page = clerk.post(url, stale)
    assert page.status_code == 409 and "有人改过其中一份档案" in page.content.decode()
    assert 'name="name" value="second" checked' in page.content.decode()
    third = make_person("黄财原", id_number="410900199406020068")
    by_hand = actions.propose(one, third)
    merged(pair)
    page = clerk.post(f"{LIST}{by_hand.pk}/merge/", {"version-first": fresh(one).version, "version-second": third.version})
    assert page.status_code == 409 and "身份证号不同" in page.content.decode()
    assert clerk.post(url, stale).status_code == 409 and Merge.objects.count() == 1


def test_the_workbench_leads_from_pair_to_pair(pair, as_user):
    for name in ("单雄飞", "仇英"):
        make_person(name, birth_ym="1980-01"), make_person(name, birth_ym="1980-01")
    assert scan() == 3
    clerk = as_user(make_user(unit=office()))
    page = clerk.get(LIST).content.decode()
    assert "本次查询<b> 3 </b>" in page.replace("\n", "") and "待核对" in page
    first = Pair.objects.in_list_order().first()
    answer = clerk.post(f"{LIST}{first.pk}/different/")
    following = Pair.objects.open().in_list_order().first()
    assert answer.headers["Location"] == following.get_absolute_url()
    versions = {"version-first": following.first.version, "version-second": following.second.version}
    assert clerk.post(f"{LIST}{following.pk}/merge/", {"keep": "second", **versions}).status_code == 302
    merges = clerk.get(f"{LIST}merges/").content.decode()
    assert "撤销合并" in merges and f"{following.first.number}" in merges
    clerk.post(f"{LIST}merges/{Merge.objects.get().pk}/undo/")
    assert "恢复为两份档案" in clerk.get(LIST).content.decode()
    assert clerk.get(f"{LIST}?state=different").content.decode().count("对照") == 1
    assert clerk.get(f"{LIST}?q=huangcaiyuan").content.decode().count(">对照<") == 1


def test_by_hand_and_by_numbers(as_user):
    clerk = as_user(make_user(unit=office()))
    one, other = make_person("单雄飞", gender="1"), make_person("仇英", gender="2")
    page = clerk.post(f"{LIST}propose/", {"first": one.number, "second": "RC-999999"})
    assert (
        page.status_code == 422 and "没有找到档案“RC-999999”" in page.content.decode() and one.number in page.content.decode()
    )
    assert "两份不同的档案" in clerk.post(f"{LIST}propose/", {"first": one.number, "second": str(one.pk)}).content.decode()
    answer = clerk.post(f"{LIST}propose/", {"first": other.number.lower(), "second": one.number})
    assert "人工提出" in clerk.get(answer.headers["Location"]).content.decode()
    assert scan() == 1  # it stays, though nothing but a clerk speaks for it


def test_a_pair_over_two_townships_is_for_the_county(pair, twins, as_user):
    mine = as_user(make_user("township", unit=township("元村镇")))
    assert pair.get_absolute_url() not in mine.get(LIST).content.decode()
    for url in ("", "merge/", "different/", "reopen/"):
        assert getattr(mine, "post" if url else "get")(f"{pair.get_absolute_url()}{url}").status_code == 404
    assert mine.post(f"{LIST}propose/", {"first": twins[0].number, "second": twins[1].number}).status_code == 422
    assert mine.get(f"{LIST}of/{twins[1].pk}/").status_code == 404
    assert "对照" not in mine.get(f"{LIST}of/{twins[0].pk}/").content.decode()
    set_local({"scope": "units", "units": str(township("元村镇").pk)})
    assert not Pair.objects.exists()


def typed(client, **fields) -> str:
    return client.post(f"{LIST}similar/", fields).content.decode()


def test_warned_while_typing(twins, as_user):
    clerk = as_user(make_user(unit=office()))
    assert typed(clerk, name="").strip() == "" and "可能已有" not in typed(clerk, name="王建国", birth="1980.01")
    page = typed(clerk, name="黄 财原", birth="1994年6月", **{"phone-0-phone": "199 0000 0417"})
    assert "库中可能已有此人" in page and "出生年月相同（1994.06）" in page and "电话相同" in page
    assert "可能已有" not in typed(clerk, name="黄财原", birth="1994.6", person=twins[0].pk, gender="1")
    assert "身份证号相同" in typed(clerk, name="黄某", id_number="410900199406010062")


def test_of_people_out_of_sight_nothing_can_be_guessed(twins, as_user):
    """Only who holds the phone or the ID number is told."""
    mine = as_user(make_user("township", unit=township("千口镇")))
    known = {"name": "黄财原", "birth": "1994.06", "employer": "某市机械有限公司", "hometown": "元村镇某村"}
    assert typed(mine, **known).strip() == ""
    page = typed(mine, name="黄财原", **{"phone-0-phone": "19900000417"})
    assert "该人可能已在库" in page and "某市机械" not in page and "RC-" not in page
    assert "该人可能已在库" in typed(mine, name="黄才原", id_number="410900199406010062")
    assert typed(mine, name="黄才原", birth="9" * 5000).strip() == ""


def test_merges_are_taken_back_from_the_last(pair, twins):
    third = make_person("黄财原", birth_ym="1994-06", phones=["19900000888"])
    first = merged(pair, keep="second")
    second = merged(actions.propose(fresh(twins[1]), third), keep="second")
    with pytest.raises(actions.Refused, match="先撤销之后的合并"):
        actions.take_back(first)
    with acting_as(None):
        actions.take_back(second)
        actions.take_back(first)
    assert set(fresh(twins[0]).contacts.values_list("phone", flat=True)) == {"19900000417"}
    assert set(third.contacts.values_list("phone", flat=True)) == {"19900000888"}


def test_a_merged_file_is_had_back_by_taking_the_merge_back(pair, twins, as_user):
    merged(pair)
    clerk = as_user(make_user(unit=office()))
    assert (
        "请在“合并记录”中撤销合并"
        in clerk.post(f"/people/{twins[1].pk}/archive/", {"restore": "1"}, follow=True).content.decode()
    )
    assert fresh(twins[1]).archived_at
    moved = Change.objects.filter(table="registry_contact", operation="U", after__has_key="person_id").first()
    answer = clerk.post(f"/people/{twins[0].pk}/revert/{moved.pk}/", follow=True).content.decode()
    assert "不能单独恢复" in answer and fresh(twins[0]).contacts.count() == 2


def test_two_texts_too_long_for_one_are_not_cut(pair, twins):
    for person, letter in zip(twins, "甲乙", strict=True):
        Person.objects.filter(pk=person.pk).update(field=letter * 200)
    with pytest.raises(actions.Refused, match="研究领域两条合在一起太长"):
        merged(Pair.objects.get(), field="both")
    assert fresh(twins[1]).archived_at is None


def test_pairs_by_hand_outlive_a_merge(pair, twins):
    third = make_person("仇英")
    actions.propose(twins[1], third)
    with acting_as(None):
        actions.take_back(merged(pair))
    assert Pair.objects.standing().open().filter(is_by_hand=True).count() == 1


def test_unknown_townships_of_pairs(pair, as_user):
    assert as_user(make_user()).get(f"{LIST}?town=-").status_code == 200


def test_queries_do_not_grow_with_the_pairs(pair, as_user, django_assert_max_num_queries):
    clerk = as_user(make_user(unit=office()))
    clerk.get(LIST)
    with CaptureQueriesContext(connection) as few:
        clerk.get(LIST)
    for number in range(12):
        for _ in range(2):
            make_person("单雄飞", birth_ym=f"{1950 + 2 * number}-01")
    scan()
    with CaptureQueriesContext(connection) as many:
        clerk.get(LIST)
    assert len(many) == len(few) and Pair.objects.count() == 13
