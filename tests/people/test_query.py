"""高级查询: each condition finds whom it should, in words that can be taken away, through a page that says what is wrong."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from people.registry.condition_kinds import Choice
from people.registry.conditions import BY_NAME, CONDITIONS
from people.registry.models import Education, Person
from tests.factories import make_person, make_user, township

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def born(years: int, months: int = 0) -> str:
    month = TODAY.year * 12 + TODAY.month - 1 - 12 * years - months
    return f"{month // 12}-{month % 12 + 1:02d}"


@pytest.fixture
def people():
    """甲 has nearly everything, 乙 something else, 丙 nothing but a name."""
    first = make_person(
        "单雄飞", birth_ym=born(48), gender="1", nation="01", politics="01", party_date="1998-06", hometown="元村镇百尺村",
        education="11", degree="208", school="郑州大学", dept="材料学院", major="高分子材料", employer="华东某大学",
        position="材料学院教授", title="011", title_since="2012-07", location_code="310115", field="聚乳酸 改性", honors="省科技进步奖",
        phones=["19900000001"], consent="是", intent="技术合作", status="在职", resume="1998年入职某研究院", category="高层次人才",
        fields={
            "last_contact": dt.date(2026, 5, 6), "recommender": "赵某", "programs": ["P01", "P24"],
            "discipline_id": "disciplines.43040",
        },
    )  # fmt: skip
    second = make_person(
        "仇英", birth_ym=born(39, 1), gender="2", nation="03", school="某学院", employer="某局", job_level="131",
        post_since="2024", location_code="410105", category="党政人才", fields={"is_serving_official": True},
    )  # fmt: skip
    Education.objects.create(person=second, education_id="education.21", school="北京大学", major="法学")
    return {"甲": first, "乙": second, "丙": make_person("区文")}


def found(as_user, people, query: str) -> str:
    page = as_user(make_user()).get(f"/people/?{query}").content.decode()
    return "".join(key for key, person in people.items() if f"/people/{person.pk}/" in page)


QUERIES = [
    ("name=单 飞", "甲"),
    ("name=单、仇", "甲乙"),
    ("gender=2", "乙"),
    ("gender=-", "丙"),
    ("age=40~55", "甲"),
    ("age=48~", "甲"),
    ("age=49~", ""),
    ("age=~39", "乙"),
    ("age=~38", ""),
    (f"birth=~{born(40)}", "甲"),
    ("birth=-", "丙"),
    ("nation=01&nation=03", "甲乙"),
    ("politics=01", "甲"),
    ("party_date=1998~1998", "甲"),
    ("party_date=1999~", ""),
    ("hometown=百尺", "甲"),
    ("status=working", "甲"),
    ("education=11", "甲"),
    ("studied=21", "乙"),
    ("degree_name=2", "甲"),
    ("school_class=first", "甲乙"),
    ("school_class=985", "乙"),
    ("school=北京大学", "乙"),
    ("school=郑州 材料", "甲"),
    ("school=郑州 北京", ""),
    ("major=法学、高分子", "甲乙"),
    ("discipline=430", "甲"),
    ("field=聚乳酸 改性", "甲"),
    ("field=-", "乙丙"),
    ("employer=大学", "甲"),
    ("position=教授", "甲"),
    ("title=011", "甲"),
    ("title_since=2012~2012", "甲"),
    ("job_level=131", "乙"),
    ("post_since=2024.01~", ""),
    ("post_since=2024~", "乙"),
    ("place=上海", "甲"),
    ("place=上海市浦东新区、郑州市", "甲乙"),
    ("place=-", "丙"),
    ("history=研究院", "甲"),
    ("program=P24", "甲"),
    ("serving=1", "乙"),
    ("serving=0", "甲丙"),
    ("consent=yes", "甲"),
    ("intent=合作", "甲"),
    ("recommender=赵", "甲"),
    ("contacted=2026.05~2026.06", "甲"),
    ("contacted=-", "乙丙"),
    ("reachable=1", "甲"),
    (f"registered={TODAY:%Y-%m-%d}~", "甲乙丙"),
    ("missing=phone", "乙丙"),
    ("missing=school&missing=phone", "乙丙"),
    ("present=resume", "甲"),
    ("age=40~55&employer=局", ""),
    ("age=abc", ""),
    ("age=55~40", ""),
    ("gender=9", ""),
    ("place=没有这个地方", ""),
    ("industry=-", "甲乙丙"),
    ("post_since=-", "甲丙"),
    ("title_since=-", "乙丙"),
    ("contacted=2026.04~2026.05", "甲"),
    ("contacted=~2026", "甲"),
    ("contacted=2026.05.07~", ""),
]


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_a_condition_finds_whom_it_should(as_user, people, query, expected):
    assert found(as_user, people, query) == expected


def test_every_condition_runs_and_says_itself_in_words(as_user, people):
    clerk = as_user(make_user())
    samples = {"choice": "x", "span": "2020~2021", "words": "上海"}
    for condition in CONDITIONS:
        value = condition.listed()[0][0] if isinstance(condition, Choice) else samples[condition.kind]
        value = "40~50" if condition.name == "age" else value
        for asked in (value, "-"):
            answer = clerk.get("/people/", {condition.name: asked})
            assert answer.status_code == 200 and condition.label in answer.content.decode(), condition.name
    assert len(CONDITIONS) >= 36 and len(BY_NAME) == len(CONDITIONS)


def test_chips_say_the_condition_and_take_it_away(as_user, people):
    page = as_user(make_user()).get("/people/?age=40~55&education=11&field=-&q=单").content.decode()
    for words in ("年龄40–55岁", "最高学历：研究生", "研究领域未登记"):
        assert words in page
    assert "?education=11&amp;field=-&amp;q=%E5%8D%95" in page
    assert '<input type="hidden" name="age" value="40~55">' in page  # a facet ticked now keeps what was asked


def test_the_page_writes_the_address_and_shows_what_was_asked(as_user, people):
    clerk = as_user(make_user())
    page = clerk.get("/people/query/?age=40~55&education=11&q=单").content.decode()
    assert 'name="age__from" value="40"' in page and '<option value="11" selected>' in page
    sent = {
        "q": "单",
        "age__from": "40",
        "age__to": "",
        "education": ["11", "12"],
        "field": "未登记",
        "name": "",
        "order": "-birth",
    }
    target = clerk.post("/people/query/", sent).headers["Location"]
    asked = {"q": ["单"], "age": ["40~"], "education": ["11", "12"], "field": ["-"], "order": ["-birth"]}
    assert parse_qs(urlsplit(target).query) == asked


def test_a_condition_with_a_nul_meets_nobody():
    make_person("单雄飞")
    for condition in CONDITIONS:
        assert not Person.objects.filter(condition.meets(["\0"])).exists(), condition.name


def test_conditions_too_long_for_an_address_are_told_before_they_are_sent(as_user):
    sent = {"field": "长" * 200, "honors": "长" * 200, "remark": "长" * 100}
    answer = as_user(make_user()).post("/people/query/", sent)
    assert answer.status_code == 422 and "条件合起来太长" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"age__from": "四十"}, "年龄应为0到130的整数"),
        ({"age__from": "55", "age__to": "40"}, "年龄的起止颠倒"),
        ({"birth__from": "1978.13"}, "出生年月应为年月"),
        ({"place": "火星"}, "“火星”不在行政区划表中"),
        ({"field": "长" * 300}, "研究领域太长"),
    ],
)
def test_what_cannot_be_asked_is_said_and_what_was_typed_stays(as_user, people, sent, words):
    answer = as_user(make_user()).post("/people/query/", sent)
    page = answer.content.decode()
    assert (answer.status_code, words in page) == (422, True)
    assert next(iter(sent.values())) in page


def test_a_condition_opens_nothing_beyond_the_scope(as_user):
    make_person("单某", unit=township("千口镇"), employer="某大学")
    make_person("仇某", unit=township("元村镇"), employer="某大学")
    page = as_user(make_user("township", township("元村镇"))).get("/people/?employer=大学").content.decode()
    assert "仇某" in page and "单某" not in page
