"""一人一档: tabs of other rooms, one timeline over all of them, who stands near, the way through a list."""

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from demand.matching.models import Match, Run, Step
from demand.matching.rescore import current_weights
from people.benefits.models import Payment
from people.liaison.models import Visit
from people.registry.extras import timeline
from people.registry.models import Education, Person, Post
from people.registry.relations import relations_of
from tests.factories import make_need, make_person, make_user, office, township
from workstations.tips.models import Tip

pytestmark = pytest.mark.django_db


def lived() -> Person:
    person = make_person("单雄飞", township("元村镇"), work_since="1990-07", employer="某大学", school="某大学", major="化学")
    Education.objects.create(person=person, start="1986", end="1990-07", school="某大学", major="化学")
    Post.objects.create(person=person, start="1990-07", employer="某研究所", position="研究员")
    county = office()
    Visit.objects.create(
        person=person,
        expert="单雄飞",
        leader="赵某",
        visited_on="2026-02-03",
        modes=["走访"],
        note="身体康复",
        unit=township("元村镇"),
    )
    Visit.objects.create(person=person, expert="单雄飞", leader="钱某", date_text="春节前", unit=county)
    Payment.objects.create(
        person=person, name="单雄飞", kind="生活补贴", amount=3000, months=["2026-04", "2026-05"], unit=county
    )
    Tip.objects.create(person=person, name="单雄飞", unit=township("元村镇"), received_on=dt.date(2024, 5, 6), state="known")
    run = Run.objects.create(scope=Run.Scope.ALL, until=timezone.now(), weights=current_weights())
    match = Match.objects.create(
        need=make_need(), person=person, run=run, shelf="1", stage="asked", stage_on=dt.date(2026, 3, 1)
    )
    Step.objects.create(match=match, act=Step.Act.ASK, on=dt.date(2026, 3, 1), by_name="陈雨桐")
    return person


def kinds(person, user) -> list[tuple[str, str]]:
    return [(event.on[:7], event.kind) for event in timeline(person, user)]


def test_one_timeline_over_all_rooms_the_latest_first():
    person, today = lived(), timezone.localdate().isoformat()[:7]
    assert kinds(person, make_user()) == [
        (today, "入库"), ("2026-05", "补贴"), ("2026-03", "对接"), ("2026-02", "联系"), ("2024-05", "线索"), ("1990-07", "履历"),
        ("1990-07", "工作"), ("1986", "学习"), ("", "联系"),
    ]  # fmt: skip


def test_each_sees_only_his_own_of_it():
    """The township reported a visit and a tip; payments and matches are the county's."""
    person = lived()
    seen = {kind for _, kind in kinds(person, make_user("township", unit=township("元村镇")))}
    assert seen == {"入库", "联系", "线索", "工作", "履历", "学习"}
    assert {kind for _, kind in kinds(person, make_user("leader"))} >= {"补贴", "对接"}


def test_what_was_done_to_the_record_is_told_with_the_name(as_user):
    person, user = make_person(), make_user(full_name="陈雨桐")
    clerk = as_user(user)
    clerk.post(f"/people/{person.pk}/confirm/")
    clerk.post(f"/people/{person.pk}/archive/", {"reason": "重复登记"})
    page = clerk.get(f"/people/{person.pk}/?tab=timeline").content.decode()
    assert "核实资料" in page and "档案归档：重复登记" in page and "陈雨桐办理" in page


def test_tabs_of_other_rooms_are_fetched(as_user):
    person, clerk = lived(), as_user(make_user())
    for tab, words in (("liaison", "身体康复"), ("support", "3,000"), ("match", "已办理"), ("attachments", "还没有附件")):
        page = clerk.get(f"/people/{person.pk}/?tab={tab}").content.decode()
        address = page.split('id="panel" hx-get="')[1].split('"')[0]
        assert words in clerk.get(address).content.decode(), tab


def test_who_stands_near():
    person = make_person(
        "单雄飞", school="某某大学", major="化学", employer="某某化工研究所", family_phones=["19900000001"], fields={"recommender": "仇英"}
    )  # fmt: skip
    make_person("仇英"), make_person("区文", fields={"recommender": "单雄飞"})
    mate = make_person("解晓东")
    Education.objects.create(person=mate, school="某某大学", major="化学")
    make_person("查良", employer="某某化工研究所"), make_person("任重", phones=["19900000001"])
    make_person("盖某", school="某某大学", major="历史", hometown=person.hometown)
    near = relations_of(person, Person.objects.present())
    assert [(each.label, [str(other) for other in each.people]) for each in near] == [
        ("推荐人", ["仇英"]), ("由其推荐", ["区文"]), ("同校同专业", ["解晓东"]), ("同单位", ["查良"]), ("亲属或共用电话", ["任重"]),
    ]  # fmt: skip
    assert relations_of(make_person("覃某", hometown="元村镇某村"), Person.objects.present()) == []


def test_nobody_stands_near_who_is_out_of_sight(as_user):
    mine = make_person("单雄飞", township("元村镇"), employer="某某化工研究所")
    make_person("查良", township("韩张镇"), employer="某某化工研究所")
    page = as_user(make_user("township", unit=township("元村镇"))).get(f"/people/{mine.pk}/?tab=relations").content.decode()
    assert "查良" not in page and "没有查到" in page


def test_through_a_list_from_person_to_person(as_user):
    people = [make_person(name, employer="某大学") for name in ("安某", "白某", "常某", "丁某")]
    make_person("耿某", employer="某厂")
    clerk = as_user(make_user())
    query = urlencode({"employer": "某大学", "order": "name"})
    page = clerk.get(f"/people/?{query}").content.decode()
    start = page.split(f'href="/people/{people[1].pk}/')[1].split('"')[0].replace("&amp;", "&")
    assert start == f"?n=2&{urlencode({'list': query})}"
    page = clerk.get(f"/people/{people[1].pk}/{start}").content.decode()
    assert "名单第2人" in page and f"../{people[0].pk}/?n=1" in page and f"../{people[2].pk}/?n=3" in page
    last = clerk.get(f"/people/{people[3].pk}/?n=4&{urlencode({'list': query})}").content.decode()
    assert "上一人" in last and "下一人" not in last
    moved = clerk.get(f"/people/{people[3].pk}/?n=2&{urlencode({'list': query})}").content.decode()
    assert "名单第" not in moved and "?employer=" in moved
    back = clerk.post(f"/people/{people[1].pk}/confirm/", {"back": start[1:]})
    assert back.headers["Location"].endswith(start)


def test_the_whole_list_needs_no_query(as_user):
    people = [make_person(name) for name in ("安某", "白某")]
    page = as_user(make_user()).get("/people/").content.decode()
    assert f"/people/{people[0].pk}/?n=1" in page
