"""Two batches that bring one new person: judged while neither was in, imported one after the other."""

import pytest

from people.registry.models import Person
from talentbase.imports import actions, work
from talentbase.imports.models import Batch, Row
from tests.factories import make_user, office, township
from tests.talentbase.test_imports import read_in, silent
from tests.talentbase.test_undo import sheet_of

pytestmark = pytest.mark.django_db
HEADER = ["姓名", "性别", "出生年月", "籍贯", "手机号码", "工作单位", "职务"]


def batch_of(tmp_path, name: str, unit, *rows: list) -> Batch:
    batch = read_in(sheet_of(tmp_path / f"{name}.xlsx", HEADER, *rows), make_user(), unit)
    actions.take_columns(batch, {}, by=make_user())
    actions.confirm(batch, by=make_user())
    return batch


def applied(batch: Batch) -> Batch:
    work.apply(silent, batch.pk)
    return Batch.objects.get(pk=batch.pk)


def test_a_certain_match_of_the_meantime_is_brought_up_to_date(tmp_path):
    first = batch_of(tmp_path, "甲", township(), ["李清", "女", "1980.05", "元村镇", "19900000201", "某大学", "讲师"])
    second = batch_of(tmp_path, "乙", office(), ["李清", "女", "1980.05", "元村镇", "19900000201", "某大学", "所长"])
    assert applied(first).counts["did_added"] == 1
    assert applied(second).counts["did_changed"] == 1
    person = Person.objects.get(name="李清")
    assert person.position == "所长" and set(person.unit_ids) == {township().pk, office().pk}


def test_a_doubtful_match_of_the_meantime_waits_for_the_clerk(tmp_path):
    first = batch_of(tmp_path, "甲", township(), ["李清", "女", "1980.05", "元村镇", "", "某大学", "讲师"])
    second = batch_of(
        tmp_path,
        "乙",
        office(),
        ["李清", "女", "1980.05", "元村镇", "", "某研究院", ""],
        ["赵新", "男", "", "", "", "某厂", ""],
    )
    applied(first)
    done = applied(second)
    assert Person.objects.filter(name="李清").count() == 1 and Person.objects.filter(name="赵新").exists()
    assert actions.undecided(done).get().state == Row.State.DOUBTFUL


def test_who_was_taken_back_in_the_meantime_is_new_again(tmp_path):
    row = ["李清", "女", "1980.05", "元村镇", "19900000201", "某大学", "讲师"]
    first = applied(batch_of(tmp_path, "甲", township(), row))
    second = batch_of(tmp_path, "乙", office(), [*row[:-1], "所长"])
    assert second.rows.get().target
    actions.take_back(first, progress=silent)
    assert not Person.objects.exists()
    assert applied(second).counts["did_added"] == 1 and Person.objects.get().position == "所长"


def test_nothing_is_compared_twice_where_nothing_came_in(tmp_path):
    batch = batch_of(tmp_path, "甲", township(), ["李清", "女", "1980.05", "元村镇", "", "某大学", "讲师"])
    before = Batch.objects.get(pk=batch.pk).judged_against
    applied(batch)
    assert Batch.objects.get(pk=batch.pk).judged_against == before < Batch.objects.writes()
