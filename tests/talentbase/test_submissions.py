"""The inbox: twelve townships in one drop, what is clean goes in, the rest goes back, and every number equals its rows."""

import io
import zipfile

import openpyxl
import pytest

from people.registry.models import Person
from talentbase.accounts.scope import acting_as
from talentbase.figures.figure import find
from talentbase.imports import actions as imports
from talentbase.imports.models import Batch
from talentbase.submissions import actions
from talentbase.submissions.inbox import inbox
from talentbase.submissions.models import Expected, Submission, Task
from talentbase.submissions.reminders import reminder_text
from talentbase.todo.due import due_for
from tests.factories import make_user, office, township
from tests.talentbase.test_imports import silent
from tests.talentbase.townships import FAULTY, TOWNS, bytes_of, drop, import_all, opened, read_all, somebody, uploads, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return make_user()


@pytest.fixture
def task(clerk):
    return opened(clerk)


@pytest.fixture
def twelve(tmp_path):
    return [bytes_of(tmp_path, town) for town in TOWNS]


@pytest.mark.parametrize("as_zip", [False, True])
def test_twelve_townships_in_one_request(task, clerk, twelve, as_user, as_zip):
    files = [("报送.zip", zipped(*twelve))] if as_zip else twelve
    answer = as_user(clerk).post(f"/submissions/{task.pk}/files/", {"files": uploads(*files)})
    read_all()
    box = inbox(task, clerk)
    assert answer.status_code == 302 and {line.unit.name for line in box.lines} == set(TOWNS)
    assert (box.answered, box.missing, box.faulty, box.clean_rows) == (12, 0, 2, 36)
    assert {line.label for line in box.lines} == {"可导入", "有错，待退回"}


def test_clean_rows_go_in_and_faulty_ones_go_back(task, clerk, twelve, as_user):
    drop(task, clerk, *twelve)
    assert import_all(task, clerk) == 12 and Person.objects.count() == 36
    client = as_user(clerk)
    answer = client.get(f"/submissions/{task.pk}/returns/")
    books = zipfile.ZipFile(io.BytesIO(answer.content))
    assert sorted(name.split("_")[1] for name in books.namelist()) == sorted(FAULTY)
    for name in books.namelist():
        sheet = openpyxl.load_workbook(io.BytesIO(books.read(name))).active
        assert any("月份应为01–12" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert import_all(task, clerk) == 0


def test_one_township_is_undone_and_the_total_falls_back_exactly(task, clerk, twelve):
    drop(task, clerk, *twelve)
    import_all(task, clerk)
    batch = Batch.objects.get(unit=township("韩张镇"))
    imports.take_back(batch, progress=silent)
    assert Person.objects.away().count() == 33 and find("people.total").value(clerk) == 33
    box = inbox(task, clerk)
    line = next(line for line in box.lines if line.unit.name == "韩张镇")
    assert (line.label, line.counts, box.answered, box.missing) == ("已撤销", False, 11, 1)


def test_two_townships_bring_one_person_in_one_drop(task, clerk, tmp_path):
    shared = somebody("城关镇", 1)
    drop(
        task,
        clerk,
        bytes_of(tmp_path, "城关镇", [shared]),
        bytes_of(tmp_path, "元村镇", [[*shared[:5], "城关镇", *shared[6:]]]),
    )
    import_all(task, clerk)
    person = Person.objects.get()
    assert set(person.unit_ids) == {township("城关镇").pk, township("元村镇").pk}


def test_the_unit_comes_from_the_sheet_where_the_name_is_silent(task, clerk, tmp_path):
    drop(task, clerk, bytes_of(tmp_path, "梁村乡", name="汇总表（最终版）.xlsx"))
    assert Submission.objects.get().unit == Batch.objects.get().unit == township("梁村乡")


def test_a_file_of_nobody_asks_whose_it_is(task, clerk, tmp_path, as_user):
    name, data = bytes_of(tmp_path, "元村镇", name="名单.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.active["A1"], book.active["A2"] = "在外人才信息汇总表", ""
    out = io.BytesIO()
    book.save(out)
    drop(task, clerk, (name, out.getvalue()))
    submission = Submission.objects.get()
    page = as_user(clerk).get(f"/submissions/{task.pk}/").content.decode()
    assert submission.unit is None and "请选择单位" in page and import_all(task, clerk) == 0
    as_user(clerk).post(f"/submissions/rows/{submission.pk}/unit/", {"unit": township("杨村乡").pk})
    assert import_all(task, clerk) == 1 and Person.objects.first().unit_ids == [township("杨村乡").pk]


def test_a_file_named_after_another_township_asks(task, clerk, tmp_path):
    drop(task, clerk, bytes_of(tmp_path, "元村镇", name="韩张镇.xlsx"))
    submission = Submission.objects.get()
    assert submission.unit is None and submission.note == "文件名是韩张镇，表内写的是元村镇"


def test_bad_members_become_refused_rows(task, clerk, tmp_path):
    good = bytes_of(tmp_path, "元村镇")
    members = [
        good,
        ("../x.xlsx", b"1"),
        ("说明.docx", b"PK"),
        ("空.xlsx", b""),
        ("再压缩.zip", zipped(good)),
        ("~$元村镇.xlsx", b"1"),
    ]
    drop(task, clerk, ("一包.zip", zipped(*members)))
    refused = dict(Submission.objects.exclude(refusal="").values_list("name", "refusal"))
    assert set(refused) == {"x.xlsx", "说明.docx", "空.xlsx", "再压缩.zip"} and "路径不合法" in refused["x.xlsx"]
    assert Batch.objects.count() == 1


def test_the_same_file_again_opens_what_is_there(task, clerk, twelve):
    drop(task, clerk, twelve[0])
    assert len(actions.drop_files(task, uploads(twelve[0]), by=clerk).known) == 1
    import_all(task, clerk)
    other = opened(clerk, "月度数字", [township("城关镇")])
    again = actions.drop_files(other, uploads(twelve[0]), by=clerk)
    assert [known.batch for known in again.known] == [Batch.objects.get()] and inbox(other, clerk).answered == 1


def test_what_arrives_later_counts(task, clerk, tmp_path):
    drop(task, clerk, bytes_of(tmp_path, "元村镇"))
    drop(task, clerk, bytes_of(tmp_path, "元村镇", [somebody("元村镇", 5)]))
    box = inbox(task, clerk)
    assert (box.answered, box.clean_rows, len(box.older)) == (1, 1, 1)


def test_nothing_and_the_same_are_answers(task, clerk, twelve, as_user):
    client = as_user(clerk)
    for town, answer in (("西邵乡", "none"), ("寺庄乡", "same")):
        expected = task.expected.get(unit=township(town))
        assert client.post(f"/submissions/units/{expected.pk}/answer/", {"answer": answer}).status_code == 302
    assert inbox(task, clerk).missing == 10 == find("submissions.missing").value(clerk)
    drop(task, clerk, twelve[TOWNS.index("西邵乡")])
    assert inbox(task, clerk).missing == 10
    with pytest.raises(actions.NotNow):
        actions.answer_without_file(task.expected.get(unit=township("西邵乡")), "none", by=clerk)


def test_a_township_sees_and_answers_only_its_own(task, clerk, twelve, as_user):
    drop(task, clerk, *twelve[:3])
    mine = make_user("township", township("元村镇"))
    client = as_user(mine)
    page = client.get(f"/submissions/{task.pk}/").content.decode()
    assert "元村镇" in page and "城关镇" not in page and "催报" not in page
    other = Submission.objects.get(unit=township("城关镇"))
    assert client.get(f"/submissions/rows/{other.pk}/absent/").status_code == 404
    foreign = task.expected.get(unit=township("西邵乡"))
    assert client.post(f"/submissions/units/{foreign.pk}/answer/", {"answer": "none"}).status_code == 404
    assert client.get("/submissions/open/").status_code == 403
    with acting_as(mine):
        assert Submission.objects.count() == Expected.objects.count() == 1 and Task.objects.count() == 1


def test_a_township_drops_its_own_file_whatever_it_is_called(task, as_user, tmp_path):
    mine = make_user("township", township("元村镇"))
    name, data = bytes_of(tmp_path, "元村镇", name="表.xlsx")
    as_user(mine).post(f"/submissions/{task.pk}/files/", {"files": uploads((name, data))})
    with acting_as(mine):
        read_all()
    assert Submission.objects.get().unit == township("元村镇") and inbox(task, mine).clean_rows == 3


def test_a_doubtful_row_waits_while_the_others_go_in(task, clerk, tmp_path):
    rows = [somebody("元村镇", 1), [*somebody("元村镇", 1, employer="另一单位")[:10], *[""] * 7]]
    drop(task, clerk, bytes_of(tmp_path, "元村镇", rows))
    (line,) = (line for line in inbox(task, clerk).lines if line.batch)
    assert line.undecided == 1 and line.label == "待判定1行"
    assert import_all(task, clerk) == 1 and Person.objects.count() == 1
    (line,) = (line for line in inbox(task, clerk).lines if line.batch)
    assert line.label == "已导入1行，待判定1行"
    imports.decide(line.batch, {line.batch.rows.get(state="doubtful").pk: "new"}, by=clerk)
    imports.apply_rest(line.batch, by=clerk, progress=lambda *_: None)
    assert Person.objects.count() == 2 and imports.take_back(line.batch, progress=lambda *_: None) == {}
    assert not Person.objects.exists()


def test_reminders_name_who_is_late_and_who_has_sent(task, clerk, twelve):
    make_user("township", township("西邵乡"), full_name="魏某某")
    drop(task, clerk, *(file for file in twelve if not file[0].startswith(("西邵", "近德固"))))
    words = reminder_text(task)
    assert words.startswith("西邵乡魏某某、近德固乡：2026年下半年在外人才更新应于") and "超期1天" in words
    assert "已报10个：城关镇" in words and "未报2个" in words
    assert [due.whom for due in due_for(clerk) if due.what == "收齐报送："] == [task.title]


def test_a_closed_task_takes_no_more(task, clerk, twelve, as_user):
    drop(task, clerk, twelve[0])
    client = as_user(clerk)
    client.post(f"/submissions/{task.pk}/close/")
    page = client.post(f"/submissions/{task.pk}/files/", {"files": uploads(twelve[1])}, follow=True).content.decode()
    assert "已结束" in page and Submission.objects.count() == 1 and import_all(Task.objects.get(), clerk) == 1


def test_a_task_is_opened_on_its_page(clerk, as_user):
    client = as_user(clerk)
    values = {"kind": "people", "title": "月报", "opened_on": "2026-11-01", "due_on": "2026-10-01", "note": ""}
    units = [township().pk, office().pk]
    wrong = client.post("/submissions/open/", {**values, "units": units})
    assert wrong.status_code == 422 and "截止日期不能早于下发日期" in wrong.content.decode()
    assert client.post("/submissions/open/", {**values, "due_on": "2026-11-20", "units": units}).status_code == 302
    assert Task.objects.get().expected.count() == 2 and "0/2" in client.get("/submissions/").content.decode()


def test_the_part_shows_what_the_page_shows(task, clerk, twelve, as_user):
    drop(task, clerk, *twelve)
    client = as_user(clerk)
    page = client.get(f"/submissions/{task.pk}/").content.decode()
    part = client.get(f"/submissions/{task.pk}/", headers={"HX-Request": "true"}).content.decode()
    table = part[part.index('<div id="inbox"') :].strip()
    assert table in page and "导入全部无问题行（36行）" in page and "导入全部无问题行（36行）" in part
