"""A sheet is no way around a right: kinds that a user may not enter by hand are not taken in from his sheets either."""

import pytest

from demand.cooperation.models import Project
from people.benefits.models import Payment
from talentbase.accounts.models import Unit
from talentbase.imports import actions, work
from talentbase.imports.models import Batch
from talentbase.imports.rights import barred_kinds, kinds_of
from tests.factories import make_user, office
from tests.talentbase.test_imports import read_in, silent
from tests.talentbase.test_undo import sheet_of

pytestmark = pytest.mark.django_db
PAID = ["姓名", "身份证号", "工作单位", "补贴类别", "补贴月份", "发放金额（元）", "开户行", "银行账号"]
PROJECT = ["合作项目名称", "县内企业", "合作高校", "合作金额（万元）", "签约时间", "项目进展"]


def waiting(path, user, unit) -> Batch:
    batch = read_in(path, user, unit)
    actions.take_columns(batch, {}, by=user)
    return Batch.objects.get(pk=batch.pk)


def test_a_station_head_draws_up_no_rolls(tmp_path, as_user):
    unit = Unit.objects.get(name="上海工作站")
    head = make_user("station", unit=unit)
    row = ["单雄飞", "410900199503050015", "县医院", "生活补贴", "2026年4月", "1500", "某行", "6228480000000000417"]
    batch = waiting(sheet_of(tmp_path / "补贴花名册.xlsx", PAID, row), head, unit)
    assert kinds_of(batch) == ["subsidy"]
    page = as_user(head).get(f"/imports/{batch.pk}/check/").content.decode()
    assert "您没有登记" in page and "只核对、不导入" in page
    with pytest.raises(actions.NotYet, match="请交由县级导入"):
        actions.confirm(batch, by=head)
    assert actions.confirm(batch, by=make_user())
    work.apply(silent, batch.pk)
    assert Payment.objects.count() == 1


def test_the_other_tables_of_the_workbook_are_taken_in(tmp_path):
    from openpyxl import Workbook

    unit = Unit.objects.get(name="上海工作站")
    head, path, book = make_user("station", unit=unit), tmp_path / "工作站报送.xlsx", Workbook()
    leads = ["项目名称", "投资方", "拟投资额（万元）", "线索来源", "站内对接人", "报送日期"]
    for sheet, header, row in (
        (book.active, leads, ["冷链物流园", "沪东某某公司", "3000", "商会推荐", "周某", "2026.11.2"]),
        (book.create_sheet("合作项目"), PROJECT, ["保鲜技术转让", "南乐县某某公司", "某某大学", "50", "2026.3", "履约中"]),
    ):
        sheet.append(header)
        sheet.append(row)
    book.save(path)
    batch = waiting(path, head, unit)
    assert sorted(kinds_of(batch)) == ["coop_project", "invest_lead"]
    actions.confirm(batch, by=head)
    work.apply(silent, batch.pk)
    from workstations.leads.models import Lead

    done = Batch.objects.get(pk=batch.pk)
    assert (Lead.objects.count(), Project.objects.count()) == (1, 0)
    assert (done.counts["did_added"], done.counts["did_skipped"]) == (1, 1)


def test_the_county_may_enter_everything(tmp_path):
    batch = waiting(
        sheet_of(tmp_path / "合作项目.xlsx", PROJECT, ["保鲜技术转让", "南乐县某某公司", "某某大学", "50", "2026.3", "履约中"]),
        make_user(), office(),
    )  # fmt: skip
    assert barred_kinds(batch, make_user()) == []
