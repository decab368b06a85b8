"""引进人才: their steps, what was promised to them, and per employer how much of it was kept."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.growth.models import Stage, Treatment
from people.registry.models import Person
from talentbase.todo.due import due_for
from tests.factories import make_person, make_user, township

pytestmark = pytest.mark.django_db
STAGE = {"kind": "promoted", "begun": "2026.03", "employer": "县人民医院", "position": "副院长"}
TREATMENT = {"employer": "县人民医院", "item": "安家费", "amount_wan": "20", "due_on": "2026-06-30", "state": "promised"}


@pytest.fixture
def doctor():
    return make_person("单雄飞", township("元村镇"), employer="县人民医院", fields={"populations": ["introduced"]})


def days(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


def promise(person, item="安家费", employer="县人民医院", **fields) -> Treatment:
    return Treatment.objects.create(person=person, employer=employer, item=item, **fields)


def test_steps_are_written_down_and_stand_on_the_timeline(as_user, doctor):
    client = as_user(make_user())
    page = client.get(f"/people/{doctor.pk}/").content.decode()
    assert "成长档案" in page
    assert client.post(f"/growth/of/{doctor.pk}/stages/add/", STAGE | {"document": "南组干〔2026〕3号"}).status_code == 302
    second = {"kind": "seconded", "begun": "2025.01", "ended": "2025.12", "employer": "某省卫健委", "position": "挂职干部"}
    client.post(f"/growth/of/{doctor.pk}/stages/add/", second)
    tab = client.get(f"/growth/of/{doctor.pk}/").content.decode()
    assert tab.index("副院长") < tab.index("挂职干部") and "南组干〔2026〕3号" in tab
    timeline = client.get(f"/people/{doctor.pk}/?tab=timeline").content.decode()
    assert "县人民医院副院长" in timeline and "2025.01" in timeline
    assert "成长记录" in client.get(f"/people/{doctor.pk}/?tab=history").content.decode()


def test_a_promotion_may_change_the_record(as_user, doctor):
    client = as_user(make_user())
    client.post(f"/growth/of/{doctor.pk}/stages/add/", STAGE)
    assert Person.objects.get(pk=doctor.pk).position == ""
    client.post(
        f"/growth/of/{doctor.pk}/stages/add/",
        STAGE | {"kind": "moved", "begun": "2026.05", "position": "院长", "is_current": "on"},
    )
    assert Person.objects.get(pk=doctor.pk).position == "院长"
    assert client.get("/people/introduced/?q=院长").context["total"] == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"begun": ""}, "时间"),
        ({"begun": "2099.01"}, "时间晚于今天"),
        ({"begun": "明天"}, "明天"),
        ({"ended": "2025.01"}, "结束时间不能早于开始时间"),
        ({"kind": "x"}, "类别"),
        ({"employer": "", "is_current": "on"}, "须填写单位"),
    ],
)
def test_a_wrong_step_is_refused_and_kept_as_typed(as_user, doctor, given, words):
    answer = as_user(make_user()).post(f"/growth/of/{doctor.pk}/stages/add/", STAGE | given)
    assert answer.status_code == 422 and words in answer.content.decode() and "副院长" in answer.content.decode()
    assert not Stage.objects.exists()


def test_a_month_may_end_in_the_month_it_began(as_user, doctor):
    given = STAGE | {"kind": "trained", "begun": "2026.03.10", "ended": "2026.03"}
    assert as_user(make_user()).post(f"/growth/of/{doctor.pk}/stages/add/", given).status_code == 302


def test_the_same_step_twice_is_one(as_user, doctor):
    client = as_user(make_user())
    client.post(f"/growth/of/{doctor.pk}/stages/add/", STAGE)
    again = client.post(f"/growth/of/{doctor.pk}/stages/add/", STAGE)
    assert again.status_code == 422 and "已经登记过" in again.content.decode() and Stage.objects.count() == 1


def test_the_later_save_does_not_win(as_user, doctor):
    treatment = promise(doctor)
    client, data = as_user(make_user()), TREATMENT | {"opened_version": treatment.version}
    assert client.post(f"/growth/treatments/{treatment.pk}/", data | {"note": "已报财政"}).status_code == 302
    late = client.post(f"/growth/treatments/{treatment.pk}/", data | {"note": "另一种说法"})
    assert late.status_code == 409 and "已报财政" in late.content.decode() and "另一种说法" in late.content.decode()
    assert Treatment.objects.get().note == "已报财政"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"state": "settled"}, "请填写落实日期"),
        ({"settled_on": "2026-05-01"}, "请清空落实日期或改状态"),
        ({"state": "settled", "settled_on": "2099-05-01"}, "晚于今天"),
        ({"amount_wan": "-3"}, "金额"),
        ({"amount_wan": "二十"}, "金额"),
        ({"item": ""}, "待遇"),
        ({"employer": ""}, "用人单位"),
    ],
)
def test_a_wrong_treatment_is_refused(as_user, doctor, given, words):
    answer = as_user(make_user()).post(f"/growth/of/{doctor.pk}/treatments/add/", TREATMENT | given)
    assert answer.status_code == 422 and words in answer.content.decode() and not Treatment.objects.exists()


def test_every_number_per_employer_opens_as_many_rows(as_user, doctor):
    other = make_person("仇英", fields={"populations": ["away", "introduced"]})
    promise(doctor, due_on=days(-3))
    promise(doctor, "人才公寓", state="settled", settled_on=days(-10))
    promise(doctor, "编制", state="dropped")
    promise(other, due_on=days(30))
    promise(other, "安家费", "某科技有限公司", state="settled", settled_on=days(-1))
    client = as_user(make_user())
    page = client.get("/growth/")
    assert [
        (row["employer"], row["people"], row["promised"], row["settled"], row["overdue"], row["share"])
        for row in page.context["rows"]
    ] == [
        ("县人民医院", 2, 3, 1, 1, "33%"),
        ("某科技有限公司", 1, 1, 1, 0, "100%"),
    ]
    for row in page.context["rows"]:
        for query, number in (
            ("&state=promised&state=under_way&state=settled", row["promised"]),
            ("&state=settled", row["settled"]),
            ("&overdue=1", row["overdue"]),
        ):
            assert client.get(row["url"] + query).context["total"] == number
    assert client.get("/growth/treatments/?q=qiuying").context["total"] == 2


def test_what_is_due_waits(as_user, doctor):
    promise(doctor, due_on=days(-3)), promise(doctor, "编制", due_on=days(40))
    waits = [due for due in due_for(make_user()) if due.what == "落实待遇"]
    assert [(due.whom, due.tone) for due in waits] == [("单雄飞的安家费", "red")]


def test_only_those_brought_in_have_the_tab(as_user):
    person = make_person("区文")
    assert "成长档案" not in as_user(make_user()).get(f"/people/{person.pk}/").content.decode()


def test_another_township_meets_nothing_of_it(as_user, doctor):
    treatment = promise(doctor)
    stage = Stage.objects.create(person=doctor, kind="arrived", begun="2025-01")
    client = as_user(make_user("township", unit=township("韩张镇")))
    assert client.get("/growth/").context["rows"] == [] and client.get("/growth/treatments/").context["total"] == 0
    for address in (f"of/{doctor.pk}/", f"stages/{stage.pk}/", f"treatments/{treatment.pk}/", f"of/{doctor.pk}/stages/add/"):
        assert client.get(f"/growth/{address}").status_code == 404, address
    assert as_user(make_user("leader")).post(f"/growth/stages/{stage.pk}/", {"remove": "1"}).status_code == 403


def test_a_step_registered_by_mistake_goes(as_user, doctor):
    stage = Stage.objects.create(person=doctor, kind="arrived", begun="2025-01")
    as_user(make_user()).post(f"/growth/stages/{stage.pk}/", {"remove": "1"})
    assert not Stage.objects.exists()


def test_the_database_knows_what_settled_means(doctor):
    with pytest.raises(IntegrityError, match="growth_treatment_settled"), transaction.atomic():
        promise(doctor, state="settled")
