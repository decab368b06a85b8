"""Sheets of small registers as offices keep them: recognised, read with what is doubtful told, imported once, taken back."""

import datetime as dt
from decimal import Decimal

import pytest

from demand.cooperation.models import Return
from people.benefits.models import Honour
from people.events.models import Event
from people.services.models import ServiceRequest
from talentbase.accounts.models import Unit
from talentbase.imports import actions, work
from talentbase.imports.models import Batch
from talentbase.imports.rights import kinds_of
from tests.factories import make_enterprise, make_person, make_user, office
from tests.talentbase.test_imports import read_in, silent

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


def taken_in(path, unit=None, mode: str = Batch.Mode.OVERWRITE) -> Batch:
    user = make_user()
    batch = read_in(path, user, unit or office())
    actions.take_columns(batch, {}, by=user)
    batch = Batch.objects.get(pk=batch.pk)
    if not batch.rows.exclude(state="held").exists():
        return batch
    actions.confirm(batch, by=user, mode=mode)
    work.apply(silent, batch.pk)
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
