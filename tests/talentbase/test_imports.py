"""The wizard's verbs: nothing before the confirm, all of it or nothing, the same sheet twice changes nothing."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.registry.models import Person
from talentbase.accounts.scope import acting_as
from talentbase.imports import actions, staging, work
from talentbase.imports.models import Batch, Row
from talentbase.jobs.models import Job
from tests.factories import make_person, make_user, office, township
from tests.sheets.making import make_xlsx
from tests.sheets.test_odd_tables import TWO_STUDIES
from tests.walk.sheets import DOUBTFUL, ROWS, township_sheet

pytestmark = pytest.mark.django_db


def silent(done, total, message=""):
    """Progress nobody looks at."""


def read_in(path, by, unit=None) -> Batch:
    """Upload and read, as the job does."""
    batch = actions.receive(path.name, path.read_bytes(), unit=unit or township(), by=by)
    work.read(silent, batch.pk)
    return Batch.objects.get(pk=batch.pk)


def take_in(batch, by) -> Batch:
    """Confirm everything: doubtful rows are new people."""
    actions.take_columns(batch, {}, by=by)
    actions.decide(batch, {row.pk: "new" for row in actions.undecided(batch)}, by=by)
    actions.confirm(batch, by=by)
    work.apply(silent, batch.pk)
    return Batch.objects.get(pk=batch.pk)


@pytest.fixture
def sheet(tmp_path):
    return township_sheet(tmp_path / "元村镇.xlsx")


def test_rows_wait_and_nothing_is_written_before_the_confirm(sheet):
    batch = read_in(sheet, make_user())
    states = {row.row: row.state for row in batch.rows.all()}
    assert batch.state == "columns" and batch.kind == "people"
    assert states == {5: "good", 6: "good", 7: "held", 8: "held", 9: "repeated", 10: "good"}
    assert not Person.objects.exists()


def test_the_confirm_writes_the_good_rows_with_their_claims(sheet):
    batch = take_in(read_in(sheet, make_user()), make_user())
    people = {person.name: person for person in Person.objects.all()}
    assert set(people) == {"单雄飞", "曾庆余", "区文博"}
    found = people["单雄飞"]
    assert (found.birth, found.unit_ids, found.title_level) == ("1978-03", [township().pk], "正高级")
    assert (batch.state, batch.counts["did_added"], batch.counts["did_skipped"]) == ("applied", 3, 3)


def test_the_same_file_again_opens_the_first_import(sheet):
    user = make_user()
    first = take_in(read_in(sheet, user), user)
    with pytest.raises(actions.AlreadyImported) as known:
        actions.receive(sheet.name, sheet.read_bytes(), unit=township(), by=user)
    assert known.value.batch == first


def test_the_same_content_saved_anew_changes_nothing(sheet, tmp_path):
    user = make_user()
    take_in(read_in(sheet, user), user)
    versions = dict(Person.objects.values_list("pk", "version"))
    book = openpyxl.load_workbook(sheet)
    book.properties.title = "另存"
    book.save(tmp_path / "again.xlsx")
    batch = take_in(read_in(tmp_path / "again.xlsx", user), user)
    assert dict(Person.objects.values_list("pk", "version")) == versions
    assert (batch.counts["did_added"], batch.counts["did_changed"], batch.counts["did_same"]) == (0, 0, 3)


def test_a_changed_row_updates_only_what_changed(sheet, tmp_path):
    user = make_user()
    take_in(read_in(sheet, user), user)
    rows = [list(row) for row in ROWS]
    rows[0][8] = "华东某大学材料学院副院长"
    batch = read_in(township_sheet(tmp_path / "new.xlsx", rows), user)
    row = batch.rows.get(row=5)
    assert [change[0] for change in row.duplicate["changes"]] and batch.counts["changed"] == 1
    take_in(batch, user)
    assert Person.objects.count() == 3 and Person.objects.get(name="单雄飞").position == "副院长"


def test_a_held_row_is_mended_on_the_page(sheet, as_user):
    user = make_user()
    batch = read_in(sheet, user)
    actions.take_columns(batch, {}, by=user)
    row = batch.rows.get(row=7)
    answer = as_user(user).post(f"/imports/{batch.pk}/rows/{row.pk}/", {"cell-birth_ym": "1990.12"})
    row.refresh_from_db()
    assert answer.status_code == 302 and row.state == "good" and row.values["birth_ym"] == "1990-12"


def test_an_id_number_is_sealed_in_the_staged_row(tmp_path):
    rows = [[*ROWS[5][:16], "身份证号410900196805120011"]]
    batch = read_in(township_sheet(tmp_path / "id.xlsx", rows), make_user())
    stored = str(list(Row.objects.filter(batch=batch).values()))
    assert "410900196805120011" not in stored
    assert staging.reading_of(batch.rows.get()).values["id_number"] == "410900196805120011"


def test_a_person_of_another_township_is_not_told_to_the_uploader(sheet):
    make_person("单雄飞", township("韩张镇"), phones=["19900007701"], employer="哨兵研究院")
    clerk = make_user("township", township())
    with acting_as(clerk):
        batch = read_in(sheet, clerk)
        row = batch.rows.get(row=5)
    assert row.state == "doubtful" and row.duplicate["hidden"] and row.target is None
    assert "哨兵研究院" not in str(row.duplicate)


def test_two_townships_may_report_one_person_and_both_are_credited(sheet):
    person = make_person("单雄飞", township("韩张镇"), phones=["19900007701"], birth_ym="1978-03")
    clerk = make_user()
    take_in(read_in(sheet, clerk), clerk)
    person.refresh_from_db()
    assert Person.objects.filter(name="单雄飞").count() == 1
    assert set(person.unit_ids) == {township("韩张镇").pk, township().pk} == set(person.claims.values_list("unit", flat=True))


def test_a_doubtful_row_must_be_decided_before_the_confirm(tmp_path, as_user):
    user = make_user()
    batch = read_in(township_sheet(tmp_path / "d.xlsx", [*ROWS, DOUBTFUL]), user)
    actions.take_columns(batch, {}, by=user)
    client, address = as_user(user), f"/imports/{batch.pk}/duplicates/"
    assert client.get(address).status_code == 200
    answer = client.post(address, {"confirm": "1"})
    assert answer.status_code == 422 and "还有1行没有判定" in answer.content.decode()
    row = batch.rows.get(state="doubtful")
    assert client.post(address, {f"decision-{row.pk}": "skip", "confirm": "1"}).status_code == 302
    assert Batch.objects.get(pk=batch.pk).state == "applying"


def test_a_column_may_be_given_another_meaning(sheet, as_user):
    user = make_user()
    batch = read_in(sheet, user)
    answer = as_user(user).post(f"/imports/{batch.pk}/columns/", {"column-0-2": ""})
    assert answer.status_code == 422 and "姓名" in answer.content.decode()
    job = actions.take_columns(batch, {(0, 13): None}, by=user)
    work.restage(silent, job.arguments["batch"])
    assert "field" not in batch.rows.get(row=5).values


def test_a_dropped_batch_leaves_nothing_and_cannot_be_imported(sheet):
    user = make_user()
    batch = read_in(sheet, user)
    actions.drop(batch, by=user)
    with pytest.raises(actions.NotYet):
        actions.confirm(batch, by=user)
    assert not batch.rows.exists() and not Person.objects.exists()


def test_the_return_names_every_fault_in_the_senders_own_file(sheet, as_user):
    user = make_user()
    batch = read_in(sheet, user)
    answer = as_user(user).get(f"/imports/{batch.pk}/return/")
    texts = [str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows() for cell in row]
    assert "错误原因" in texts and any("月份应为01–12" in text for text in texts) and "华东某大学材料学院教授" in texts


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.xlsx", b"", "空的"),
        ("text.xlsx", b"this is no workbook", "不是"),
        ("page.xls", b"<html><script>alert(1)</script><table></table></html>", "网页"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(as_user, name, data, words):
    user = make_user()
    file = io.BytesIO(data)
    file.name = name
    answer = as_user(user).post("/imports/upload/", {"file": file, "unit": office().pk})
    if answer.status_code == 422:
        assert words in answer.content.decode() and not Batch.objects.exists()
        return
    batch = Batch.objects.get()
    work.read(silent, batch.pk)
    batch.refresh_from_db()
    assert batch.state == "refused" and batch.refusal and not Row.objects.exists() and not Person.objects.exists()
    page = as_user(user).get(f"/imports/{batch.pk}/").content.decode()
    assert batch.refusal in page and "<script>alert" not in page


def test_stored_scripts_stay_text(tmp_path, as_user):
    rows = [
        [
            1,
            "张某",
            "男",
            "1980.01",
            "汉",
            "元村镇",
            "",
            "",
            '"><img src=x onerror=alert(1)>公司',
            "",
            "19900000001",
            "",
            "<script>alert(1)</script>",
            "",
            "",
            "",
            "",
        ]
    ]
    user = make_user()
    batch = take_in(read_in(township_sheet(tmp_path / "x.xlsx", rows), user), user)
    person = Person.objects.get()
    for address in ("/people/", person.get_absolute_url(), f"/imports/{batch.pk}/", "/search/?q=张某"):
        page = as_user(user).get(address).content.decode()
        assert "<img src=x" not in page and "<script>alert" not in page, address


def test_an_upload_is_encrypted_on_disk(sheet, settings):
    batch = read_in(sheet, make_user())
    key = batch.file.key.hex
    stored = (settings.FILES_FOLDER / key[:2] / key).read_bytes()
    assert not stored.startswith(b"PK") and oct((settings.FILES_FOLDER / key[:2] / key).stat().st_mode)[-3:] == "600"


def test_many_rows_ask_no_more_statements_than_few(tmp_path):
    user = make_user()

    def asked(number: int) -> int:
        rows = [[place, *ROWS[0][1:]] for place in range(number)]
        for place, row in enumerate(rows):
            row[1] = f"单雄{chr(ord('一') + number + place)}"
        path = township_sheet(tmp_path / f"{number}.xlsx", rows)
        with CaptureQueriesContext(connection) as statements:
            take_in(read_in(path, user), user)
        return len(statements)

    asked(2)  # what is remembered from the first one on
    assert asked(60) == asked(5)
    assert Person.objects.count() == 67


def test_the_import_job_carries_ids_only(sheet):
    batch = read_in(sheet, make_user())
    assert Job.objects.get(pk=batch.job_id).arguments == {"batch": batch.pk, "kind": ""}


def test_two_studies_of_one_person_stay_together_when_the_row_is_edited(tmp_path):
    merges = ["A2:A3", "B2:B3", "E2:E3", "A4:A5", "B4:B5", "E4:E5"]
    path = make_xlsx(tmp_path / "元村镇.xlsx", {"名单": TWO_STUDIES}, {"名单": merges})
    by = make_user()
    batch = read_in(path, by)
    assert [row.state for row in batch.rows.all()] == ["good", "repeated", "good", "repeated", "good"]
    actions.take_columns(batch, {}, by=by)
    actions.edit_row(batch, batch.rows.get(row=2), {"employer": "某厅"}, by=by)
    actions.edit_row(batch, batch.rows.get(row=3), {"education": "博士"}, by=by)  # its record is the row above
    assert batch.rows.get(row=2).values["degree"] == "2" and batch.rows.get(row=2).values["employer"] == "某厅"
    actions.take_columns(batch, {(0, 2): None}, by=by)  # read again with other columns, the typed words are kept
    work.restage(silent, batch.pk)
    batch.refresh_from_db()
    assert (batch.rows.get(row=2).values["education"], batch.rows.get(row=2).values["employer"]) == ("11", "某厅")
    take_in(batch, by)
    people = {person.name: person for person in Person.objects.all()}
    assert people.keys() == {"王五", "赵六", "孙七"}
    assert (people["王五"].employer, people["王五"].education_id, people["王五"].school) == (
        "某厅",
        "education.11",
        "武汉大学",
    )
