"""The list goes out as a sheet and comes back: unchanged it changes nothing, edited exactly what was edited."""

import io

import openpyxl
import pytest

from people.registry.models import Contact, Person
from people.registry.reading import PeopleReading
from talentbase.audit.models import Access
from talentbase.imports import actions, work
from talentbase.imports.models import Batch, Row
from talentbase.sheets.child import read_here
from talentbase.sheets.layout import find_blocks
from tests.factories import make_person, make_user, office, township

pytestmark = pytest.mark.django_db
ADDRESS = "/people/export/"
HEADER, FIRST = 2, 3
SURNAMES = "赵钱孙李周吴郑王冯陈"
MANY_WORDS = {
    "gender": "1", "birth_ym": "1968-05", "nation": "03", "hometown": "元村镇古念村", "tie_kind": "原籍", "politics": "01",
    "party_date": "1993-06", "work_since": "1990-07", "education": "22", "degree": "208", "school": "某某大学",
    "dept": "化学系", "major": "高分子材料", "employer": "上海某某研究院", "position": "副院长", "title": "621",
    "title_since": "2016-12", "post_since": "2019-03", "field": "生物基材料", "programs": ["P26", "P05"], "honors": "一等奖\n二等奖",
    "resume": "1990.07--1999.08  某某大学学生\n1999.08--  某某研究院", "location_code": "310115", "email": "a@example.com",
    "wechat": "wx_19900000001", "family_contact": "王某（父）", "family_phones": ["0393-6200001"], "family_address": "元村镇古念村",
    "consent": "是", "intent": "技术指导", "status": "在职", "uscc": "91410923MA3X4Y5R6C", "industry": "食品制造",
    "products": "速冻食品", "turnover_wan": 1200.5, "employees": 80, "remark": "=SUM(A1)", "id_number": "410900196805120011",
}  # fmt: skip


def silent(done, total, message=""):
    """Progress nobody looks at."""


def fifty() -> list[Person]:
    """People of every degree of completeness, namesakes among them."""
    people = [make_person("张明远", phones=["19900000417", "0393-6200051"], **MANY_WORDS)]
    people += [make_person("张明远", birth_ym="1968-05", hometown="元村镇古念村", phones=["19900000999"])]
    for number in range(48):
        values = {"phones": [f"1990001{number:04d}"], "birth_ym": f"{1950 + number}", "employer": f"某某单位{number}"}
        values |= {"birth_year_est": 1970, "birth_ym": ""} if number % 7 == 0 else {}
        values |= {"location_country": "美国", "phone_secret": True} if number % 11 == 0 else {"location_code": "410300"}
        values |= {"title_text": "执业药师、高级经济师"} if number % 5 == 0 else {"title": "082", "job_level": "132"}
        people.append(make_person(f"{SURNAMES[number % 10]}某{number // 10 + 1}", **values))
    return people


def export(client, query="", **data):
    return client.post(f"{ADDRESS}{query}", {"reason": "核对名单", **data})


def page_of(answer):
    return openpyxl.load_workbook(io.BytesIO(answer.content)).active


def rows_of(page) -> list[dict]:
    labels = [cell.value for cell in page[HEADER]]
    rows = ({label: cell.value for label, cell in zip(labels, row, strict=True)} for row in page.iter_rows(min_row=FIRST))
    return [row for row in rows if str(row["档案编号"]).startswith("RC-")]


def put(page, person, label, value) -> None:
    column = next(cell.column for cell in page[HEADER] if cell.value == label)
    row = next(row[0].row for row in page.iter_rows(min_row=FIRST) if row[0].value == person.number)
    page.cell(row, column).value = value


def take_in(page, by, unit=None) -> Batch:
    """The saved sheet through the wizard, to its end; nobody decides anything."""
    out = io.BytesIO()
    page.parent.save(out)
    batch = actions.receive("名单.xlsx", out.getvalue(), unit=unit or office(), by=by)
    work.read(silent, batch.pk)
    batch = Batch.objects.get(pk=batch.pk)
    assert batch.kind == "people", batch.refusal
    actions.take_columns(batch, {}, by=by)
    actions.confirm(batch, by=by)
    work.apply(silent, batch.pk)
    return Batch.objects.get(pk=batch.pk)


@pytest.mark.parametrize("full", ["", "on"])
def test_fifty_people_come_back_unchanged(as_user, full):
    fifty()
    user = make_user()
    before = dict(Person.objects.values_list("pk", "version")), list(Contact.objects.values_list("pk", "phone"))
    batch = take_in(page_of(export(as_user(user), full=full)), user, unit=township())
    states = {(row.state, row.outcome, tuple(map(tuple, row.duplicate.get("changes", ())))) for row in batch.rows.all()}
    assert states == {("good", "same", ())} and batch.rows.count() == 50
    assert before == (dict(Person.objects.values_list("pk", "version")), list(Contact.objects.values_list("pk", "phone")))
    assert not Row.objects.exclude(errors=[]).exists()


def test_three_edited_cells_change_three_people_and_nothing_else(as_user):
    people, user = fifty(), make_user()
    before = {row["id"]: row for row in Person.objects.values()}
    page = page_of(export(as_user(user)))
    put(page, people[0], "年营业额（万元）", 2000)
    put(page, people[5], "工作单位", "某某研究院")
    put(page, people[9], "手机号码", "19900010000、19900000888")
    batch = take_in(page, user, unit=township())
    changed = {row.target: [change[0] for change in row.duplicate["changes"]] for row in batch.rows.filter(outcome="changed")}
    assert changed == {people[0].pk: ["年营业额（万元）"], people[5].pk: ["工作单位"], people[9].pk: ["电话"]}
    assert batch.counts["did_same"] == 47 and batch.counts["did_added"] == 0
    after = {row["id"]: row for row in Person.objects.values()}
    differ = {pk: {name for name in row if row[name] != before[pk][name]} for pk, row in after.items() if row != before[pk]}
    always = {"version", "changed_at"}
    assert differ[people[5].pk] - always - {"search"} == {"employer"} and set(differ) <= set(changed)
    assert all(differ.get(people[number].pk, set()) <= always | {"search"} for number in (0, 9))
    people[0].refresh_from_db()
    assert people[0].business.turnover_wan == 2000
    assert set(people[9].contacts.values_list("phone", flat=True)) >= {"19900010000", "19900000888"}


def test_numbers_go_out_masked_unless_the_reason_and_the_wish_are_given(as_user):
    make_person(phones=["19900000417"], id_number="410900196805120011", family_address="某村某号", family_contact="王某（父）")
    client = as_user(make_user())
    masked, full = (rows_of(page_of(export(client, full=wish)))[0] for wish in ("", "on"))
    assert (masked["手机号码"], masked["身份证号"]) == ("199****0417", "410900********0011")
    assert (masked["家庭住址"], masked["家庭联系人"]) == ("某**", "王**")
    assert (full["手机号码"], full["身份证号"], full["家庭住址"]) == ("19900000417", "410900196805120011", "某村某号")
    lines = Access.objects.filter(kind="export").order_by("id")
    assert [(line.reason, line.field, line.detail["rows"]) for line in lines] == [
        ("核对名单", "名单（遮盖）", 1), ("核对名单", "名单（不遮盖）", 1),
    ]  # fmt: skip
    assert "19900000417" not in str(list(lines.values()))


def test_without_a_reason_nothing_goes_out(as_user):
    make_person()
    answer = as_user(make_user()).post(ADDRESS, {"full": "on", "reason": " "})
    assert answer.status_code == 422 and "请写明导出事由" in answer.content.decode()
    assert not Access.objects.filter(kind="export").exists()


def test_who_may_not_reveal_may_not_export_and_a_township_exports_its_own(as_user):
    make_person("李红", township("元村镇")), make_person("王建国", township("韩张镇"))
    assert as_user(make_user("leader")).post(ADDRESS, {"reason": "看"}).status_code == 403
    clerk = as_user(make_user("township", township("元村镇")))
    assert [row["姓名"] for row in rows_of(page_of(export(clerk)))] == ["李红"]
    assert "导出表格" in clerk.get("/people/").content.decode()
    assert "导出表格" not in as_user(make_user("leader")).get("/people/").content.decode()


def test_the_sheet_keeps_the_conditions_and_the_order_of_the_address(as_user):
    for name, degree in (("李红", "2"), ("王建国", "2"), ("陈某", "4")):
        make_person(name, degree=degree)
    client = as_user(make_user())
    assert [row["姓名"] for row in rows_of(page_of(export(client, "?degree=5&order=-name")))] == ["王建国", "李红"]
    told = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/people/?degree=5&order=name"}
    part = client.get(ADDRESS, **told).content.decode()
    assert "导出2人：博士" in part and "?degree=5&amp;order=name" in part
    assert "没有可导出的内容" in client.get(f"{ADDRESS}?q=没有这个人").content.decode()


def test_what_looks_like_a_formula_stays_text(as_user):
    make_person(employer="=HYPERLINK(1)", remark="+86 199", phones=["19900000417"], birth_ym="1985-10")
    page = page_of(export(as_user(make_user()), full="on"))
    cells = {page.cell(HEADER, cell.column).value: cell for cell in page[FIRST]}
    assert [(cells[label].data_type, cells[label].quotePrefix) for label in ("工作单位", "备注")] == [("s", True)] * 2
    assert [cells[label].number_format for label in ("手机号码", "出生年月", "身份证号")] == ["@"] * 3


def test_a_moved_or_foreign_number_waits_for_a_human(as_user):
    first, second = make_person("李红", phones=["19900000001"]), make_person("王建国", phones=["19900000002"])
    user = make_user()
    page = page_of(export(as_user(user)))
    put(page, first, "姓名", "刘红")
    put(page, second, "姓名", "王某国")
    put(page, second, "档案编号", "RC-999999")
    batch = take_in(page, user)
    rows = {row.reading_name: row for row in map(named, batch.rows.all())}
    assert rows["刘红"].state == "doubtful" and "姓名不同" in rows["刘红"].duplicate["sentence"]
    assert rows["王某国"].state == "doubtful" and rows["王某国"].target is None
    assert Person.objects.count() == 2 and {row.outcome for row in rows.values()} == {""}


def named(row):
    row.reading_name = row.values["name"]
    return row


def test_an_id_number_of_somebody_else_is_never_taken_over(as_user):
    first = make_person("李红", id_number="410900198511030028")
    make_person("王建国", id_number="410900196805120011")
    user = make_user()
    page = page_of(export(as_user(user)))
    put(page, first, "身份证号", "410900196805120011")
    batch = take_in(page, user)
    assert "另一人名下" in str([row.duplicate for row in batch.rows.filter(state="doubtful")])
    assert batch.rows.get(state="doubtful").outcome == ""


def test_a_township_cannot_reach_others_by_their_numbers(as_user):
    mine, theirs = make_person("李红", township("元村镇")), make_person("王建国", township("韩张镇"), employer="哨兵研究院")
    clerk = make_user("township", township("元村镇"))
    page = page_of(export(as_user(clerk)))
    put(page, mine, "档案编号", theirs.number)
    put(page, theirs, "姓名", "王某国")
    batch = take_in(page, clerk, unit=township("元村镇"))
    row = batch.rows.get()
    assert row.target is None and row.outcome == "" and "哨兵" not in str(row.duplicate)
    theirs.refresh_from_db()
    assert theirs.name == "王建国"


def test_masked_numbers_are_an_error_only_where_no_record_is_named(tmp_path):
    book = openpyxl.Workbook()
    for row in (("档案编号", "姓名", "工作单位", "手机号码"), ("RC-000001", "李红", "某某大学", "199****0001、19900000002"),
                (None, "王建国", "某某大学", "199****0001"), ("A-17", "陈某", "某某大学", None)):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    reader = PeopleReading()
    from talentbase.imports.reading import read_block

    own, foreign, other = read_block(reader, find_blocks(read_here(tmp_path / "a.xlsx"), [reader])[0][0])
    assert (own.values["phones"], own.warnings, own.errors) == (["19900000002"], [], [])
    assert [note.code for note in foreign.errors] == ["bad_phone"]
    assert "record_number" not in other.values and other.extra == {"档案编号": "A-17"}


def test_more_than_fifty_in_full_take_a_second_person(as_user):
    for number in range(51):
        make_person(f"单{number}", phones=[f"199000{number:05d}"])
    clerk = as_user(make_user())
    answer = clerk.post("/people/export/", {"reason": "核对", "roster": "whole", "kind": "csv", "full": "on"})
    assert answer.status_code == 422 and "一次最多50人，本次51人" in answer.content.decode()
    assert clerk.post("/people/export/", {"reason": "核对", "roster": "whole", "kind": "csv"}).status_code == 200
    few = {"picks": str(Person.objects.first().pk), "full": "on"}
    few = clerk.post("/people/export/", {"reason": "核对", "roster": "whole", "kind": "csv", **few})
    assert "19900000000" in few.content.decode("utf-8-sig")
