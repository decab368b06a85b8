"""自建台账: any table becomes a ledger with typed columns, is filled up from later sheets, and counts as a figure."""

import datetime as dt
import io
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from talentbase.accounts.scope import acting_as
from talentbase.audit.models import Access
from talentbase.figures.figure import figures_of, find
from talentbase.files import unused
from talentbase.files.models import StoredFile
from talentbase.ledgers.cells import opened
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
        by_area = client.get(f"{ledger.get_absolute_url()}?order=-c2").context["page"]
        assert [entry.values["c2"] for entry in by_area][:3] == [72, 71, 70]

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
        assert Entry.objects.latest("pk").references.get().person == person
        assert client.get(f"{ledger.get_absolute_url()}?q=仇英").context["total"] == 1
        Ledger.objects.update(unit=township("元村镇"))
        page = as_user(make_user("township", unit=township("元村镇"))).get(ledger.get_absolute_url()).content.decode()
        assert "哨兵" not in page and "不在您的范围内" in page
        found = as_user(make_user("township", unit=township("元村镇"))).get(f"{ledger.get_absolute_url()}?q=仇英")
        assert found.context["total"] == 0
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
        assert entry.values == {room: "30-10"} and entry.references.get().person == person

    def test_facets_and_the_sheet_out(self, client, ledger):
        key = ledger.columns.get(label="状态").key
        assert client.get(f"{ledger.get_absolute_url()}?f{key}=空置").context["total"] == 3
        out = client.post(f"/ledgers/{ledger.pk}/export/?f{key}=空置").content
        cells = list(load_workbook(io.BytesIO(out)).active.values)
        assert sum("空置" in row for row in cells) == 3 and not any("在住" in row for row in cells)


def columns_of(ledger, **changes) -> dict:
    """The page's boxes as they are; changes: {key: {field: value}}."""
    given = {"new-label": "", "new-kind": "text", "new-order": "9"}
    for column in ledger.columns.all():
        boxes = {"label": column.label, "kind": column.kind, "choices": "、".join(column.choices), "order": column.order}
        given |= {f"c{column.pk}-{name}": value for name, value in (boxes | changes.get(column.key, {})).items()}
    return given


class TestColumns:
    def test_all_that_was_typed_is_saved_at_once(self, client, ledger):
        address = f"/ledgers/{ledger.pk}/columns/"
        given = columns_of(ledger, c1={"label": "房间"}, c2={"label": "建筑面积", "kind": "text"}) | {"new-label": "备注"}
        assert client.post(address, given).status_code == 302
        assert [column.label for column in ledger.columns.all()] == ["房间", "建筑面积", "入住日期", "状态", "备注"]
        assert ledger.entries.order_by("pk").first().values["c2"] == "61"
        twice = client.post(address, columns_of(ledger, c1={"label": "备注"}))
        assert twice.status_code == 422 and "已有“备注”列" in twice.content.decode()
        assert client.post(address, columns_of(ledger) | {"new-label": "备注"}).status_code == 422

    def test_a_column_of_words_becomes_choices_of_those_words(self, client, ledger):
        client.post(f"/ledgers/{ledger.pk}/columns/", columns_of(ledger, c1={"kind": "choice"}))
        assert ledger.columns.get(key="c1").choices == sorted(row[1] for row in ROWS)

    def test_a_kind_that_does_not_fit_what_is_there_is_refused(self, client, ledger):
        answer = client.post(f"/ledgers/{ledger.pk}/columns/", columns_of(ledger, c1={"kind": "number", "label": "房间"}))
        assert answer.status_code == 422 and "有12条不合新的类型" in answer.content.decode()
        room = ledger.columns.get(key="c1")
        assert (room.kind, room.label) == ("text", "房号")

    def test_a_column_that_is_a_figures_sum_stays_numbers(self, client, ledger):
        Ledger.objects.update(sums="c2")
        answer = client.post(f"/ledgers/{ledger.pk}/columns/", columns_of(ledger, c2={"kind": "text"}))
        assert answer.status_code == 422 and "请先在台账设置中把指标改为条数" in answer.content.decode()
        Column.objects.filter(key="c2").update(kind="text")  # as an older version allowed it
        client.post(f"/ledgers/{ledger.pk}/entries/add/", {"c2": "约60平"})
        assert find(f"ledgers.{ledger.pk}").value(make_user()) == 798
        assert client.get("/figures/").status_code == 200

    def test_units_and_people_out_of_texts(self, client, ledger):
        Column.objects.create(ledger=ledger, key="c8", label="承办", order=8)
        Column.objects.create(ledger=ledger, key="c9", label="主管", order=9)
        make_person("仇英")
        client.post(f"/ledgers/{ledger.pk}/entries/add/", {"c8": "元村镇", "c9": "仇英"})
        linked = columns_of(ledger, c8={"kind": "unit"}, c9={"kind": "person"})
        assert client.post(f"/ledgers/{ledger.pk}/columns/", linked).status_code == 302
        entry = Entry.objects.latest("pk")
        assert entry.references.count() == 2 and "c9" not in entry.values
        client.post(f"/ledgers/{ledger.pk}/columns/", columns_of(ledger, c8={"kind": "text"}))
        entry.refresh_from_db()
        assert entry.references.count() == 1 and entry.values["c8"] == "元村镇"

    @pytest.mark.parametrize(
        ("kind", "written"), [("person", "仇英"), ("phone", "19900000017"), ("secret", "6228480000000000999")]
    )
    def test_what_is_covered_is_not_uncovered_by_another_kind(self, client, ledger, kind, written):
        make_person("仇英")
        Column.objects.create(ledger=ledger, key="c9", label="户主", kind=kind, order=9)
        client.post(f"/ledgers/{ledger.pk}/entries/add/", {"c9": written})
        answer = client.post(f"/ledgers/{ledger.pk}/columns/", columns_of(ledger, c9={"kind": "text"}))
        assert answer.status_code == 422 and "不再遮盖" in answer.content.decode()
        assert ledger.columns.get(key="c9").kind == kind


PEOPLE = ["姓名", "身份证号", "联系电话", "银行账号", "房号"]
WHO = [[f"住户{n}", f"41090019800101{n:04d}", f"1990000{n:04d}", f"62284800000000{n:05d}", f"03{n:02d}"] for n in range(1, 8)]


class TestNumbersOfPeople:
    @pytest.fixture
    def residents(self, client) -> Ledger:
        client.post("/ledgers/add/", {"name": "住户", "unit": office().pk, "measure": "户", "file": sheet(WHO, PEOPLE)})
        return Ledger.objects.get(name="住户")

    def test_they_are_recognised_and_shown_to_nobody_in_full(self, client, as_user, residents):
        assert [column.kind for column in residents.columns.all()] == ["text", "secret", "phone", "secret", "text"]
        entry = residents.entries.order_by("pk").first()
        assert entry.values["c5"] == "0301" and WHO[0][1] not in str(entry.values) + entry.words
        pages = [residents.get_absolute_url(), f"/ledgers/entries/{entry.pk}/edit/"]
        out = load_workbook(io.BytesIO(client.post(f"/ledgers/{residents.pk}/export/").content)).active.values
        seen = "".join(client.get(page).content.decode() for page in pages) + str(list(out))
        seen += as_user(make_user("leader")).get(f"/ledgers/entries/{entry.pk}/").content.decode()
        assert not any(number in seen for number in WHO[0][1:4]) and "199****0001" in seen and "****0001" in seen
        assert client.get(f"{residents.get_absolute_url()}?q={WHO[0][1]}").context["total"] == 0

    def test_in_full_after_a_reason(self, client, residents):
        entry = residents.entries.order_by("pk").first()
        told = client.post(f"/ledgers/entries/{entry.pk}/phone/", {"reason": "核对身份"}).content.decode()
        assert (
            all(number in told for number in WHO[0][1:4]) and Access.objects.filter(kind="reveal", reason="核对身份").exists()
        )

    def test_the_same_sheet_again_also_after_an_edit(self, client, residents):
        entry = residents.entries.order_by("pk").first()
        Column.objects.create(ledger=residents, key="c9", label="备注", order=9)
        form = client.get(f"/ledgers/entries/{entry.pk}/edit/").context["form"]
        given = {name: form[name].value() for name in form.fields} | {"c9": "已核对"}
        assert client.post(f"/ledgers/entries/{entry.pk}/edit/", given).status_code == 302
        entry.refresh_from_db()
        assert opened(entry.values["c2"]) == WHO[0][1] and entry.values["c9"] == "已核对"
        client.post(f"/ledgers/{residents.pk}/take-in/", {"file": sheet(WHO, PEOPLE)})
        assert residents.entries.count() == 7

    def test_a_change_is_told_column_by_column_and_masked(self, client, residents):
        entry = residents.entries.order_by("pk").first()
        form = client.get(f"/ledgers/entries/{entry.pk}/edit/").context["form"]
        given = {name: form[name].value() for name in form.fields} | {"c3": "19900000999", "c5": "0399"}
        client.post(f"/ledgers/entries/{entry.pk}/edit/", given)
        page = client.get(f"/ledgers/entries/{entry.pk}/edit/").content.decode()
        assert "联系电话由“199****0001”改为“199****0999”" in page and "房号由“0301”改为“0399”" in page
        assert "19900000001" not in page

    def test_a_number_that_lost_its_end_is_refused(self, client, residents):
        rows = [["住户9", 4.1090019800101e17, "19900000009", "6228480000000000999", "0309"]]
        told = client.post(f"/ledgers/{residents.pk}/take-in/", {"file": sheet(rows, PEOPLE)}, follow=True).content.decode()
        assert "末几位可能已丢失" in told and residents.entries.count() == 7


class TestFiles:
    def test_one_is_kept_opened_and_replaced(self, client, as_user, ledger):
        Column.objects.create(ledger=ledger, key="c9", label="合同", kind="file", order=9)
        bad = client.post(f"/ledgers/{ledger.pk}/entries/add/", {"c1": "9-01", "c9": SimpleUploadedFile("a.pdf", b"<html>")})
        assert bad.status_code == 422 and "内容不是pdf文件" in bad.content.decode()
        given = {"c1": "9-01", "c9": SimpleUploadedFile("合同.pdf", b"%PDF-1.7 x")}
        assert client.post(f"/ledgers/{ledger.pk}/entries/add/", given).status_code == 302
        entry = Entry.objects.latest("pk")
        address = f"/ledgers/files/{entry.references.get().pk}/"
        assert client.get(address).content == b"%PDF-1.7 x"
        assert as_user(make_user("township", unit=township())).get(address).status_code == 404
        client.post(f"/ledgers/entries/{entry.pk}/edit/", {"c1": "9-02", "opened_version": entry.version})
        assert entry.references.get().file.name == "合同.pdf"

    def test_what_was_replaced_is_removed_a_month_later(self, client, ledger):
        Column.objects.create(ledger=ledger, key="c9", label="合同", kind="file", order=9)
        given = {"c1": "9-01", "c9": SimpleUploadedFile("旧合同.pdf", b"%PDF-1.7 x")}
        client.post(f"/ledgers/{ledger.pk}/entries/add/", given)
        entry = Entry.objects.latest("pk")
        again = {"c1": "9-01", "c9": SimpleUploadedFile("新合同.pdf", b"%PDF-1.7 y"), "opened_version": entry.version}
        client.post(f"/ledgers/entries/{entry.pk}/edit/", again)
        StoredFile.objects.filter(kind="ledger-cell").update(made_at=timezone.now() - dt.timedelta(days=90))
        assert unused.sweep() == 0  # replaced just now: that may still be taken back
        later = timezone.now() + dt.timedelta(days=31)
        with mock.patch.object(timezone, "now", return_value=later):
            assert unused.sweep() == 1
        assert StoredFile.objects.get(kind="ledger-cell") == entry.references.get().file
        assert entry.references.get().file.name == "新合同.pdf"


class TestClosed:
    def test_nothing_is_added_any_more(self, client, ledger):
        client.post(f"/ledgers/{ledger.pk}/close/")
        answer = client.post(f"/ledgers/{ledger.pk}/entries/add/", {"c1": "9-01"})
        assert answer.status_code == 422 and "台账已停用" in answer.content.decode()
        told = client.post(f"/ledgers/{ledger.pk}/take-in/", {"file": sheet()}, follow=True).content.decode()
        assert "台账已停用" in told and ledger.entries.count() == 12


def test_a_merge_takes_the_entries_along(client, ledger):
    from people.duplicates import actions as duplicates
    from people.registry.models import Person

    Column.objects.create(ledger=ledger, key="c9", label="入住人", kind="person", order=9)
    kept, gone = make_person("单雄飞", employer="甲公司"), make_person("单雄飞", employer="乙公司")
    client.post(f"/ledgers/{ledger.pk}/entries/add/", {"c9": gone.number})
    pair = duplicates.propose(kept, gone)
    versions = tuple(Person.objects.get(pk=pk).version for pk in (pair.first_id, pair.second_id))
    duplicates.merge(pair, "first" if pair.first_id == kept.pk else "second", {}, versions=versions, by=make_user())
    assert Entry.objects.latest("pk").references.get().person == kept


def test_names_are_asked_once_for_a_sheet(client, ledger, django_assert_max_num_queries):
    from talentbase.ledgers import actions
    from talentbase.ledgers.sheets import Table

    for key, label, kind in (("c8", "入住人", "person"), ("c9", "主管", "unit")):
        Column.objects.create(ledger=ledger, key=key, label=label, kind=kind, order=9)
    people = [make_person(f"住户{n}") for n in range(20)]
    rows = [(n, {"入住人": person.name, "主管": office().name}) for n, person in enumerate(people)]
    with django_assert_max_num_queries(14):
        taken = actions.take_in(ledger, Table({1: "入住人", 2: "主管"}, rows), by=None)
    assert (taken.added, taken.wrong) == (20, [])


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
