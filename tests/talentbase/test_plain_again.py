"""Sheets of small registers a second time: our own export, the modes, what is left out and why, what an undo meets."""

import datetime as dt
import io

import pytest
from django.urls import get_resolver
from openpyxl import load_workbook

from demand.care.models import FirmPair, Officer
from people.branches.models import Branch
from people.liaison.models import Office, Term
from people.newsletters.models import Issue
from talentbase.audit.actor import set_local
from talentbase.imports import actions
from talentbase.imports.models import Batch
from talentbase.imports.recipe import Item, recipes
from talentbase.policies.models import Clause, Policy
from talentbase.registers.sheets import RecordSheet
from tests.factories import make_enterprise, make_person, make_unit, make_user, office
from tests.talentbase.test_imports import silent
from tests.talentbase.test_plain_sheets import book, taken_in, told
from workstations.stations.models import Appointment, Station

pytestmark = pytest.mark.django_db


def exported(client, address: str, path):
    """Our own sheet, as it comes; saved again it is another file."""
    answer = client.post(address)
    assert answer.status_code == 200
    made = load_workbook(io.BytesIO(answer.content))
    made.save(path)
    return path


@pytest.fixture
def client(as_user):
    return as_user(make_user())


def sheets_of(known: type) -> list[type]:
    return [found for each in known.__subclasses__() for found in (each, *sheets_of(each))]


def test_every_export_fills_what_its_sheet_needs():
    get_resolver().url_patterns  # noqa: B018  (brings every view)
    sheets = [each for each in sheets_of(RecordSheet) if each.columns]
    assert len(sheets) > 10
    for each in sheets:
        keys = {column.key for column in each.columns}
        must = {column.key for column in each.columns if column.required}
        assert each.values.keys() <= keys and must <= each.values.keys(), each


class TestOurOwnExport:
    def test_of_pairs_and_officers_with_those_that_ended(self, client, tmp_path):
        firm, person = make_enterprise("南乐县某某食品有限公司"), make_person("单雄飞")
        leader = Office.objects.create(post="县委常委、组织部部长")
        Term.objects.create(office=leader, name="冯某", since=dt.date(2024, 1, 1))
        begun, ended = dt.date(2024, 1, 1), dt.date(2025, 6, 1)
        FirmPair.objects.create(office=leader, enterprise=firm, since=begun, until=ended)
        Officer.objects.create(name="仇某", unit=office(), enterprise=firm, since=begun, until=ended)
        Officer.objects.create(name="区某", unit=office(), person=person, since=begun)
        batch = taken_in(exported(client, "/care/export/", tmp_path / "pairs.xlsx"))
        assert (batch.counts["did_same"], FirmPair.objects.count()) == (1, 1)
        batch = taken_in(exported(client, "/care/officers/export/", tmp_path / "officers.xlsx"))
        assert (batch.counts["did_same"], Officer.objects.count()) == (2, 2)

    def test_of_a_pair_that_ended_and_stands_again(self, client, tmp_path):
        firm, leader = make_enterprise("南乐县某某食品有限公司"), Office.objects.create(post="副县长")
        FirmPair.objects.create(office=leader, enterprise=firm, since=dt.date(2024, 1, 1), until=dt.date(2025, 6, 1))
        FirmPair.objects.create(office=leader, enterprise=firm, since=dt.date(2026, 1, 1))
        path = exported(client, "/care/export/", tmp_path / "pairs.xlsx")
        assert taken_in(path).counts["did_same"] == 2
        FirmPair.objects.all().delete()
        made = load_workbook(path)
        made.active.cell(1, 12).value = "又一份"
        made.save(path)
        batch = taken_in(path)
        assert (batch.counts["did_added"], batch.counts["repeated"]) == (2, 0), told(batch)
        assert sorted(map(str, FirmPair.objects.values_list("until", flat=True))) == ["2025-06-01", "None"]

    def test_of_clauses_to_the_cent_and_of_texts_with_lines(self, client, tmp_path):
        policy = Policy.objects.create(title="某办法", document="某办〔2026〕12号", effective_on=dt.date(2026, 3, 15))
        Clause.objects.create(policy=policy, title="生活补贴", number="一", standard_yuan="833.33", amount_text="每月833.33元")
        Issue.objects.create(series="周刊", number=1, published_on=dt.date(2026, 3, 1), contents="甲栏\n乙栏", unit=office())
        for address, name in (("/policies/export/", "p.xlsx"), ("/newsletters/export/", "n.xlsx")):
            batch = taken_in(exported(client, address, tmp_path / name))
            assert batch.counts["did_same"] == 1 and not batch.counts.get("did_changed"), told(batch)
        assert Issue.objects.get().contents == "甲栏\n乙栏"


def test_only_gaps_are_filled_where_the_mode_says_so(tmp_path):
    Branch.objects.create(name="上海分团", city="", founded_on=dt.date(2024, 5, 18), unit=office())
    header, row = ["组织名称", "所在城市", "成立时间"], ["上海分团", "上海", "2020.1.1"]
    taken_in(book(tmp_path / "a.xlsx", "博士团一览表", header, row), mode=Batch.Mode.FILL)
    branch = Branch.objects.get()
    assert (branch.city, branch.founded_on) == ("上海", dt.date(2024, 5, 18))


class TestLeftOut:
    def station(self):
        unit = make_unit("某市工作站", kind="station")
        return Station.objects.create(unit=unit, city="某市", state="running", plaque_on=dt.date(2024, 1, 1))

    def test_the_second_head_of_a_sheet_with_the_reason_on_the_result_page(self, client, tmp_path):
        station = self.station()
        rows = (["某市工作站", "站长", "周某", "2025.3.1"], ["某市工作站", "站长", "孙某", "2025.4.1"])
        batch = taken_in(book(tmp_path / "a.xlsx", "站长名册", ["工作站", "职务", "姓名", "聘任日期"], *rows))
        assert station.appointments.get().name == "周某"
        assert (batch.counts["did_added"], batch.counts["did_skipped"]) == (1, 1)
        page = client.get(f"/imports/{batch.pk}/").content.decode()
        assert "没有写入的行" in page and "这个工作站已有站长" in page and "孙某" in page

    def test_a_unit_out_of_reach_and_a_number_too_large(self, tmp_path):
        town = make_user(role="township", unit=make_unit("某镇"))
        header = ["服务专员", "所在单位", "服务村"]
        rows = (["仇某", "县委组织部", "甲村"], ["区某", "", "乙村"])
        batch = taken_in(book(tmp_path / "a.xlsx", "服务专员名册", header, *rows), unit=town.unit, user=town)
        assert batch.counts["did_added"] >= 1 and Officer.objects.get(name="区某").unit == town.unit
        rows = (["周刊", "20260315001", "2026.3.15"], ["周刊", "0", "2026.3.15"], ["周刊", "3", "2026.3.15"])
        batch = taken_in(book(tmp_path / "b.xlsx", "周刊台账", ["刊名", "期号", "印发日期"], *rows))
        assert [issue.number for issue in Issue.objects.all()] == [3]
        assert any("期号从1开始" in each for each in told(batch))

    def test_a_post_that_others_took_since_is_not_taken_back(self, tmp_path):
        station = self.station()
        Appointment.objects.create(station=station, post="head", name="周某", since=dt.date(2025, 3, 1))
        header = ["工作站", "职务", "姓名", "聘任日期", "离任日期"]
        rows = (["某市工作站", "站长", "周某", "2025.3.1", "2026.2.1"], ["某市工作站", "副站长", "吴某", "2025.3.1", ""])
        batch = taken_in(book(tmp_path / "a.xlsx", "站长名册", header, *rows))
        assert station.appointments.get(name="周某").ended_on == dt.date(2026, 2, 1)
        set_local({"batch": ""})
        Appointment.objects.create(station=station, post="head", name="郑某", since=dt.date(2026, 2, 2))
        actions.take_back(batch, progress=silent)
        assert station.appointments.get(name="周某").ended_on == dt.date(2026, 2, 1)
        assert not station.appointments.filter(name="吴某").exists()


def test_a_sum_under_a_caption_of_ten_thousands_and_a_document_that_differs(tmp_path):
    header = ["文件名称", "文号", "印发日期", "有效期至", "补贴名称", "补贴标准（万元）"]
    row = ["某办法", "某办〔2026〕12号", "2026.3.15", "2028.12.31", "购房补贴", 5]
    taken_in(book(tmp_path / "a.xlsx", "人才政策清单", header, row))
    clause = Clause.objects.select_related("policy").get()
    assert (clause.standard_yuan, clause.policy.until) == (50_000, dt.date(2028, 12, 31))
    row[3] = "2030.12.31"
    batch = taken_in(book(tmp_path / "b.xlsx", "人才政策清单（改）", header, row))
    assert "文件的有效期至与库中不同，没有更新" in batch.rows.get().duplicate["sentence"]


def test_a_refused_line_does_not_leave_its_document_to_the_next():
    lines = ({"title": "安家费", "standard_yuan": -5}, {"title": "生活补贴", "standard_yuan": 2000})
    items = [Item({"policy": "某办法", "effective": "2026-03-15", **line}) for line in lines]
    refused, written = recipes()["policy"].apply(items, batch=None, by=None)
    assert (refused[0], refused[1]) == (None, "skipped") and "标准不能为负数" in refused[2]
    clause = Clause.objects.select_related("policy").get()
    assert written == (clause.policy_id, "added") and clause.policy == Policy.objects.get()


def test_a_time_that_ended_does_not_end_what_stands(tmp_path):
    firm = make_enterprise("南乐县某某食品有限公司")
    leader = Office.objects.create(post="县委常委、组织部部长")
    FirmPair.objects.create(office=leader, enterprise=firm, since=dt.date(2026, 1, 1))
    header = ["联系领导", "企业", "联系起始", "联系结束"]
    row = ["县委常委、组织部部长", firm.name, "2023.1.1", "2024.6.1"]
    taken_in(book(tmp_path / "a.xlsx", "领导联系企业分工表", header, row))
    assert FirmPair.objects.get(since=dt.date(2026, 1, 1)).until is None
    assert FirmPair.objects.get(since=dt.date(2023, 1, 1)).until == dt.date(2024, 6, 1)
