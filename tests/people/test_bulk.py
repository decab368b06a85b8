"""批量修改: shown before it is done, done for all or nobody, taken back but for what was edited since."""

import datetime as dt

import pytest
from django.utils import timezone

from people.registry import bulk
from people.registry.models import Person, PersonTag
from talentbase.accounts.scope import acting_as
from talentbase.audit.models import Change
from talentbase.codes.models import IndustryChain
from talentbase.listings.models import BulkAct
from tests.factories import make_person, make_unit, make_user, office, township

pytestmark = pytest.mark.django_db
BULK = "/people/bulk/"


@pytest.fixture
def three():
    return [make_person(name, status="在职", consent="是") for name in ("单雄飞", "仇英", "区文")]


def send(client, people, act: str = "", value: str = "", step: str = "", **more):
    data = {"pick": [person.pk for person in people], "act": act, f"value-{act}": value, "step": step}
    data |= {"shown-act": act, "shown-value": value, **more}
    return client.post(BULK, data)


def chain() -> str:
    return str(IndustryChain.objects.first().pk)


def column(name: str) -> list:
    return list(Person.objects.order_by("pk").values_list(name, flat=True))


ACTS = [
    ("confirm", "", "last_confirmed", timezone.localdate()),
    ("status", "retired", "status", "retired"),
    ("consent", "clear", "consent", ""),
    ("restriction", "unwilling", "restriction", "unwilling"),
    ("key", "1", "is_key_contact", True),
    ("category", "official", "categories", ["expert", "official"]),
    ("town", "towns.410923102", "town_id", "towns.410923102"),
    ("recommender", " 赵  某 ", "recommender", "赵 某"),
    ("source", "校友会名单", "source", "校友会名单"),
    ("archive", "重复登记", "archived_reason", "重复登记"),
]


@pytest.mark.parametrize(("act", "value", "field", "expected"), ACTS)
def test_shown_done_and_taken_back(as_user, three, act, value, field, expected):
    clerk, before = as_user(make_user(unit=office())), column(field)
    shown = send(clerk, three[:2], act, value, "show").content.decode()
    assert "将修改2人" in shown and "单雄飞" in shown and column(field) == before
    done = send(clerk, three[:2], act, value, "do", expected=2, query="q=a")
    assert done.headers["Location"] == "/people/?q=a"
    assert column(field) == [expected, expected, before[2]]
    record = BulkAct.objects.get()
    assert Change.objects.filter(batch=record.mark, table="registry_person", operation="U").count() == 2
    page = clerk.get("/people/bulk/acts/").content.decode()
    assert "撤销2人的修改" in page
    clerk.post(f"/people/bulk/{record.pk}/undo/")
    assert column(field) == before
    assert "已撤销" in clerk.get("/people/bulk/acts/").content.decode()
    assert (act != "archive") or Person.objects.present().count() == 3


def test_chains_are_tags_and_go_again(as_user, three):
    clerk = as_user(make_user(unit=office()))
    PersonTag.objects.create(person=three[0], chain_id=chain())
    Person.objects.filter(pk=three[0].pk).update(chain_ids=[int(chain())])
    assert "将修改2人，另外1人不变" in send(clerk, three, "chain", chain(), "show").content.decode()
    send(clerk, three, "chain", chain(), "do", expected=2)
    assert column("chain_ids") == [[int(chain())]] * 3 and PersonTag.objects.count() == 3
    clerk.post(f"/people/bulk/{BulkAct.objects.get().pk}/undo/")
    assert column("chain_ids") == [[int(chain())], [], []] and PersonTag.objects.count() == 1


def test_due_dates_are_for_key_contacts_only(as_user, three):
    clerk = as_user(make_user(unit=office()))
    Person.objects.filter(pk=three[1].pk).update(is_key_contact=True)
    assert "将修改1人，另外2人不变" in send(clerk, three, "due", "2026.12.1", "show").content.decode()
    send(clerk, three, "due", "2026.12.1", "do", expected=1)
    assert column("contact_due") == [None, dt.date(2026, 12, 1), None]


def test_who_was_edited_since_keeps_the_edit(as_user, three):
    clerk = as_user(make_user(unit=office()))
    send(clerk, three, "status", "retired", "do", expected=3)
    with acting_as(None):
        Person.objects.filter(pk=three[1].pk).update(employer="某新单位")
    page = clerk.post(f"/people/bulk/{BulkAct.objects.get().pk}/undo/", follow=True).content.decode()
    assert "2人恢复原值，1人之后又修改过" in page
    assert column("status") == ["working", "retired", "working"]
    again = clerk.post(f"/people/bulk/{BulkAct.objects.get().pk}/undo/", follow=True).content.decode()
    assert "不能再撤销" in again and column("status") == ["working", "retired", "working"]


def test_what_changed_since_the_preview_is_shown_again(as_user, three):
    clerk = as_user(make_user(unit=office()))
    Person.objects.filter(pk=three[0].pk).update(status="retired")
    answer = send(clerk, three, "status", "retired", "do", expected=3).content.decode()
    assert "刚才有人改过" in answer and "将修改2人" in answer
    assert column("status") == ["retired", "working", "working"] and not BulkAct.objects.exists()


@pytest.mark.parametrize(
    ("act", "value", "words"),
    [
        ("", "", "请选择要修改的内容"),
        ("status", "", "请选择要改成的内容"),
        ("status", "nonsense", "请选择要改成的内容"),
        ("chain", "²", "请选择产业链"),
        ("chain", "999999", "请选择产业链"),
        ("due", "下周", "日期没有看懂"),
        ("due", "1" * 4301, "日期没有看懂"),
        ("chain", "1" * 4301, "请选择产业链"),
        ("archive", " ", "请填写归档原因"),
        ("source", "长" * 61, "最多60个字"),
        ("no_category", "expert", "只有这一个人才类别"),
        ("category", "clear", "请选择要改成的内容"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(as_user, three, act, value, words):
    clerk = as_user(make_user(unit=office()))
    for step in ("show", "do"):
        answer = send(clerk, three, act, value, step, expected=3)
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not BulkAct.objects.exists() and not Change.objects.filter(table="registry_person", operation="U").exists()


def test_a_value_alone_says_what_is_meant(as_user, three):
    clerk = as_user(make_user(unit=office()))
    picks = ",".join(str(person.pk) for person in three)
    page = clerk.post(BULK, {"picks": picks, "step": "show", "value-source": "校友会", "value-status": ""}).content.decode()
    assert "将修改3人" in page and "校友会" in page
    both = clerk.post(BULK, {"picks": picks, "step": "show", "value-source": "校友会", "value-status": "retired"})
    assert both.status_code == 422


def test_what_was_not_previewed_is_not_done(as_user, three):
    clerk = as_user(make_user(unit=office()))
    other = {"shown-act": "status", "shown-value": "retired", "expected": 3}
    page = send(clerk, three, "status", "deceased", "do", **other).content.decode()
    assert "与预览的不同" in page and "已故" in page and column("status") == ["working"] * 3


def test_who_is_no_key_contact_any_more_has_no_due_date(as_user, three):
    clerk, day = as_user(make_user(unit=office())), dt.date(2026, 12, 1)
    Person.objects.filter(pk=three[0].pk).update(is_key_contact=True, contact_due=day)
    assert "下次联系一并清空" in send(clerk, three, "key", "0", "show").content.decode()
    send(clerk, three, "key", "0", "do", expected=1)
    assert column("contact_due") == [None] * 3
    clerk.post(f"/people/bulk/{BulkAct.objects.get().pk}/undo/")
    assert column("contact_due") == [day, None, None]


def test_a_category_taken_away_is_named(as_user, three):
    clerk = as_user(make_user(unit=office()))
    Person.objects.update(categories=["expert", "official"])
    send(clerk, three, "no_category", "official", "do", expected=3)
    assert column("categories") == [["expert"]] * 3 and BulkAct.objects.get().words == "去掉人才类别：党政人才"


def test_an_id_number_taken_meanwhile_keeps_the_act_from_being_undone(as_user, three):
    clerk = as_user(make_user(unit=office()))
    first = make_person("单某", id_number="410900196805120011")
    send(clerk, [first], "archive", "重复", "do", expected=1)
    with acting_as(None):
        make_person("单又某", id_number="410900196805120011")
    page = clerk.post(f"/people/bulk/{BulkAct.objects.get().pk}/undo/", follow=True).content.decode()
    assert "身份证号已登记在另一份档案上" in page and BulkAct.objects.get().undone_at is None
    page = clerk.post(f"/people/{first.pk}/archive/", {"restore": "1"}, follow=True).content.decode()
    assert "身份证号已登记在另一份档案上" in page


def test_a_department_cannot_send_people_out_of_its_own_sight(as_user):
    both = make_person("单某", unit=township("千口镇"), fields={"categories": ["expert", "official"]})
    department = make_unit(categories=["official"])
    clerk = as_user(make_user("department", department))
    assert f"/people/{both.pk}/" in clerk.get("/people/").content.decode()
    answer = send(clerk, [both], "no_category", "official", "do", expected=1)
    assert answer.status_code == 422 and "管理范围" in answer.content.decode()
    assert column("categories") == [["expert", "official"]]


def test_an_odd_query_is_no_fault(as_user, three):
    clerk = as_user(make_user(unit=office()))
    answer = clerk.post(BULK, {"all": "1", "query": "confirmed=%00&confirmed=half&employer=%00"})
    assert answer.status_code == 200


def test_everybody_of_the_query_and_nobody_else(as_user, three):
    make_person("单立人", employer="某厂", status="在职")
    clerk = as_user(make_user(unit=office()))
    page = clerk.post(BULK, {"all": "1", "query": "employer=某厂"}).content.decode()
    assert "批量修改1人" in page
    assert "批量修改4人" in clerk.post(BULK, {"all": "1", "query": ""}).content.decode()
    assert "没有选中" in clerk.post(BULK, {"query": ""}).content.decode()


def test_nobody_out_of_sight_is_touched(as_user, three):
    theirs = make_person("千口某", unit=township("千口镇"), status="在职")
    clerk = as_user(make_user("township", township("元村镇")))
    mine = make_person("元村某", unit=township("元村镇"), status="在职")
    assert "批量修改1人" in send(clerk, [theirs, mine]).content.decode()
    send(clerk, [theirs, mine], "status", "retired", "do", expected=1)
    theirs.refresh_from_db(), mine.refresh_from_db()
    assert (theirs.status, mine.status) == ("working", "retired")
    record = BulkAct.objects.get()
    assert as_user(make_user("township", township("元村镇"))).post(f"/people/bulk/{record.pk}/undo/").status_code == 404
    assert as_user(make_user("leader")).post(BULK, {"pick": [mine.pk]}).status_code == 403


def test_every_act_says_its_values_in_words():
    for act in bulk.ACTS:
        for value, label in act.names().items():
            if value != bulk.NONE:
                read = act.read(value)
                assert act.words([read] if act.is_list else read, act.names()) == label, (act.name, value)
