"""Needs: rounds and numbers, one sheet twice, the acts of a clerk, the conditions figures drill down to."""

import datetime as dt

import pytest

from demand.enterprises.actions import Source
from demand.needs import actions, rounds
from demand.needs.models import Need, Round
from demand.needs.record import record_of
from talentbase.accounts.scope import acting_as
from talentbase.codes.book import current_book
from talentbase.codes.models import IndustryChain
from talentbase.files.models import StoredFile
from talentbase.imports.models import Batch, Row
from tests.factories import make_enterprise, make_need, make_round, make_user, office, township

pytestmark = pytest.mark.usefixtures("db")
DAY = dt.date(2026, 11, 2)


def sheet(*rows: dict, kind: str = "demand") -> list:
    return [record_of(kind, {"enterprise": "某某公司", **row}, current_book()) for row in rows]


def take_in(records, round_=None):
    return actions.register_many(records, round=round_, source=Source(office(), DAY, "测试"))


def titles(page) -> set[str]:
    return {row["record"].title for row in page.context["rows"]}


# --- rounds and numbers ---


def test_numbers_count_within_a_round_and_outside_of_rounds():
    round_ = make_round()
    assert make_need("甲", round=round_).number == "XQ-2026B-001"
    assert make_need("乙", round=round_).number == "XQ-2026B-002"
    assert make_need("丙", received_on=DAY).number == "XQ-2026-T001"


def test_a_township_continues_the_county_s_numbers_without_seeing_them():
    round_, clerk = make_round(), make_user("township", township("元村镇"))
    mine = make_enterprise("本镇公司", township("元村镇"))
    make_need("甲", make_enterprise(unit=township("韩张镇")), round=round_)
    with acting_as(clerk):
        assert actions.register(Need(title="乙", enterprise=mine, round=round_), by=clerk).number == "XQ-2026B-002"
        assert Need.objects.count() == 1


def test_each_half_year_once_and_one_round_at_a_time():
    first = rounds.open_round(year=2026, half=1, due_on=None, by=None)
    with pytest.raises(rounds.Refused, match="还没有结束"):
        rounds.open_round(year=2026, half=2, due_on=None, by=None)
    rounds.close_round(first, by=None)
    with pytest.raises(rounds.Refused, match="已经建立"):
        rounds.open_round(year=2026, half=1, due_on=None, by=None)


def test_rounds_are_the_county_s(as_user):
    data = {"year": 2026, "half": 2}
    township_clerk, clerk = as_user(make_user("township", township())), as_user(make_user())
    assert township_clerk.get("/needs/rounds/").status_code == 200
    assert township_clerk.post("/needs/rounds/open/", data).status_code == 403
    assert clerk.post("/needs/rounds/open/", data).status_code == 302
    assert clerk.post("/needs/rounds/open/", data).status_code == 422
    assert clerk.post(f"/needs/rounds/{Round.objects.get().pk}/close/").status_code == 302
    assert clerk.post(f"/needs/rounds/{Round.objects.get().pk}/reopen/").status_code == 302
    assert Round.objects.get().closed_on is None


# --- a sheet ---


def test_values_of_a_sheet_become_a_need():
    values = {
        "job": "工艺工程师", "chain": "生物基", "headcount_min": 2, "headcount_max": 3, "edu_min": "硕士",
        "title_min": "082", "salary_min_wan_year": 9.6, "salary_max_wan_year": 14.4, "salary_note": "不含奖金",
        "mode": ["全职"], "phones": ["19900000001", "0393-6200051"], "urgent": True,
    }  # fmt: skip
    need = take_in(sheet(values))[0].need
    need.refresh_from_db()
    assert (need.chain.name, need.degree_min, need.title_level_min) == ("生物基材料", 4, "副高级")
    assert (str(need.salary_min_wan), need.salary_text, need.is_urgent) == ("9.60", "不含奖金", True)
    assert need.phone == "19900000001、0393-6200051" and need.enterprise.chain_id == need.chain_id


def test_the_same_sheet_twice_changes_nothing(django_assert_max_num_queries):
    round_ = make_round()
    records = sheet(*({"job": f"岗位{number}", "headcount_min": 1} for number in range(40)))
    assert {outcome.what for outcome in take_in(records, round_)} == {"added"}
    with django_assert_max_num_queries(10):
        assert {outcome.what for outcome in take_in(records, round_)} == {"same"}
    assert set(Need.objects.values_list("version", flat=True)) == {1}


def test_a_new_sheet_updates_what_it_says_and_takes_nothing_away():
    round_ = make_round()
    take_in(sheet({"job": "会计（成本）", "age_max": 35, "contact": "马经理", "headcount_min": 1}), round_)
    outcome = take_in(sheet({"job": "会计(成本)", "age_min": 40}), round_)[0]
    need = Need.objects.get()
    assert (outcome.what, sorted(outcome.changed)) == ("changed", ["age_max", "age_min"])
    assert (need.age_min, need.age_max, need.contact, need.title, need.version) == (40, None, "马经理", "会计（成本）", 2)


def test_long_cells_and_impossible_amounts_do_not_stop_an_import():
    title = "聚乳酸片材耐热增韧" * 30
    records = sheet(
        {"need_title": title, "budget_wan": 1e15, "contact": "马" * 90, "phones": ["19900000001"] * 9}, kind="tech_demand"
    )
    need = take_in(records)[0].need
    need.refresh_from_db()
    assert need.kind == "tech" and need.description == title and len(need.title) == 120 and need.budget_wan is None


# --- the acts ---


def test_the_life_of_a_need():
    need = make_need("会计", round=make_round())
    actions.settle(need, on=DAY, by=None)
    with pytest.raises(actions.Refused, match="现在是“已对接”"):
        actions.withdraw(need, reason="误录", by=None)
    actions.reopen(need, by=None)
    actions.withdraw(need, reason="误录", by=None)
    assert not Need.objects.counted().exists()
    need.refresh_from_db()
    assert (need.state_reason, need.settled_on) == ("误录", None)


def test_carrying_over_makes_a_new_need_of_the_current_round():
    old = make_need("会计", round=make_round(half=1, closed_on=dt.date(2026, 6, 30)), headcount_min=2)
    with pytest.raises(actions.Refused, match="没有进行中的征集轮次"):
        actions.carry_over(old, by=None)
    current = make_round(half=2)
    fresh = actions.carry_over(old, by=None)
    assert (fresh.round, fresh.number, fresh.headcount_min, fresh.source) == (current, "XQ-2026B-001", 2, "沿用XQ-2026A-001")
    assert old.state == "lapsed" and "XQ-2026B-001" in old.state_reason
    with pytest.raises(actions.Refused, match="同名需求"):
        actions.carry_over(old, by=None)


def test_acts_ask_for_their_reason_and_say_what_they_did(as_user):
    need, client = make_need("会计"), as_user(make_user())
    assert client.post(f"/needs/{need.pk}/withdraw/", {"reason": ""}).status_code == 422
    answer = client.post(f"/needs/{need.pk}/withdraw/", {"reason": "重复登记"}, follow=True)
    assert "会计已撤回。" in answer.content.decode()
    assert client.post(f"/needs/{need.pk}/settle/", {"on": "2026-11-02"}).status_code == 422
    assert as_user(make_user("leader")).post(f"/needs/{need.pk}/reopen/").status_code == 403


# --- the list ---


@pytest.fixture
def some(as_user):
    """Four needs that differ in one thing each."""
    chain, earlier, current = IndustryChain.objects.first(), make_round(half=1, closed_on=dt.date(2026, 6, 30)), make_round()
    make_need("甲", round=current, chain=chain, is_urgent=True, received_on=DAY)
    make_need("乙", make_enterprise(kind="scale"), round=earlier, degree_min=5, received_on=dt.date(2026, 3, 5))
    actions.settle(make_need("丙", round=current, received_on=dt.date(2026, 10, 1), kind="tech"), on=DAY, by=None)
    make_need("丁", received_on=dt.date(2026, 10, 2))
    actions.withdraw(make_need("戊"), reason="误录", by=None)
    return as_user(make_user())


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", "甲乙丙丁"), ("?round=current", "甲丙"), ("?round=-", "丁"), ("?round=0", "丁"), ("?round=x", ""),
        ("?urgent=1", "甲"), ("?urgent=0", "乙丙丁"), ("?chain=none", "乙丙丁"), ("?kind=tech", "丙"),
        ("?settled=1", "丙"), ("?state=settled", "丙"), ("?state=withdrawn", "戊"), ("?month=2026-10", "丙丁"),
        ("?received=2026-11", "甲"), ("?month=x", ""), ("?degree=5", "乙"), ("?degree=0", "甲丙丁"),
        ("?employer=scale", "乙"), ("?employer=-", "甲丙丁"), ("?q=T001", "丁"), ("?batch=x", ""),
        ("?round=current&chain=none&state=open&state=settled", "丙"),
    ],
)  # fmt: skip
def test_conditions_that_figures_drill_down_to(some, address, expected):
    page = some.get(f"/needs/{address}")
    assert titles(page) == set(expected) and page.context["total"] == len(expected)


def test_the_needs_of_one_import(some):
    need = Need.objects.get(title="甲")
    file = StoredFile.objects.create(name="需求.xlsx", sha256="0" * 64, size=1, unit=office())
    batch = Batch.objects.create(kind="demand", file=file, sha256="0" * 64, unit=office())
    Row.objects.create(batch=batch, row=4, state="good", outcome="added", target=need.pk)
    assert titles(some.get(f"/needs/?batch={batch.pk}")) == {"甲"}


def test_queries_do_not_grow_with_the_list(some, django_assert_max_num_queries):
    firm = make_enterprise()
    for number in range(30):
        make_need(f"岗位{number}", firm)
    with django_assert_max_num_queries(30):
        assert some.get("/needs/").context["total"] == 34


# --- forms and pages ---


def form_of(need: Need, **changes) -> dict:
    values = {
        "enterprise": need.enterprise_id,
        "title": need.title,
        "received_on": "2026-11-02",
        "opened_version": need.version,
    }
    return values | changes


def test_a_clerk_registers_a_need(as_user):
    firm, round_ = make_enterprise("某某公司", township()), make_round()
    data = {"enterprise": firm.pk, "round": round_.pk, "received_on": "2026-11-02", "title": "会计", "headcount": "2-3人",
            "majors": "会计学、审计学", "degree_min": 4, "modes": ["全职"], "phone": "１９９０００００００１"}  # fmt: skip
    page = as_user(make_user()).post("/needs/add/", data, follow=True).content.decode()
    need = Need.objects.get()
    assert (need.number, need.unit, need.headcount_max, need.majors) == ("XQ-2026B-001", township(), 3, ["会计学", "审计学"])
    assert "2–3人" in page and "硕士及以上" in page and "199****0001" in page and need.phone not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "名称没有填。"),
        ({"enterprise": ""}, "请选择用人单位"),
        ({"age_min": 40, "age_max": 30}, "年龄上限不能小于下限。"),
        ({"salary_min_wan": 20, "salary_max_wan": 10}, "年薪上限不能小于下限。"),
        ({"received_on": "2999-01-01"}, "征集日期不能晚于今天。"),
        ({"deadline": "2027.13"}, "月份"),
        ({"headcount": "0"}, "不可能"),
        ({"headcount": "-3"}, "人数不能是负数。"),
        ({"salary_min_wan": "-2"}, "不能小于0。"),
    ],
)
def test_every_error_stands_beside_its_field(as_user, changes, sentence):
    need = make_need()
    answer = as_user(make_user()).post(f"/needs/{need.pk}/edit/", form_of(need, **changes))
    assert answer.status_code == 422 and sentence in answer.content.decode()


def test_two_people_edit_at_once_and_nothing_is_lost(as_user):
    need = make_need("会计")
    mine = form_of(need, title="成本会计")
    Need.objects.filter(pk=need.pk).update(title="总账会计")
    answer = as_user(make_user()).post(f"/needs/{need.pk}/edit/", mine)
    assert answer.status_code == 409 and "总账会计" in answer.content.decode()
    assert Need.objects.get().title == "总账会计"


def test_the_same_need_twice_in_a_round_is_said_beside_the_title(as_user):
    round_, firm = make_round(), make_enterprise()
    make_need("会计", firm, round=round_)
    data = {"enterprise": firm.pk, "round": round_.pk, "received_on": "2026-11-02", "title": "会计"}
    answer = as_user(make_user()).post("/needs/add/", data)
    assert answer.status_code == 422 and "本轮已有同一单位的同名需求。" in answer.content.decode()


def test_a_suggestion_is_shown_and_stored_only_when_taken(as_user):
    client, words = as_user(make_user()), {"title": "聚乳酸改性高级工程师"}
    shown = client.post("/needs/suggest/post/", words).content.decode()
    assert "建议：" in shown and "生物基材料·" in shown and not Need.objects.exists()
    take = next(each.take for each in client.post("/needs/suggest/post/", words).context["suggestions"])
    taken = client.post("/needs/suggest/post/", words | {"take": take})
    assert taken.context["fields"][0][0].value() == str(IndustryChain.objects.get(name="生物基材料").pk)


def test_a_township_sees_the_needs_of_its_employers(as_user):
    mine, theirs = make_need("甲", make_enterprise(unit=township())), make_need("乙", make_enterprise(unit=township("韩张镇")))
    clerk = as_user(make_user("township", township()))
    assert clerk.get(mine.get_absolute_url()).status_code == 200
    assert clerk.get(theirs.get_absolute_url()).status_code == 404
    assert titles(clerk.get("/needs/")) == {"甲"}
    assert clerk.get(f"/needs/of-enterprise/{theirs.enterprise_id}/").status_code == 404
    assert as_user(make_user("system_admin")).get("/needs/").status_code == 403


def test_the_history_tells_who_changed_what(as_user):
    need = make_need("会计")
    as_user(make_user(full_name="周晓岚")).post(f"/needs/{need.pk}/edit/", form_of(need, title="成本会计"))
    page = as_user(make_user()).get(f"/needs/{need.pk}/?tab=history").content.decode()
    assert "由“会计”改为“成本会计”" in page and "周晓岚" in page
