"""Sheets of small registers as offices keep them: recognised, read with what is doubtful told, imported once, taken back."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from demand.care.models import FirmPair, FirmVisit, Officer
from demand.cooperation.models import Return
from people.benefits.models import Honour, Roll
from people.branches.actions import join
from people.branches.models import Branch
from people.events.models import Event
from people.liaison.models import Office, Term
from people.newsletters.models import Issue
from people.services.models import ServiceRequest
from talentbase.accounts.models import Unit
from talentbase.audit.actor import set_local
from talentbase.imports import actions, work
from talentbase.imports.models import Batch
from talentbase.imports.rights import kinds_of
from talentbase.policies.models import Clause, Policy
from tests.factories import make_enterprise, make_person, make_unit, make_user, office
from tests.talentbase.test_imports import read_in, silent
from workstations.stations.models import Appointment, Station

pytestmark = pytest.mark.django_db


def book(path, title: str, header: list[str], *rows: list):
    from openpyxl import Workbook

    made = Workbook()
    page = made.active
    page.append([title])
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(header))
    page.append(header)
    for row in rows:
        page.append(row)
    made.save(path)
    return path


def taken_in(path, unit=None, mode: str = Batch.Mode.OVERWRITE, user=None) -> Batch:
    user = user or make_user()
    batch = read_in(path, user, unit or office())
    actions.take_columns(batch, {}, by=user)
    batch = Batch.objects.get(pk=batch.pk)
    if not batch.rows.exclude(state="held").exists():
        return batch
    actions.confirm(batch, by=user, mode=mode)
    work.apply(silent, batch.pk)
    set_local({"batch": ""})  # every act has a transaction of its own; here they share one
    return Batch.objects.get(pk=batch.pk)


def told(batch: Batch) -> list[str]:
    return [note["message"] for row in batch.rows.order_by("row") for note in (*row.errors, *row.warnings)]


RETURNS = [
    "序号",
    "返乡人员姓名",
    "返乡类型",
    "返乡时间",
    "创业项目",
    "创办企业",
    "所属产业链",
    "所在乡镇",
    "总投资（万元）",
    "带动就业人数",
    "促成工作站",
]


class TestReturns:
    rows = (  # as many cells as captions
        [1, "单雄飞", "返乡创业", "2026.3.15", "速冻面点加工", "南乐县某某食品有限公司", "食品加工产业链", "元村镇",
         "约300", "26人", "上海工作站"],
        [2, "仇英", "回乡就业", dt.datetime(2026, 5, 20), "检验主管", "", "", "", "", "", ""],
    )  # fmt: skip

    def test_a_list_of_the_office_becomes_records_once(self, tmp_path):
        firm = make_enterprise("南乐县某某食品有限公司")
        batch = taken_in(book(tmp_path / "a.xlsx", "南乐县返乡创业就业人员台账", RETURNS, *self.rows))
        assert kinds_of(batch) == ["return"]
        first, second = Return.objects.order_by("pk")
        assert (first.kind, first.returned_on, first.investment_wan, first.jobs) == (
            "startup",
            dt.date(2026, 3, 15),
            Decimal(300),
            26,
        )
        assert (first.enterprise, first.station, first.town.name) == (firm, Unit.objects.get(name="上海工作站"), "元村镇")
        assert (second.kind, second.project, second.unit) == ("work", "检验主管", office())
        again = taken_in(book(tmp_path / "b.xlsx", "返乡人员台账（八月）", RETURNS, *self.rows))
        assert again.counts["did_same"] == 2 and Return.objects.count() == 2

    def test_it_is_taken_back(self, tmp_path):
        batch = taken_in(book(tmp_path / "a.xlsx", "返乡人员台账", RETURNS, *self.rows))
        actions.take_back(batch, progress=silent)
        assert not Return.objects.exists()

    def test_what_is_doubtful_is_told(self, tmp_path):
        batch = taken_in(
            book(
                tmp_path / "a.xlsx",
                "返乡人员台账",
                RETURNS,
                [1, "单雄飞", "返乡创业", "2026年3月", "面点", *[""] * 6],
                [2, "仇英", "不清楚的方式", "2026.3.1", *[""] * 7],
                [3, "", "返乡创业", "2026.3.1", *[""] * 7],
                [4, "区文", "返乡创业", "2026", *[""] * 7],
            )  # fmt: skip
        )
        said = told(batch)
        assert any("没有写日，按2026.03.01登记" in each for each in said)
        assert any("不是可选的返乡方式，请写返乡创业、返乡就业" in each for each in said)
        assert any("姓名为空，请补填" in each for each in said)
        assert Return.objects.get().returned_on == dt.date(2026, 3, 1)


class TestRequests:
    header = ["申请人", "手机号码", "诉求类别", "诉求事项", "受理时间", "责任单位", "办理结果", "办结时间", "满意度"]

    def test_closed_and_open_ones_with_their_steps(self, tmp_path):
        person = make_person("单雄飞", phones=["19900000417"])
        batch = taken_in(
            book(
                tmp_path / "a.xlsx",
                "人才服务诉求台账",
                self.header,
                ["单雄飞", "19900000417", "孩子上学", "转学到县一小", "2026.3.2", "县教育局", "已办好", "2026.3.20", "满意"],
                ["仇英", "", "其他的", "参加家乡行", "2026.4.1", office().name, "", "", "满意"],
            )  # fmt: skip
        )
        assert kinds_of(batch) == ["service"]
        closed, waiting = ServiceRequest.objects.order_by("pk")
        assert (closed.state, closed.kind, closed.rating, closed.person) == ("closed", "school", 3, person)
        assert list(closed.steps.order_by("pk").values_list("act", flat=True)) == ["assign", "answer", "close"]
        assert (waiting.state, waiting.rating, waiting.handler, waiting.kind) == ("under_way", None, office(), "other")
        assert closed.number != waiting.number and waiting.due_on > waiting.received_on

    def test_a_name_alone_finds_nobody(self, tmp_path):
        make_person("单雄飞")
        taken_in(
            book(tmp_path / "a.xlsx", "诉求台账", self.header, ["单雄飞", "", "住房", "公寓", "2026.3.2", "", "", "", ""])
        )
        assert ServiceRequest.objects.get().person is None


class TestHonours:
    header = ["获奖人", "荣誉类型", "荣誉名称", "颁发单位", "证书编号", "颁发时间", "聘期至", "奖金（万元）"]

    def test_a_list_of_awards(self, tmp_path):
        batch = taken_in(
            book(
                tmp_path / "a.xlsx",
                "人才荣誉表彰名册",
                self.header,
                ["单雄飞", "聘为顾问", "发展顾问", "南乐县委", "南聘001", "2026.3.15", "2029.3.14", ""],
                ["某某大学材料学院", "先进集体表彰", "归雁之星", "南乐县委", "", "2026.5.20", "", "2"],
            )  # fmt: skip
        )
        assert kinds_of(batch) == ["honour"]
        post, award = Honour.objects.order_by("pk")
        assert (post.kind, post.until, post.number) == ("post", dt.date(2029, 3, 14), "南聘001")
        assert (award.kind, award.amount_wan) == ("award", Decimal(2))


class TestEvents:
    header = ["活动主题", "活动类型", "活动时间", "活动地点", "主办单位", "参会人数", "活动成效"]

    def test_a_list_of_events(self, tmp_path):
        batch = taken_in(
            book(
                tmp_path / "a.xlsx",
                "2026年人才活动一览表",
                self.header,
                ["春节返乡人才座谈会", "座谈会", "2月10日", "县委会议室", "县委组织部", "86人", "签约2个项目"],
                ["专场招聘", "招聘会", "2026.5.20", "", "", "", ""],
            )  # fmt: skip
        )
        assert kinds_of(batch) == ["event"]
        talk, fair = Event.objects.order_by("pk")
        assert (talk.begins_on, talk.others, talk.kind, talk.state) == (dt.date(2026, 2, 10), 86, "talk", "done")
        assert (fair.kind, fair.title) == ("fair", "专场招聘")


class TestPolicies:
    header = [
        "文件名称",
        "文号",
        "层级",
        "印发日期",
        "条款",
        "补贴名称",
        "享受对象",
        "发放周期",
        "补贴标准",
        "金额",
        "办理程序",
        "发放时限",
    ]
    rows = (
        ["南乐县引才若干措施", "某办〔2026〕12号", "县级", "2026.3.15", "第三条", "生活补贴", "全日制博士", "每月", "2000元",
         "每人每月2000元", "个人申请、单位初审", "每季度末月20日前"],
        ["南乐县引才若干措施", "某办〔2026〕12号", "县级", "2026.3.15", "第四条", "购房补贴", "全日制博士", "一次性", "5万元",
         "给予奖励", "", ""],
    )  # fmt: skip

    def test_a_line_is_a_clause_of_its_document(self, tmp_path):
        batch = taken_in(book(tmp_path / "a.xlsx", "南乐县人才政策清单", self.header, *self.rows))
        assert kinds_of(batch) == ["policy"]
        living, home = Clause.objects.order_by("pk")
        assert living.policy == home.policy == Policy.objects.get()
        assert (living.standard_yuan, living.period, living.lacks) == (Decimal(2000), "monthly", [])
        assert (home.standard_yuan, home.period, home.lacks) == (Decimal(50000), "once", ["程序", "时限"])
        again = taken_in(book(tmp_path / "b.xlsx", "人才政策清单（新）", self.header, *self.rows))
        assert again.counts["did_same"] == 2 and Clause.objects.count() == 2

    def test_documents_go_with_their_clauses(self, tmp_path):
        batch = taken_in(book(tmp_path / "a.xlsx", "南乐县人才政策清单", self.header, *self.rows))
        actions.take_back(batch, progress=silent)
        assert not Clause.objects.exists() and not Policy.objects.exists()

    def test_a_clause_that_a_roll_was_drawn_up_by_stays(self, tmp_path):
        policy = Policy.objects.create(
            title="南乐县引才若干措施", document="某办〔2026〕12号", effective_on=dt.date(2026, 3, 15)
        )
        batch = taken_in(book(tmp_path / "a.xlsx", "南乐县人才政策清单", self.header, *self.rows))
        clause = policy.clauses.get(title="生活补贴")
        Roll.objects.create(title="一月", kind="生活补贴", clause=clause, months=["2026-01"], unit=office())
        actions.take_back(batch, progress=silent)
        assert list(Clause.objects.all()) == [clause] and Policy.objects.get() == policy


class TestBranches:
    header = ["分会名称", "类型", "所在城市", "依托高校", "成立时间"]
    rows = (["南乐博士团上海分团", "博士团", "上海", "某某大学", "2024.5.18"], ["天津同乡会", "老乡会", "天津", "", ""])

    def test_what_has_members_since_is_not_taken_back(self, tmp_path):
        batch = taken_in(book(tmp_path / "a.xlsx", "南乐博士团一览表", self.header, *self.rows))
        assert kinds_of(batch) == ["branch"]
        doctors, home = Branch.objects.order_by("pk")
        assert (doctors.kind, doctors.founded_on, home.kind) == ("doctors", dt.date(2024, 5, 18), "home")
        join(doctors, make_person("单雄飞"), post="1head", since=None, by=None)
        actions.take_back(batch, progress=silent)
        assert list(Branch.objects.all()) == [doctors] and doctors.members.count() == 1


def test_issues_with_numbers_in_words(tmp_path):
    header = ["刊物名称", "期数", "主题", "印发时间", "主要内容"]
    rows = (
        ["博士周刊", "第12期", "产业链招才", "2026.3.15", "家乡事"],
        ["博士周刊", 13, "家乡行", "2026年3月22日", ""],
        ["博士周刊", "增刊", "专刊", "2026.3.29", ""],
    )
    batch = taken_in(book(tmp_path / "a.xlsx", "2026年周刊印发台账", header, *rows))
    assert kinds_of(batch) == ["newsletter"]
    assert list(Issue.objects.order_by("pk").values_list("number", "title")) == [(12, "产业链招才"), (13, "家乡行")]
    assert any("期号为空" in each for each in told(batch))


class TestCare:
    firm = "南乐县某某食品有限公司"

    def leader(self):
        office = Office.objects.create(post="县委常委、组织部部长")
        Term.objects.create(office=office, name="冯某", since=dt.date(2024, 1, 1))
        return office

    def test_a_leader_is_known_by_name_or_post(self, tmp_path, as_user):
        firm, office = make_enterprise(self.firm), self.leader()
        other = make_enterprise("南乐县某某纺织有限公司")
        header = ["县级领导", "联系企业名称", "开始联系时间"]
        rows = (["冯某", self.firm, "2026.3.1"], ["县委常委、组织部部长", other.name, ""], ["冯某", "没有登记的公司", ""],
                ["不认识的", self.firm, ""])  # fmt: skip
        batch = taken_in(book(tmp_path / "a.xlsx", "县级领导联系企业分工表", header, *rows))
        assert kinds_of(batch) == ["care_pair"]
        pairs = FirmPair.objects.order_by("pk")
        assert [(pair.office, pair.enterprise) for pair in pairs] == [(office, firm), (office, other)]
        waiting = [row.duplicate["sentence"] for row in batch.rows.filter(state="doubtful").order_by("row")]
        assert "企业库中没有“没有登记的公司”" in waiting[0] and "不止一位“不认识的”" in waiting[1]
        page = as_user(make_user()).get(f"/imports/{batch.pk}/duplicates/").content.decode()
        assert page.count("已补登记，按新增导入") == 2 and "同一人" not in page

    def test_visits_with_their_problems(self, tmp_path):
        make_enterprise(self.firm)
        header = ["走访时间", "走访领导", "企业名称", "走访内容", "存在问题", "责任单位", "解决情况", "办结时间"]
        rows = (
            ["2026.3.15", "冯某", self.firm, "了解订单", "缺维修技师", "县人社局", "已介绍3人", "2026.3.28"],
            ["2026.4.2", "冯某", self.firm, "回访", "", "", "", "2026.4.3"],
        )
        batch = taken_in(book(tmp_path / "a.xlsx", "领导走访企业台账", header, *rows))
        assert kinds_of(batch) == ["care_visit"]
        first, second = FirmVisit.objects.order_by("pk")
        assert (first.problem, first.closed_on, first.result) == ("缺维修技师", dt.date(2026, 3, 28), "已介绍3人")
        assert (second.problem, second.closed_on) == ("", None)
        again = taken_in(book(tmp_path / "b.xlsx", "走访企业台账（二）", header, *rows))
        assert again.counts["did_same"] == 2

    def test_one_officer_for_a_firm(self, tmp_path):
        firm, person = make_enterprise(self.firm), make_person("单雄飞")
        make_person("王伟"), make_person("王伟")
        header = ["服务专员", "专员职务", "专员电话", "服务企业名称", "服务人才姓名", "服务村"]
        rows = (
            ["仇某", "组织委员", "19900000417", self.firm, "", ""],
            ["区某", "组织委员", "", self.firm, "", ""],
            ["区某", "干事", "", "", person.number, ""],
            ["区某", "干事", "", "", "王伟", ""],
            ["区某", "干事", "", "", "", "某某村"],
            ["区某", "干事", "", self.firm, "", "某某村"],
        )
        batch = taken_in(book(tmp_path / "a.xlsx", "人才服务专员名册", header, *rows))
        assert kinds_of(batch) == ["care_officer"]
        found = [(o.name, o.enterprise, o.person, o.village, o.unit) for o in Officer.objects.order_by("pk")]
        assert found == [
            ("仇某", firm, None, "", office()), ("区某", None, person, "", office()), ("区某", None, None, "某某村", office())
        ]  # fmt: skip
        waiting = [row.duplicate["sentence"] for row in batch.rows.filter(state="doubtful").order_by("row")]
        assert "只能有一名专员" in waiting[0] and "不止一人叫“王伟”" in waiting[1]
        assert any("只填一项" in each for each in told(batch))
        later = taken_in(book(tmp_path / "b.xlsx", "服务专员名册", header, ["区某", "", "", self.firm, "", ""]))
        assert "已有服务专员仇某" in later.rows.get().duplicate["sentence"]


class TestAppointments:
    header = ["工作站名称", "聘任职务", "受聘人", "聘任时间", "聘期止", "聘书编号"]

    def station(self):
        unit = make_unit("某市工作站", kind="station")
        return Station.objects.create(unit=unit, city="某市", state="running", plaque_on=dt.date(2024, 1, 1))

    def test_a_post_under_its_station_and_back(self, tmp_path):
        station = self.station()
        rows = (
            ["某市工作站", "站长", "周某", "2025.3.1", "2028.2.28", "南聘001"],
            ["某市工作站", "副站长", "孙某", "2025年3月1日", "2024.1.1", ""],
            ["没有的工作站", "站长", "吴某", "2025.3.1", "", ""],
        )
        batch = taken_in(book(tmp_path / "a.xlsx", "驻外工作站站长聘任名册", self.header, *rows))
        assert kinds_of(batch) == ["appointment"]
        head, deputy = station.appointments.order_by("pk")
        assert (head.post, head.until, head.document) == ("head", dt.date(2028, 2, 28), "南聘001")
        assert (deputy.post, deputy.name, deputy.until) == ("deputy", "孙某", None)
        assert "没有登记过“没有的工作站”" in batch.rows.get(state="doubtful").duplicate["sentence"]
        again = taken_in(book(tmp_path / "b.xlsx", "工作站人员名册", self.header, *rows[:1]))
        assert again.counts["did_same"] == 1 and station.appointments.count() == 2
        other = taken_in(
            book(tmp_path / "c.xlsx", "站长名册", self.header, ["某市工作站", "站长", "郑某", "2026.3.1", "", ""])
        )
        assert "已有站长周某" in other.rows.get().duplicate["sentence"]
        actions.take_back(batch, progress=silent)
        assert not station.appointments.exists() and Station.objects.get() == station

    def test_the_list_of_stations_has_the_same_columns(self, as_user):
        station = self.station()
        Appointment.objects.create(station=station, post="head", name="周某", since=dt.date(2025, 3, 1))
        answer = as_user(make_user()).post("/stations/export/")
        page = load_workbook(io.BytesIO(answer.content)).active
        rows = [[cell for cell in row if cell] for row in page.iter_rows(values_only=True)]
        assert any("某市工作站" in row and "周某" in row and "站长" in row for row in rows)


def test_the_list_of_rolls_is_exported(as_user):
    Roll.objects.create(title="一月生活补贴", kind="生活补贴", months=["2026-01"], unit=office())
    answer = as_user(make_user()).post("/benefits/export/")
    page = load_workbook(io.BytesIO(answer.content)).active
    assert any("一月生活补贴" in row for row in page.iter_rows(values_only=True))
