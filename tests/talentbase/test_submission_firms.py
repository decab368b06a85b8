"""A survey of firms: each is asked through the unit that looks after it, its workbook is known by its name or its sheet."""

import io

import openpyxl
import pytest
from django.utils import timezone

from demand.needs.models import Need
from demand.needs.rounds import close_round, open_round
from talentbase.figures.figure import find
from talentbase.submissions import actions
from talentbase.submissions.inbox import inbox
from talentbase.submissions.models import Expected, Submission, Task
from talentbase.submissions.reminders import reminder_text
from tests.factories import make_enterprise, make_need, make_user, office, township
from tests.talentbase.townships import import_all, read_all, uploads

pytestmark = pytest.mark.django_db
FIRMS = ["某甲食品有限公司", "某乙机械有限公司", "某丙新材料有限公司"]


@pytest.fixture
def clerk():
    return make_user()


@pytest.fixture
def firms():
    return [make_enterprise(name, unit=township()) for name in FIRMS[:2]] + [make_enterprise(FIRMS[2], unit=office())]


@pytest.fixture
def task(clerk, firms):
    blank = Task(kind="demand", title="2026年下半年人才需求征集", due_on=timezone.localdate())
    open_round(year=2026, half=2, due_on=None, by=clerk)
    return actions.open_task(blank, firms=firms, by=clerk)


def workbook(firm: str, posts: list[str], name: str = "", more: list[tuple[str, str]] = ()) -> tuple[str, bytes]:
    """(file name, bytes) of a list of posts with the employer in a column."""
    book = openpyxl.Workbook()
    book.active.append(["序号", "单位名称", "岗位名称", "需求人数", "学历要求"])
    for number, (employer, post) in enumerate([*((firm, post) for post in posts), *more], 1):
        book.active.append([number, employer, post, 2, "本科"])
    out = io.BytesIO()
    book.save(out)
    return name or f"{firm}需求表.xlsx", out.getvalue()


def drop(task, clerk, *files):
    actions.drop_files(task, uploads(*files), by=clerk)
    read_all()
    return inbox(task, clerk)


def labels(box) -> dict[str, str]:
    return {line.firm or str(line.unit): line.label for line in box.lines}


def test_each_firm_is_one_line_and_silence_is_no_answer(task, clerk):
    box = drop(task, clerk, workbook(FIRMS[0], ["工艺工程师"]), workbook(FIRMS[2], ["会计"], name="附件1.xlsx"))
    assert labels(box) == {FIRMS[0]: "可导入", FIRMS[1]: "未报", FIRMS[2]: "可导入"}
    assert [line.unit.name for line in box.lines if line.firm == FIRMS[2]] == [office().name]
    assert (box.asked, box.answered, box.missing) == (3, 2, 1)
    assert find("submissions.missing").value(clerk) == 1
    text = reminder_text(task)
    assert FIRMS[1] in text and FIRMS[0] not in text and "已报1个" in text


def test_a_firm_of_monday_stays_when_another_comes_on_tuesday(task, clerk):
    drop(task, clerk, workbook(FIRMS[0], ["工艺工程师"]))
    drop(task, clerk, workbook(FIRMS[1], ["焊工"]))
    assert import_all(task, clerk) == 2
    assert set(Need.objects.values_list("enterprise__name", flat=True)) == set(FIRMS[:2])


def test_a_second_workbook_of_a_firm_replaces_its_first(task, clerk):
    drop(task, clerk, workbook(FIRMS[0], ["工艺工程师"]))
    box = drop(task, clerk, workbook(FIRMS[0], ["工艺工程师", "化验员"], name="更正.xlsx"))
    assert [line.numbers["rows"] for line in box.lines if line.firm == FIRMS[0]] == [2] and len(box.older) == 1


def test_a_firm_nobody_knows_waits_for_its_unit_and_is_then_new(task, clerk):
    box = drop(task, clerk, workbook("某丁电子有限公司", ["焊工"]))
    stranger = box.lines[-1]
    assert (stranger.firm, stranger.unit, stranger.label) == ("某丁电子有限公司", None, "请选择单位")
    assert "库中没有这家单位" in stranger.submission.note
    actions.choose_unit(stranger.submission, township(), by=clerk)
    assert import_all(task, clerk) == 1
    assert Need.objects.get().enterprise.unit == township()


def test_name_of_the_file_and_of_the_sheet_disagree(task, clerk):
    box = drop(task, clerk, workbook(FIRMS[0], ["焊工"], name=f"{FIRMS[1]}.xlsx"))
    line = next(line for line in box.lines if line.submission)
    assert line.unit is None and line.submission.note == f"文件名是{FIRMS[1]}，表内写的是{FIRMS[0]}"
    assert box.answered == 0


def test_a_units_list_of_several_firms_is_no_firms_own(task, clerk):
    box = drop(task, clerk, workbook(FIRMS[0], ["焊工"], name="元村镇.xlsx", more=[(FIRMS[1], "会计")]))
    line = next(line for line in box.lines if line.submission)
    assert (line.firm, line.unit) == ("", township()) and line.label == "可导入"


def test_nothing_needed_and_as_last_time_are_answers_of_a_firm(task, clerk, firms):
    first, second, third = Expected.objects.order_by("enterprise_id")
    close_round(task_round(), by=clerk)
    earlier = make_need("焊工", firms[1], round=task_round())
    current = open_round(year=2027, half=1, due_on=None, by=clerk)
    actions.answer_without_file(first, "none", by=clerk)
    answer = actions.answer_without_file(second, "same", by=clerk)
    assert answer.note == "沿用1条需求"
    earlier.refresh_from_db()
    assert earlier.state == Need.State.LAPSED and Need.objects.get(round=current).enterprise == firms[1]
    with pytest.raises(actions.NotNow, match="没有可沿用的需求"):
        actions.answer_without_file(third, "same", by=clerk)
    assert labels(inbox(task, clerk)) == {FIRMS[0]: "无需求", FIRMS[1]: "沿用上次", FIRMS[2]: "未报"}


def task_round():
    from demand.needs.models import Round

    return Round.objects.order_by("pk").first()


def test_ticked_rows_are_answered_filed_and_imported_together(task, clerk, as_user):
    strangers = [workbook(f"某{n}号电子有限公司", ["焊工"]) for n in range(3)]
    box = drop(task, clerk, *strangers)
    client, url = as_user(clerk), f"/submissions/{task.pk}/picked/"
    files = [line.mark for line in box.lines if line.submission]
    assert client.post(url, {"act": "unit", "unit": township().pk, "row": files}).status_code == 302
    assert set(Submission.objects.values_list("unit", flat=True)) == {township().pk}
    client.post(url, {"act": "import", "row": files[:2]})
    assert Submission.objects.filter(batch__state="applying").count() == 2
    silent = [line.mark for line in inbox(task, clerk).lines if not line.submission]
    client.post(url, {"act": "none", "row": silent})
    assert inbox(task, clerk).missing == 0
    page = client.post(url, {"act": "none", "row": files}, follow=True).content.decode()
    assert "所选的行不适用这项操作" in page
    assert "请先勾选" in client.post(url, {"act": "none"}, follow=True).content.decode()


def test_a_firm_handed_to_another_unit_is_asked_through_that(task, clerk, firms):
    from demand.enterprises.actions import update

    firms[0].unit = office()
    update(firms[0], opened_version=firms[0].version, by=clerk)
    assert Expected.objects.get(enterprise=firms[0]).unit == office()


def test_a_task_for_firms_is_opened_on_the_page(clerk, firms, as_user):
    values = {"kind": "demand", "title": "需求征集", "opened_on": "2026-11-01", "due_on": "2026-11-30", "note": ""}
    client = as_user(clerk)
    client.post("/submissions/open/", values | {"asks": "firms", "units": [township().pk]})
    assert Expected.objects.count() == 2 and Expected.objects.filter(enterprise=None).count() == 0
    wrong = client.post(
        "/submissions/open/", values | {"kind": "people", "title": "二", "asks": "firms", "units": [township().pk]}
    )
    assert wrong.status_code == 422 and "按企业报送只用于半年需求" in wrong.content.decode()
    empty = client.post("/submissions/open/", values | {"title": "三", "asks": "firms", "units": [township("韩张镇").pk]})
    assert empty.status_code == 422 and "名下没有用人单位" in empty.content.decode()


def form(firm: str, posts: list[str]) -> tuple[str, bytes]:
    """一企一表: the firm stands above the list, no column names it."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["企业人才需求征集表"])
    page.merge_cells("A1:E1")
    page.append([f"企业名称：{firm}", "", "", "联系人：张某", ""])
    page.append(["序号", "岗位名称", "需求人数", "学历要求", "内部编码"])
    for number, post in enumerate(posts, 1):
        page.append([number, post, 1, "本科", f"N{number}"])
    out = io.BytesIO()
    book.save(out)
    return "附件2.xlsx", out.getvalue()


def test_a_firm_named_above_its_list_needs_no_column(task, clerk, as_user):
    box = drop(task, clerk, form(FIRMS[0], ["工艺工程师", "化验员"]))
    line = next(line for line in box.lines if line.submission)
    assert (line.firm, line.label) == (FIRMS[0], "可导入")
    answer = as_user(clerk).post(f"/imports/{line.batch.pk}/columns/", {})
    assert answer.status_code == 302 and "没有指定" not in answer.content.decode()
    assert import_all(task, clerk) == 1 and Need.objects.filter(enterprise__name=FIRMS[0]).count() == 2


def test_a_column_explained_once_is_explained_for_all_firms_of_the_unit(task, clerk):
    from talentbase.imports import actions as imports
    from talentbase.imports import work
    from tests.talentbase.test_imports import silent

    box = drop(task, clerk, form(FIRMS[0], ["焊工"]), ("附件3.xlsx", form(FIRMS[1], ["会计"])[1]))
    first, second = (line.batch for line in box.lines if line.submission)
    columns = first.layout["blocks"][0]["columns"]
    place = next(column[0] for column in columns if column[1] == "内部编码")
    imports.take_columns(first, {(0, place): "remark"}, by=clerk)
    for batch in (first, second):
        batch.refresh_from_db()
        assert batch.state == "reading"
        work.restage(silent, batch.pk)
        assert batch.rows.get().values["remark"] == "N1"


def test_many_files_of_one_inbox_are_one_line_of_work(task, clerk):
    from talentbase.todo.due import due_for, waiting

    before = waiting(clerk)
    drop(task, clerk, *(workbook(firm, ["焊工"]) for firm in FIRMS))
    lines = [due for due in due_for(clerk) if due.what == "处理报送："]
    assert [(due.whom, due.more.partition("，")[0]) for due in lines] == [(task.title, "3个文件待导入或核对")]
    assert waiting(clerk) == before  # the task was due for its silent firms; now it is due for its files


def test_nobody_answers_for_a_firm_of_another_unit(task, clerk, firms):
    neighbour = make_user("township", unit=township("韩张镇"))
    actions.drop_files(task, uploads(workbook(FIRMS[0], ["焊工"])), by=neighbour)
    read_all()
    box = inbox(task, clerk)
    assert labels(box)[FIRMS[1]] == "未报" and box.missing == 3
    assert find("submissions.missing").value(clerk) == 3
    assert actions.answer_without_file(Expected.objects.get(enterprise=firms[0]), "none", by=clerk).pk


def test_lists_of_several_firms_stand_beside_one_another_and_answer_for_each(task, clerk):
    first = workbook(FIRMS[0], ["焊工"], name="元村镇一.xlsx", more=[("某戊化工厂", "会计")])
    second = workbook(FIRMS[1], ["焊工"], name="元村镇二.xlsx", more=[("某己化工厂", "会计")])
    drop(task, clerk, first)
    box = drop(task, clerk, second)
    assert not box.older and box.clean_rows == 4
    assert labels(box) | {"": ""} == {
        FIRMS[0]: "在汇总表中",
        FIRMS[1]: "在汇总表中",
        FIRMS[2]: "未报",
        "元村镇": "可导入",
        "": "",
    }
    assert (box.answered, box.missing, find("submissions.missing").value(clerk)) == (2, 1, 1)


def test_a_renamed_firm_keeps_its_answer(task, clerk, firms):
    from demand.enterprises.actions import update

    drop(task, clerk, workbook(FIRMS[0], ["焊工"]))
    firms[0].name = "某甲食品集团有限公司"
    update(firms[0], opened_version=firms[0].version, by=clerk)
    assert labels(inbox(task, clerk))["某甲食品集团有限公司"] == "可导入"
    assert find("submissions.missing").value(clerk) == 2


def test_answers_are_given_once_and_not_against_what_was_carried_over(task, clerk, firms):
    expected = Expected.objects.get(enterprise=firms[0])
    assert actions.answer_without_file(expected, "none", by=clerk) == actions.answer_without_file(expected, "none", by=clerk)
    close_round(task_round(), by=clerk)
    make_need("焊工", firms[1], round=task_round())
    open_round(year=2027, half=1, due_on=None, by=clerk)
    carried = Expected.objects.get(enterprise=firms[1])
    actions.answer_without_file(carried, "same", by=clerk)
    with pytest.raises(actions.NotNow, match="已沿用1条需求"):
        actions.answer_without_file(carried, "none", by=clerk)


def test_a_firm_of_the_register_is_filed_under_who_looks_after_it(task, clerk):
    box = drop(task, clerk, workbook(FIRMS[0], ["焊工"], name=f"{FIRMS[1]}.xlsx"))
    submission = next(line.submission for line in box.lines if line.submission)
    with pytest.raises(actions.NotNow, match="由元村镇负责"):
        actions.choose_unit(submission, township("韩张镇"), by=clerk)
    assert actions.choose_unit(submission, township(), by=clerk).unit == township()


def test_odd_ticks_are_answered_in_words(task, clerk, as_user):
    box = drop(task, clerk, workbook(FIRMS[0], ["焊工"]), ("说明.docx", b"PK"))
    client, url = as_user(clerk), f"/submissions/{task.pk}/picked/"
    refused = next(line.mark for line in box.lines if line.submission and line.submission.refusal)

    def said(**values):
        return client.post(url, values, follow=True).content.decode()

    assert "所选的行不适用这项操作" in said(act="unit", unit=township().pk, row=[refused])
    assert "行已有变化" in said(act="remove", row=["s999999", refused, refused])
    assert "操作或单位已不可选" in said(act="boom", row=[refused])
    headers = {"HX-Request": "true", "HX-Current-URL": "http://["}
    assert client.post(url, {"act": "none", "row": ["e-1"]}, headers=headers).status_code == 200


def test_a_closed_task_can_take_answers_again(task, clerk, as_user):
    client, url = as_user(clerk), f"/submissions/{task.pk}/close/"
    client.post(url)
    assert "已结束" in client.post(url, follow=True).content.decode()
    assert "重新接收报送" in client.post(url, {"reopen": "1"}, follow=True).content.decode()
    assert Task.objects.get().closed_on is None


def test_a_closed_task_waits_for_one_of_its_name(task, clerk, as_user):
    actions.close_task(task, by=clerk)
    actions.open_task(Task(kind="demand", title=task.title, due_on=task.due_on), by=clerk)
    page = as_user(clerk).post(f"/submissions/{task.pk}/close/", {"reopen": "1"}, follow=True)
    assert "已有同名的任务" in page.content.decode()
    task.refresh_from_db()
    assert task.closed_on


def test_a_firm_handed_over_takes_its_waiting_file_along(task, clerk, firms):
    from demand.enterprises.actions import update

    drop(task, clerk, workbook(FIRMS[0], ["焊工"]))
    firms[0].unit = office()
    update(firms[0], opened_version=firms[0].version, by=clerk)
    line = next(line for line in inbox(task, clerk).lines if line.firm == FIRMS[0])
    assert (line.unit, line.batch.unit, line.label) == (office(), office(), "可导入")
    assert import_all(task, clerk) == 1 and Need.objects.get().enterprise == firms[0]


def test_a_firm_is_known_once_its_column_is_explained(task, clerk):
    from talentbase.imports import actions as imports
    from talentbase.imports import work
    from tests.talentbase.test_imports import silent

    book = openpyxl.Workbook()
    book.active.append(["序号", "谁家要人", "岗位名称", "需求人数", "学历要求"])
    book.active.append([1, FIRMS[0], "焊工", 2, "本科"])
    out = io.BytesIO()
    book.save(out)
    line = next(line for line in drop(task, clerk, ("附件.xlsx", out.getvalue())).lines if line.submission)
    assert (line.firm, line.unit) == ("", None)
    imports.take_columns(line.batch, {(0, 2): "enterprise"}, by=clerk)
    work.restage(silent, line.batch.pk)
    line = next(line for line in inbox(task, clerk).lines if line.submission)
    assert (line.firm, line.unit, line.label) == (FIRMS[0], township(), "可导入")
