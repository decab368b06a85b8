"""推荐自荐: taken in, compared with the register, accepted, recognised, returned, rejected; the page for everybody."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from people.intake import actions
from people.intake.models import Nomination
from people.intake.puzzle import NUMBERS, new_puzzle, solved
from people.registry.models import Person
from talentbase.audit.models import Access
from talentbase.todo.due import due_for
from tests.factories import make_person, make_user, office, township

pytestmark = pytest.mark.django_db
ABOUT = {
    "channel": "hotline", "received_on": "2026-03-05", "name": "单 雄飞", "birth": "1980年5月", "phone": "199 0000 0417",
    "category": "expert", "employer": "某大学", "position": "教授", "field": "聚乳酸", "school": "某大学", "words": "熟悉本县产业",
}  # fmt: skip


def nominated(by=None, **fields) -> Nomination:
    values = {
        "channel": "hotline",
        "name": "单雄飞",
        "birth": "1980-05",
        "phone": "19900000417",
        "employer": "某大学",
        "position": "教授",
    }
    return actions.enter(Nomination(**values | fields), by=by or make_user())


def review(client, nomination, act: str, **data):
    return client.post(f"/intake/{nomination.pk}/review/", {"act": act, **data}, follow=True).content.decode()


def test_taken_in_accepted_and_found_in_the_register(as_user):
    clerk = as_user(make_user(full_name="陈雨桐"))
    answer = clerk.post("/intake/add/", ABOUT)
    nomination = Nomination.objects.get()
    assert answer.headers["Location"] == nomination.get_absolute_url()
    assert (nomination.name, nomination.birth, nomination.phone) == ("单雄飞", "1980-05", "19900000417")
    assert (
        "待审核" in clerk.get("/intake/?q=某大学").content.decode()
        and "199****0417" in clerk.get(nomination.get_absolute_url()).content.decode()
    )
    assert "已入库" in review(clerk, nomination, "accept")
    person = Person.objects.get()
    assert (person.name, person.field, person.source, person.remark) == ("单雄飞", "聚乳酸", "来电", "熟悉本县产业")
    assert person.contacts.get().phone == "19900000417" and person.last_confirmed == timezone.localdate()
    assert person.unit_ids == [office().pk] and person.basis == "duty"
    assert "来电" in clerk.get(f"/people/{person.pk}/?tab=timeline").content.decode()
    assert "已是“已入库”" in review(clerk, nomination, "accept") and Person.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "没有填"),
        ({"phone": "1990000041"}, "号码"),
        ({"phone": "", "employer": ""}, "至少填一项"),
        ({"birth": "2999"}, "日期"),
        ({"received_on": "2999-01-01"}, "受理日期晚于今天"),
        ({"channel": "expert"}, "须填写推荐人"),
        ({"referrer_number": "RC-999999"}, "没有找到档案"),
        ({"channel": "self"}, "请从列出的选项中选择"),
    ],
)
def test_what_is_wrong_is_said_and_stays(as_user, changes, words):
    answer = as_user(make_user()).post("/intake/add/", ABOUT | changes)
    page = answer.content.decode()
    assert answer.status_code == 422 and "熟悉本县产业" in page and not Nomination.objects.exists()
    assert words in page or (words == "日期" and "出生年月" in page)


def test_who_is_known_is_filled_in_and_not_replaced(as_user):
    known = make_person("单雄飞", birth_ym="1980-05", employer="某研究院", phones=["19900000555"])
    nomination, clerk = nominated(field="聚乳酸"), as_user(make_user())
    page = clerk.get(nomination.get_absolute_url()).content.decode()
    assert "出生年月相同（1980.05）" in page and "电话不同" in page
    assert "补充" in review(clerk, nomination, "known", person=known.pk)
    known.refresh_from_db()
    assert (known.employer, known.position, known.field) == ("某研究院", "教授", "聚乳酸")
    assert set(known.contacts.values_list("phone", flat=True)) == {"19900000555", "19900000417"}
    assert Nomination.objects.get().person == known and Person.objects.count() == 1


def test_returned_completed_and_rejected(as_user):
    town, county = make_user("township", unit=township("元村镇")), as_user(make_user())
    nomination = nominated(by=town)
    assert "请写明需要补充的内容" in review(county, nomination, "return")
    review(county, nomination, "return", reason="缺专业")
    assert "补充推荐资料" in {due.what for due in due_for(town)}
    own = as_user(town)
    assert "缺专业" in own.get(f"/intake/{nomination.pk}/edit/").content.decode()
    own.post(f"/intake/{nomination.pk}/edit/", ABOUT | {"major": "化学"})
    nomination.refresh_from_db()
    assert (nomination.state, nomination.major) == ("new", "化学")
    assert own.post(f"/intake/{nomination.pk}/review/", {"act": "accept"}).status_code == 403, "the county decides"
    assert "请写明不采用的原因" in review(county, nomination, "reject")
    review(county, nomination, "reject", reason="非本县籍")
    assert county.get(f"/intake/{nomination.pk}/edit/").status_code == 404
    assert "非本县籍" in own.get(nomination.get_absolute_url()).content.decode()


def test_an_expert_recommends_and_is_rewarded(as_user):
    expert, clerk = make_person("仇英"), as_user(make_user())
    clerk.post("/intake/add/", ABOUT | {"channel": "expert", "referrer_number": expert.number})
    nomination = Nomination.objects.get()
    assert (nomination.referrer, nomination.referred_by) == ("仇英", expert)
    assert "已经入库的，才登记奖励" in review(clerk, nomination, "reward", reward="奖金2000元", day="2026.3.9")
    review(clerk, nomination, "accept")
    assert "日期没有看懂" in review(clerk, nomination, "reward", reward="奖金2000元", day="下周")
    review(clerk, nomination, "reward", reward="奖金2000元", day="2026.3.9")
    nomination.refresh_from_db()
    assert (nomination.reward, nomination.rewarded_on) == ("奖金2000元", dt.date(2026, 3, 9))
    assert Person.objects.get(name="单雄飞").recommender == "仇英"
    assert "推荐单雄飞（已入库）" in clerk.get(f"/people/{expert.pk}/?tab=timeline").content.decode()


def test_figures_by_source_open_their_rows(as_user):
    nominated(), nominated(channel="letter"), actions.reject(nominated(), "重复", by=make_user())
    clerk = as_user(make_user())
    page = clerk.get("/intake/figures/").content.decode()
    assert re.findall(r'channel=hotline">(\d+)<', page) == ["2"] and "channel=hotline&amp;state=rejected" in page
    assert "本次查询<b> 2 </b>" in clerk.get("/intake/?channel=hotline").content.decode().replace("\n", "")


def test_of_another_unit_nothing_is_seen(as_user):
    nomination = nominated(by=make_user("township", unit=township("元村镇")))
    stranger = as_user(make_user("township", unit=township("千口镇")))
    assert stranger.get(nomination.get_absolute_url()).status_code == 404
    assert nomination.name not in stranger.get("/intake/").content.decode()
    assert "审核推荐" in {due.what for due in due_for(make_user())}


# ---- the page on which people enter themselves


@pytest.fixture
def public(client, settings):
    settings.TALENTBASE_PUBLIC_INTAKE = "on"
    return client


def solve(page: str) -> dict:
    first, second = re.search(r"([一二三四五六七八九])加([一二三四五六七八九])等于几", page).groups()
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    return {"answer": str(NUMBERS.index(first) + NUMBERS.index(second)), "token": token}


def send(client, **changes):
    asked = solve(client.get("/intake/self/").content.decode())
    given = {name: value for name, value in ABOUT.items() if name not in ("channel", "received_on")}
    return client.post("/intake/self/", given | asked | {"agrees": "on"} | changes)


def test_off_until_the_house_turns_it_on(client):
    assert client.get("/intake/self/").status_code == 404 and client.post("/intake/self/").status_code == 404


def test_entered_by_oneself_with_a_receipt_and_no_hint(public, as_user):
    make_person("单雄飞", birth_ym="1980-05", phones=["19900000417"])
    page = send(public).content.decode()
    nomination = Nomination.objects.get()
    assert nomination.receipt in page and "已在库" not in page and "可能" not in page
    assert (nomination.channel, nomination.consent, nomination.state) == ("self", 1, "new")
    clerk = as_user(make_user())
    assert "电话相同" in clerk.get(nomination.get_absolute_url()).content.decode()
    review(clerk, nomination, "accept")
    person = Person.objects.order_by("-pk").first()
    assert person.basis == "consent" and nomination.receipt in person.basis_evidence


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"agrees": ""}, "须同意后才能提交"),
        ({"answer": "99"}, "计算题没有答对"),
        ({"token": "x"}, "计算题没有答对"),
        ({"phone": ""}, "请填写电话"),
        ({"name": "\0"}, "无法识别"),
    ],
)
def test_the_page_keeps_what_was_typed(public, changes, words):
    answer = send(public, **changes)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "熟悉本县产业" in page and not Nomination.objects.exists()


def test_an_answer_serves_once_and_an_address_five_times_an_hour(public):
    asked = solve(public.get("/intake/self/").content.decode())
    assert send(public, **asked).status_code == 200
    assert "计算题没有答对" in send(public, **asked).content.decode()
    for _ in range(4):
        assert send(public).status_code == 200
    assert "过于频繁" in send(public).content.decode()
    assert Nomination.objects.count() == 5 == Access.objects.filter(kind="submit").count()


def test_the_puzzle_takes_digits_and_numerals():
    for _ in range(30):
        question, token = new_puzzle()
        total = sum(NUMBERS.index(letter) for letter in question if letter in NUMBERS)
        words = NUMBERS[total] if total < 10 else f"十{NUMBERS[total - 10] if total > 10 else ''}"
        assert solved(token, str(total)) and solved(token, f" {words} ")
        assert (
            not solved(token, str(total + 1))
            and not solved(token, "")
            and not solved(token, "²")
            and not solved(f"{token}x", str(total))
        )


@pytest.mark.parametrize("answer", ["9" * 5000, "十", "十十", "一二三"])
def test_odd_answers_are_wrong_answers(public, answer):
    page = public.get("/intake/self/").content.decode()
    while solve(page)["answer"] == "10":
        page = public.get("/intake/self/").content.decode()
    assert send(public, **solve(page) | {"answer": answer}).status_code == 422


def test_what_was_decided_meanwhile_is_not_undone_by_an_old_form():
    nomination = nominated()
    opened = Nomination.objects.get(pk=nomination.pk)
    person = actions.accept(nomination, by=make_user())
    opened.major = "化学"
    with pytest.raises(actions.Refused, match="已入库"):
        actions.complete(opened, ["major"])
    assert Nomination.objects.get().person == person


def test_a_process_of_the_outer_zone_serves_nothing_else(client, settings):
    settings.TALENTBASE_PUBLIC_INTAKE = "only"
    assert client.get("/intake/self/").status_code == 200
    for path in ("/", "/accounts/login/", "/people/", "/intake/", "/intake/1/"):
        assert client.get(path).status_code == 404
