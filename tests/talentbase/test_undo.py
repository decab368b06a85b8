"""An import is taken back: the register stands as before, and what somebody did since is not lost."""

import datetime as dt
import itertools

import openpyxl
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from demand.enterprises.models import Enterprise
from demand.matching.models import Match, Run, WeightSet
from demand.needs.models import Need
from people.registry import tallies
from people.registry.models import Person
from talentbase.audit.actor import set_local
from talentbase.imports import actions, work
from talentbase.imports.models import Batch, Row
from talentbase.jobs.models import Job
from tests.factories import make_enterprise, make_need, make_person, make_round, make_user, office
from tests.talentbase.test_imports import read_in, silent, take_in
from tests.walk.sheets import township_sheet

pytestmark = pytest.mark.django_db
TABLES = ("registry", "enterprises", "needs")
MOVING = {"version", "changed_at", "id"}


def snapshot() -> dict[str, list[str]]:
    """Every row of the three registers as text, without what only counts upwards."""
    found = {}
    tallies.add_up()  # plus one and minus one is as before
    with connection.cursor() as cursor:
        for model in itertools.chain.from_iterable(apps.get_app_config(label).get_models() for label in TABLES):
            table = model._meta.db_table
            columns = ", ".join(f'"{f.column}"' for f in model._meta.concrete_fields if f.column not in MOVING)
            cursor.execute(f"SELECT row({columns})::text FROM {table}")
            found[table] = sorted(text for (text,) in cursor.fetchall())
    return found


def sheet_of(path, header, *rows):
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    book.save(path)
    return path


def imported(path, by, unit=None) -> Batch:
    batch = take_in(read_in(path, by, unit), by)
    set_local({"batch": ""})  # every act has a transaction of its own; here they share one
    return batch


def undone(batch) -> Batch:
    work.undo(silent, batch.pk)
    set_local({"batch": ""})
    return Batch.objects.get(pk=batch.pk)


def test_what_was_added_goes_and_the_file_may_come_again(tmp_path):
    make_person("李清", phones=["19900000201"])
    before, by = snapshot(), make_user()
    batch = imported(township_sheet(tmp_path / "元村镇.xlsx"), by)
    assert Person.objects.count() == 4
    batch = undone(batch)
    assert snapshot() == before
    assert (batch.state, batch.counts["undone"], batch.counts["kept"]) == ("undone", 3, 0)
    assert set(batch.rows.values_list("outcome", flat=True)) == {Row.Outcome.UNDONE, Row.Outcome.SKIPPED}
    assert imported(tmp_path / "元村镇.xlsx", by).counts["did_added"] == 3


HEADER = ["姓名", "手机号码", "工作单位", "职务", "产业链", "身份证号", "家庭联系人", "微信号"]


def test_what_was_changed_returns_value_by_value_with_everything_made_from_it(tmp_path):
    make_person("李清", phones=["19900000201"], employer="某大学", position="讲师")
    make_person("王海", phones=["19900000202"])
    before = snapshot()
    path = sheet_of(
        tmp_path / "更新.xlsx",
        HEADER,
        ["李清", "19900000201、19900000299", "某研究院", "研究员", "食品加工", "410900198511030028", "", "liqing"],
        ["王海", "19900000202", "某公司", "", "", "", "", ""],
    )
    batch = imported(path, make_user(), office())
    assert batch.counts["did_changed"] == 2 and Person.objects.search("研究院").count() == 1
    assert undone(batch).counts["undone"] == 2
    assert snapshot() == before


def test_what_was_edited_since_stays_and_is_listed(tmp_path, as_user):
    person = make_person("李清", phones=["19900000201"], employer="某大学")
    path = sheet_of(tmp_path / "更新.xlsx", HEADER[:3], ["李清", "19900000201", "某研究院"], ["赵新", "19900000203", "某厂"])
    batch = imported(path, make_user(), office())
    Person.objects.filter(name="李清").update(position="所长")
    Person.objects.filter(name="赵新").update(position="厂长")
    batch = undone(batch)
    person.refresh_from_db()
    assert (person.employer, person.position, batch.counts["kept"]) == ("某研究院", "所长", 2)
    assert Person.objects.filter(name="赵新").exists()
    page = as_user(make_user()).get(f"/imports/{batch.pk}/").content.decode()
    assert page.count("导入之后又修改过，没有撤销") == 2 and "赵新" in page


def test_somebody_already_asked_stays(tmp_path):
    batch = imported(sheet_of(tmp_path / "新.xlsx", HEADER[:2], ["赵新", "19900000203"], ["孙立", "19900000204"]), make_user())
    run = Run.objects.create(scope=Run.Scope.ALL, until=timezone.now(), weights=WeightSet.objects.create())
    Match.objects.create(
        need=make_need(),
        person=Person.objects.get(name="赵新"),
        shelf="1",
        run=run,
        stage="asked",
        stage_on=dt.date(2026, 11, 2),
    )
    batch = undone(batch)
    assert list(Person.objects.values_list("name", flat=True)) == ["赵新"]
    assert batch.rows.get(outcome="kept").duplicate["kept"] == "已有对接进展，没有撤销"


def test_needs_go_with_their_employers_unless_others_need_them(tmp_path):
    make_round()
    known = make_enterprise("南乐县某老厂有限公司", office())
    before = snapshot()
    header = ["企业名称", "岗位名称", "人数", "学历要求"]
    path = sheet_of(
        tmp_path / "需求.xlsx",
        header,
        ["南乐县某新厂有限公司", "工艺工程师", "2", "本科"],
        ["南乐县某共用有限公司", "会计", "1", ""],
        [known.name, "质检员", "3", "大专"],
    )
    batch = imported(path, make_user(), office())
    assert (Need.objects.count(), Enterprise.objects.count()) == (3, 3)
    other = make_need("设备主管", Enterprise.objects.get(name="南乐县某共用有限公司"))
    undone(batch)
    assert [need.pk for need in Need.objects.all()] == [other.pk]
    assert set(Enterprise.objects.values_list("name", flat=True)) == {known.name, "南乐县某共用有限公司"}
    other.delete()
    Enterprise.objects.get(name="南乐县某共用有限公司").delete()
    assert snapshot() == before


def test_it_happens_once_and_not_after_thirty_days(tmp_path, as_user):
    by = make_user()
    batch = imported(township_sheet(tmp_path / "元村镇.xlsx"), by)
    clerk = as_user(make_user())
    assert "撤销这次导入" in clerk.get(f"/imports/{batch.pk}/").content.decode()
    Batch.objects.filter(pk=batch.pk).update(applied_at=timezone.now() - dt.timedelta(days=31))
    assert clerk.get(f"/imports/{batch.pk}/undo/").status_code == 302
    with pytest.raises(actions.NotYet, match="30天"):
        actions.start_undo(batch, by=by)
    undone(batch)
    assert undone(batch).counts["undone"] == 3 and not Person.objects.exists()


def test_the_page_asks_first_and_the_job_does_it(tmp_path, as_user):
    batch = imported(township_sheet(tmp_path / "元村镇.xlsx"), make_user())
    Job.objects.update(state=Job.State.DONE, finished_at=timezone.now())
    clerk = as_user(make_user())
    assert "新增的3条将删去" in clerk.get(f"/imports/{batch.pk}/undo/").content.decode()
    answer = clerk.post(f"/imports/{batch.pk}/undo/")
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/jobs/")
    assert Person.objects.count() == 3  # the job does it, not the click


def test_the_command_says_what_it_did(tmp_path, capsys):
    batch = imported(township_sheet(tmp_path / "元村镇.xlsx"), make_user())
    call_command("undo_import", str(batch.pk))
    assert f"已撤销第{batch.pk}批：撤销3行，保留0行。" in capsys.readouterr().out
    with pytest.raises(CommandError, match="已撤销，不能撤销"):
        call_command("undo_import", str(batch.pk))
    with pytest.raises(CommandError, match="没有第99999批"):
        call_command("undo_import", "99999")
