"""What is known already is brought up to date as the clerk says: field by field, only the blanks, or not at all."""

import pytest

from demand.needs.models import Need
from people.registry.models import Person
from talentbase.imports import actions, work
from talentbase.imports.models import Batch
from tests.factories import make_enterprise, make_need, make_person, make_round, make_user, office, township
from tests.talentbase.test_imports import read_in, silent
from tests.talentbase.test_undo import sheet_of

pytestmark = pytest.mark.django_db
HEADER = ["姓名", "手机号码", "工作单位", "职务", "研究领域"]


@pytest.fixture
def known():
    return make_person("李清", phones=["19900000201"], employer="某大学", position="讲师")


@pytest.fixture
def batch(known, tmp_path):
    path = sheet_of(
        tmp_path / "更新.xlsx", HEADER, ["李清", "19900000201", "某研究院", "所长", "花生育种"], ["赵新", "", "某厂", "", ""]
    )
    return read_in(path, make_user(), office())


def confirmed(batch, mode=Batch.Mode.OVERWRITE) -> Batch:
    by = make_user()
    if batch.state == Batch.State.COLUMNS:
        actions.take_columns(batch, {}, by=by)
    actions.confirm(batch, by=by, mode=mode)
    work.apply(silent, batch.pk)
    return Batch.objects.get(pk=batch.pk)


def stored(person) -> tuple[str, str, str]:
    person.refresh_from_db()
    return person.employer, person.position, person.field


def test_each_field_may_stay_as_it_is(batch, known, as_user):
    actions.take_columns(batch, {}, by=make_user())
    row = batch.rows.get(duplicate__known=known.pk)
    clerk, address = as_user(make_user()), f"/imports/{batch.pk}/duplicates/"
    page = clerk.get(address).content.decode()
    assert f'name="take-{row.pk}-employer"' in page and "某大学" in page and "某研究院" in page
    clerk.post(
        address, {f"take-{row.pk}-employer": "stored", f"take-{row.pk}-position": "new", "mode": "overwrite", "confirm": "1"}
    )
    work.apply(silent, batch.pk)
    assert stored(known) == ("某大学", "所长", "花生育种")


def test_what_a_colleague_wrote_after_the_check_is_not_written_over(batch, known, as_user):
    actions.take_columns(batch, {}, by=make_user())
    Person.objects.filter(pk=known.pk).update(position="副教授")
    done = confirmed(batch)
    assert stored(known) == ("某大学", "副教授", "") and done.counts["did_changed"] == 0 and done.counts["did_added"] == 1
    row = done.rows.get(duplicate__known=known.pk)
    assert row.state == "doubtful" and ["职务", "副教授", "所长", "position"] in row.duplicate["changes"]
    clerk = as_user(make_user())
    assert "判定其余1行" in clerk.get(f"/imports/{batch.pk}/").content.decode()
    assert "核对之后有人改过" in clerk.get(f"/imports/{batch.pk}/duplicates/").content.decode()
    clerk.post(f"/imports/{batch.pk}/duplicates/", {f"decision-{row.pk}": "merge", "confirm": "1"})
    work.rest(silent, batch.pk)
    assert stored(known) == ("某研究院", "所长", "花生育种")


def test_nor_where_another_sheet_came_in_between(batch, known, tmp_path):
    actions.take_columns(batch, {}, by=make_user())
    Person.objects.filter(pk=known.pk).update(position="副教授")
    other = read_in(sheet_of(tmp_path / "别的.xlsx", HEADER, ["钱新", "19900000777", "某厂", "", ""]), make_user(), township())
    confirmed(other)
    done = confirmed(batch)
    assert stored(known) == ("某大学", "副教授", "") and done.rows.get(duplicate__known=known.pk).state == "doubtful"


def test_a_row_that_was_dismissed_stays_dismissed(batch, known):
    actions.take_columns(batch, {}, by=make_user())
    actions.dismiss(batch, batch.rows.get(duplicate__known=known.pk), by=make_user())
    Person.objects.filter(pk=known.pk).update(position="副教授")
    done = confirmed(batch)
    assert done.rows.get(duplicate__known=known.pk).state == "dismissed" and not actions.undecided(done).exists()


def test_an_edit_that_the_row_does_not_touch_holds_nothing_up(batch, known):
    actions.take_columns(batch, {}, by=make_user())
    Person.objects.filter(pk=known.pk).update(remark="某备注")
    assert confirmed(batch).counts["did_changed"] == 1 and stored(known) == ("某研究院", "所长", "花生育种")


def test_fields_of_one_key_are_chosen_together(known, tmp_path, as_user):
    Person.objects.filter(pk=known.pk).update(hometown="元村镇古念村", town_id="towns.410923102")
    path = sheet_of(tmp_path / "籍贯.xlsx", ["姓名", "手机号码", "籍贯"], ["李清", "19900000201", "千口镇某村"])
    batch = read_in(path, make_user(), office())
    actions.take_columns(batch, {}, by=make_user())
    row = batch.rows.get()
    assert [change[3] for change in row.duplicate["changes"]] == ["hometown", "hometown"]
    page = as_user(make_user()).get(f"/imports/{batch.pk}/duplicates/").content.decode()
    assert page.count(f'name="take-{row.pk}-hometown"') == 2 and page.count('value="new" checked') == 1 and "随上一项" in page


def test_rows_that_were_not_written_are_listed_with_the_reason(known, tmp_path, as_user):
    rows = (
        ["李清", "19900000201", "某研究院", "", ""],
        ["赵新", "19900000202", "某厂", "", ""],
        ["赵新", "19900000202", "某厂", "", ""],
    )
    batch = read_in(sheet_of(tmp_path / "重复.xlsx", HEADER, *rows), make_user(), office())
    done = confirmed(batch, Batch.Mode.ADD)
    page = as_user(make_user()).get(f"/imports/{batch.pk}/").content.decode()
    assert done.counts["did_skipped"] == 2 and "仅新增" in page and "重复" in page.split("没有写入的行")[1]


def test_only_blanks_are_filled(batch, known):
    done = confirmed(batch, Batch.Mode.FILL)
    assert stored(known) == ("某大学", "讲师", "花生育种")
    assert (done.counts["did_added"], done.counts["did_changed"]) == (1, 1)


def test_known_people_are_left_alone(batch, known):
    done = confirmed(batch, Batch.Mode.ADD)
    assert stored(known) == ("某大学", "讲师", "") and Person.objects.filter(name="赵新").exists()
    assert (done.counts["did_added"], done.counts["did_changed"], done.counts["did_skipped"]) == (1, 0, 1)


def test_a_key_that_is_no_change_of_the_row_is_ignored(batch, known):
    actions.take_columns(batch, {}, by=make_user())
    row = batch.rows.get(duplicate__known=known.pk)
    actions.decide(batch, {}, by=make_user(), left={row.pk: ["name", "phones", "nonsense"]})
    confirmed(batch)
    assert stored(known) == ("某研究院", "所长", "花生育种")


def test_the_two_ends_of_a_range_stay_together(tmp_path):
    firm, round_ = make_enterprise("南乐县某厂有限公司", office()), make_round()
    need = make_need("工艺工程师", firm, round=round_, headcount_min=2, headcount_max=3)
    path = sheet_of(
        tmp_path / "需求.xlsx", ["企业名称", "岗位名称", "人数", "学历要求"], [firm.name, "工艺工程师", "5", "本科"]
    )
    confirmed(read_in(path, make_user(), office()), Batch.Mode.FILL)
    need = Need.objects.get(pk=need.pk)
    assert (need.headcount_min, need.headcount_max, need.degree_min) == (2, 3, 3)


def test_a_column_explained_once_is_known_next_time_from_the_same_sender(tmp_path):
    header = ["姓名", "备用号", "手机号码"]
    by = make_user()
    first = read_in(sheet_of(tmp_path / "一.xlsx", header, ["赵新", "赵师傅", "19900000203"]), by, township())
    actions.take_columns(first, {(0, 2): "former_name"}, by=by)
    next_time = sheet_of(tmp_path / "二.xlsx", header, ["孙立", "孙师傅", "19900000204"])
    second, foreign = read_in(next_time, by, township()), read_in(next_time, by, office())
    assert second.layout["recalled"] == ["备用号"] and second.rows.get().values["former_name"] == "孙师傅"
    assert foreign.layout["recalled"] == [] and "former_name" not in foreign.rows.get().values


def test_the_only_namesake_a_township_reported_before_is_asked_about(tmp_path):
    home = make_person("赵新", township(), employer="某厂")
    make_person("孙立", township("韩张镇"), employer="某厂")
    make_person("周明", township(), employer="某厂", birth_ym="1981-02")
    header = ["姓名", "工作单位", "出生年月"]
    rows = (["赵新", "某新公司", ""], ["孙立", "某新公司", ""], ["周明", "某新公司", "1994.07"])
    batch = read_in(sheet_of(tmp_path / "新.xlsx", header, *rows), make_user(), township())
    states = {row.values["name"]: (row.state, row.duplicate.get("known")) for row in batch.rows.all()}
    assert states == {"赵新": ("doubtful", home.pk), "孙立": ("good", None), "周明": ("good", None)}
    twice = read_in(sheet_of(tmp_path / "两.xlsx", header, rows[0], ["赵新", "某局", ""]), make_user(), township())
    assert {row.state for row in twice.rows.all()} == {"good"}
