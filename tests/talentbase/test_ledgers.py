"""自建台账: any table becomes a ledger with typed columns, is filled up from later sheets, and counts as a figure."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from talentbase.accounts.scope import acting_as
from talentbase.figures.figure import figures_of, find
from talentbase.ledgers.models import Column, Entry, Ledger
from tests.factories import make_person, make_unit, make_user, office, township

pytestmark = pytest.mark.django_db
HEAD = ["序号", "房号", "面积", "入住日期", "状态"]
ROWS = [[n, f"{n}-01", 60 + n, dt.datetime(2026, 3, n), "在住" if n % 4 else "空置"] for n in range(1, 13)]


def sheet(rows=None, head=HEAD, title="人才公寓台账") -> SimpleUploadedFile:
    book = Workbook()
    page = book.active
    page.append([title])
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(head))
    page.append(head)
    for row in ROWS if rows is None else rows:
        page.append(row)
    page.append(["合计", "", 900])
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("公寓.xlsx", out.getvalue())


@pytest.fixture
def client(as_user):
    return as_user(make_user())


@pytest.fixture
def ledger(client) -> Ledger:
    given = {"name": "人才公寓", "unit": office().pk, "measure": "套", "counts": "on", "file": sheet()}
    assert client.post("/ledgers/add/", given).status_code == 302
    return Ledger.objects.get()


class TestFromASheet:
    def test_columns_are_typed_and_rows_taken_in(self, client, ledger):
        kinds = {column.label: column.kind for column in ledger.columns.all()}
        assert kinds == {"房号": "text", "面积": "number", "入住日期": "date", "状态": "choice"}
        assert ledger.entries.count() == 12 and set(ledger.columns.get(label="状态").choices) == {"在住", "空置"}
        page = client.get(ledger.get_absolute_url()).content.decode()
        assert "2026.03.01" in page and "面积合计798" in page and "合计</td>" not in page

    def test_the_same_sheet_again_changes_nothing_and_more_rows_come_in(self, client, ledger):
        for rows, count in ((ROWS, 12), ([*ROWS, [13, "13-01", 90, dt.datetime(2026, 5, 1), "空置"]], 13)):
            client.post(f"/ledgers/{ledger.pk}/take-in/", {"file": sheet(rows)})
            assert ledger.entries.count() == count

    def test_rows_that_do_not_fit_are_named_and_left_out(self, client, ledger):
        rows = [
            [1, "20-01", "很大", None, "在住"],
            [2, "20-02", 70, "昨天", "在住"],
            [3, "20-03", 70, None, "装修"],
            [4, "20-04", 70, None, "在住"],
        ]
        answer = client.post(f"/ledgers/{ledger.pk}/take-in/", {"file": sheet(rows)}, follow=True).content.decode()
        assert "新增1条，3行没有导入" in answer and "第3行“面积”应为数字" in answer and "没有选项“装修”" in answer
        assert ledger.entries.count() == 13

    def test_a_sheet_of_something_else_is_refused(self, client, ledger):
        other = sheet([[1, "甲", "乙"]], ["序号", "歌名", "歌手"])
        assert (
            "表中没有本台账的列"
            in client.post(f"/ledgers/{ledger.pk}/take-in/", {"file": other}, follow=True).content.decode()
        )
        broken = SimpleUploadedFile("x.xlsx", b"PK\x03\x04nonsense")
        answer = client.post(f"/ledgers/{ledger.pk}/take-in/", {"file": broken}, follow=True)
        assert answer.status_code == 200 and ledger.entries.count() == 12
        empty = client.post("/ledgers/add/", {"name": "空", "unit": office().pk, "measure": "条", "file": sheet([], ["一列"])})
        assert empty.status_code == 422 and "没有找到表格" in empty.content.decode() and Ledger.objects.count() == 1


class TestEntries:
    def test_one_is_written_changed_and_found(self, client, ledger):
        keys = {column.label: column.key for column in ledger.columns.all()}
        given = {keys["房号"]: "30-09", keys["面积"]: "88.5", keys["入住日期"]: "2026年7月", keys["状态"]: "空置"}
        assert client.post(f"/ledgers/{ledger.pk}/entries/add/", given).status_code == 302
        entry = Entry.objects.latest("pk")
        assert entry.values == {keys["房号"]: "30-09", keys["面积"]: 88.5, keys["入住日期"]: "2026-07", keys["状态"]: "空置"}
        assert client.get(f"{ledger.get_absolute_url()}?q=30-09").context["total"] == 1
        changed = given | {keys["状态"]: "在住", "opened_version": entry.version}
        assert client.post(f"/ledgers/entries/{entry.pk}/edit/", changed).status_code == 302
        assert client.post(f"/ledgers/entries/{entry.pk}/edit/", changed).status_code == 409
        assert "修改台账记录" in client.get(f"/ledgers/entries/{entry.pk}/edit/").content.decode()
        for wrong, words in (
            ({keys["面积"]: "大"}, "应为数字"),
            ({}, "至少填写一项"),
            ({keys["状态"]: "没有的"}, "请从列出的选项中选择"),
        ):
            answer = client.post(f"/ledgers/{ledger.pk}/entries/add/", wrong)
            assert answer.status_code == 422 and words in answer.content.decode()

    def test_people_are_named_only_to_those_who_see_them(self, as_user, client, ledger):
        Column.objects.create(ledger=ledger, key="c9", label="入住人", kind="person", order=9)
        person = make_person("哨兵仇英", township("韩张镇"))
        client.post(f"/ledgers/{ledger.pk}/entries/add/", {"c9": "哨兵仇英"})
        assert Entry.objects.latest("pk").values == {"c9": person.pk}
        Ledger.objects.update(unit=township("元村镇"))
        page = as_user(make_user("township", unit=township("元村镇"))).get(ledger.get_absolute_url()).content.decode()
        assert "哨兵" not in page and "不在您的范围内" in page
        assert "没有“某某”" in client.post(f"/ledgers/{ledger.pk}/entries/add/", {"c9": "某某"}).content.decode()

    def test_who_was_archived_stays_in_an_entry_that_is_edited(self, client, ledger):
        Column.objects.create(ledger=ledger, key="c9", label="入住人", kind="person", order=9)
        person, room = make_person("仇英"), ledger.columns.get(label="房号").key
        client.post(f"/ledgers/{ledger.pk}/entries/add/", {"c9": "仇英"})
        person.archived_at = timezone.now()
        person.save()
        entry = Entry.objects.latest("pk")
        box = client.get(f"/ledgers/entries/{entry.pk}/edit/").context["form"]["c9"].value()
        given = {"c9": box, room: "30-10", "opened_version": entry.version}
        assert client.post(f"/ledgers/entries/{entry.pk}/edit/", given).status_code == 302
        entry.refresh_from_db()
        assert entry.values == {"c9": person.pk, room: "30-10"}

    def test_facets_and_the_sheet_out(self, client, ledger):
        key = ledger.columns.get(label="状态").key
        assert client.get(f"{ledger.get_absolute_url()}?f{key}=空置").context["total"] == 3
        out = client.post(f"/ledgers/{ledger.pk}/export/?f{key}=空置").content
        cells = list(load_workbook(io.BytesIO(out)).active.values)
        assert sum("空置" in row for row in cells) == 3 and not any("在住" in row for row in cells)


class TestColumns:
    def test_one_is_added_and_one_changed(self, client, ledger):
        address = f"/ledgers/{ledger.pk}/columns/"
        assert client.post(address, {"new-label": "备注", "new-kind": "text", "new-order": "9"}).status_code == 302
        twice = client.post(address, {"new-label": "备注", "new-kind": "text", "new-order": "9"})
        assert twice.status_code == 422 and "已有“备注”列" in twice.content.decode()
        area = ledger.columns.get(label="面积")
        prefix = f"c{area.pk}"
        client.post(
            address, {"column": area.pk, f"{prefix}-label": "建筑面积", f"{prefix}-kind": "text", f"{prefix}-order": "1"}
        )
        area.refresh_from_db()
        assert (area.label, area.kind) == ("建筑面积", "text") and ledger.entries.first().values[area.key] == "61"

    def test_a_kind_that_does_not_fit_what_is_there_is_refused(self, client, ledger):
        room = ledger.columns.get(label="房号")
        prefix = f"c{room.pk}"
        given = {"column": room.pk, f"{prefix}-label": "房号", f"{prefix}-kind": "number", f"{prefix}-order": "0"}
        answer = client.post(f"/ledgers/{ledger.pk}/columns/", given)
        assert answer.status_code == 422 and "有12条不合新的类型" in answer.content.decode()
        room.refresh_from_db()
        assert room.kind == "text"


class TestFigures:
    def test_rows_or_a_sum(self, client, ledger):
        user = make_user()
        figure = find(f"ledgers.{ledger.pk}")
        assert (figure.name, figure.unit, figure.value(user)) == ("人才公寓", "套", 12)
        ledger.refresh_from_db()
        given = {
            "name": "人才公寓",
            "unit": office().pk,
            "measure": "平方米",
            "counts": "on",
            "opened_version": ledger.version,
        }
        client.post(f"/ledgers/{ledger.pk}/edit/", given | {"sums": ledger.columns.get(label="面积").key})
        assert find(f"ledgers.{ledger.pk}").value(user) == 798
        page = client.get("/figures/").content.decode()
        assert "人才公寓" in page and client.get(f"/figures/ledgers.{ledger.pk}/").status_code == 200
        client.post(f"/ledgers/{ledger.pk}/close/")
        assert find(f"ledgers.{ledger.pk}") is None and all(each.name != "人才公寓" for each in figures_of(user))

    def test_scope(self, as_user, ledger):
        Ledger.objects.update(unit=make_unit("某局"))
        client = as_user(make_user("township", unit=township("元村镇")))
        assert "人才公寓</a>" not in client.get("/ledgers/").content.decode()
        assert client.get(ledger.get_absolute_url()).status_code == 404
        assert client.post("/ledgers/add/", {}).status_code == 403
        with acting_as(make_user("township", unit=township("元村镇"))):
            assert not Entry.objects.exists()
