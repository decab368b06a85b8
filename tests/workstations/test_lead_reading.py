"""Rows of 招商线索 as stations write them. Firms and people are invented."""

import datetime as dt

import pytest

from talentbase.imports.reading import read_block
from talentbase.sheets.blocks import Block, BlockColumn, BlockRow
from talentbase.sheets.cells import Cell
from talentbase.sheets.headers import Matcher
from tests.workstations.rows import codes, read_rows
from workstations.leads.reading import LeadReading

LEADS = LeadReading(today=dt.date(2026, 7, 1))
JUNE = "“双招双引”上海工作站信息报送表（2026年6月）"


def lead(headers=None, title=JUNE, meta=None, **cells):
    """(values without the project, reading)."""
    reading = read_rows(LEADS, [{"project": "可降解餐具"} | cells], headers, title=title, meta=meta or {})[0]
    return {key: value for key, value in reading.values.items() if key != "project"}, reading


HEADERS = {
    "project": "项目名称 拟投项目 *项目名称 意向项目 项目线索 线索名称 拟投资项目名称 在谈项目 项目名称（全称） 招商项目",
    "investor": "投资方 客商 企业名称 投资主体 投资企业 客商（企业）名称 投资方名称 意向投资方 投资商 客商/企业",
    "investor_intro": "投资方简介 企业简介 企业概况 公司简介 投资方情况 客商基本情况 企业基本情况",
    "amount_wan": "拟投资额 总投资 投资规模（亿元） 计划总投资（万元） 投资额(亿元) 预计投资 投资总额（万元） 拟投资额（万元） 意向投资额",
    "industry": "所属产业 产业 行业 所属行业 产业链 产业类别 所属领域 投资领域",
    "source": "线索来源 信息来源 来源 来源渠道 信息提供人 获取渠道 线索来源渠道",
    "contact": "站内对接人 对接人 站内联系人 联络人 工作站对接人 跟进人 驻站人员",
    "receiver": "县内承接单位 承接单位 责任单位 跟进单位 县内责任单位 县内承接/跟进单位 承接乡镇 县内对接单位 牵头单位",
    "progress": "进展情况 进展 跟进情况 目前进展 项目进展 洽谈情况 进展及跟进情况 对接情况 当前阶段",
    "reported": "报送日期 上报时间 报送时间 日期 时间 填报日期 登记时间 线索获取时间",
    "remark": "备注 说明 其他",
}


@pytest.mark.parametrize(("key", "headers"), HEADERS.items())
def test_headers_in_the_wild(key, headers):
    matcher = Matcher(LEADS.columns)
    misread = [header for header in headers.split() if (found := matcher.match((header,))) is None or found.key != key]
    assert not misread


AMOUNTS = [
    ("约1.5亿元", 15000, True),
    ("15000万元", 15000, False),
    ("5000万", 5000, False),
    (8000, 8000, False),
    ("8,000", 8000, False),
    ("1.2亿", 12000, False),
    ("1.5个亿", 15000, False),
    ("1亿5000万元", 15000, False),
    ("三千万", 3000, False),
    ("两亿元", 20000, False),
    ("5000万元左右", 5000, True),
    ("近2亿元", 20000, True),
    ("1亿元以上", 10000, True),
    ("2-3亿元", 20000, True),
    ("6000～8000万元", 6000, True),
    ("50000000元", 5000, False),
    ("总投资1.5亿元，其中一期5000万元", 15000, False),
    ("一期5000万元，总投资1.5亿元", 15000, False),
    ("2026年投资3000万元", 3000, False),
    ("占地50亩，投资2亿元", 20000, False),
    ("签约5000万元", 5000, False),
    ("500万美元", 500, False),
]


@pytest.mark.parametrize(("written", "wan", "approximate"), AMOUNTS)
def test_amounts_in_the_cell(written, wan, approximate):
    values, reading = lead(amount_wan=written)
    assert values["amount_wan"] == wan
    assert values.get("amount_approx", False) is approximate
    assert not reading.held


@pytest.mark.parametrize(
    ("header", "title", "written", "wan"),
    [
        ("拟投资额", f"{JUNE}\n投资额单位：亿元", 1.5, 15000),
        ("拟投资额", f"{JUNE}\n投资额单位：亿元", "约2", 20000),
        ("拟投资额", f"{JUNE}\n投资额单位：亿元", "3000万元", 3000),
        ("拟投资额（亿元）", f"{JUNE}\n单位：万元", 1.5, 15000),
        ("投资规模(万元)", JUNE, "1.5亿", 15000),
        ("投资额亿元", JUNE, 2, 20000),
        ("拟投资额", f"{JUNE}（金额单位：万元）", 600, 600),
        ("拟投资额(外资-万美元)", JUNE, 300, 300),
        ("总投资（元）", JUNE, 30000000, 3000),
        ("拟投资额", JUNE, 150000000, 15000),
    ],
)
def test_the_unit_comes_from_the_cell_else_the_header_else_the_head(header, title, written, wan):
    assert lead({"amount_wan": header}, title, amount_wan=written)[0]["amount_wan"] == wan


def test_doubtful_amounts_are_told():
    assert ("amount_wan", "unit_guess") in codes(lead({"amount_wan": "拟投资额"}, amount_wan=5000)[1].warnings)
    assert ("amount_wan", "foreign_currency") in codes(lead(amount_wan="500万美元")[1].warnings)
    assert lead(amount_wan="面议")[0] == {"amount_text": "面议"}
    assert lead(amount_wan="—")[0] == {}


DAYS = [
    ("2026/6/3", "2026-06-03"),
    ("2026.6.10", "2026-06-10"),
    ("6月5日", "2026-06-05"),
    ("6月5号", "2026-06-05"),
    ("6.5", "2026-06-05"),
    ("06.05", "2026-06-05"),
    ("6/5", "2026-06-05"),
    ("5日", "2026-06-05"),
    (6.5, "2026-06-05"),
    (6.15, "2026-06-15"),
    (Cell(6.1, "0.00"), "2026-06-10"),
    ("本月10日", "2026-06-10"),
    ("六月五日", "2026-06-05"),
    ("26.6.3", "2026-06-03"),
    ("2026年6月3日（周三）", "2026-06-03"),
    ("6月5日下午", "2026-06-05"),
    ("6月5日-7日", "2026-06-05"),
    ("2026.6.3-6.5", "2026-06-03"),
    ("2026—06—03", "2026-06-03"),
    ("6月上旬", "2026-06"),
    ("2026年6月", "2026-06"),
    ("6月份", "2026-06"),
    ("20260603", "2026-06-03"),
    (46176, "2026-06-03"),
    (dt.datetime(2026, 6, 3), "2026-06-03"),
]


@pytest.mark.parametrize(("written", "iso"), DAYS)
def test_days_take_what_is_not_written_from_the_sheet(written, iso):
    values, reading = lead(reported=written)
    assert (values, codes(reading.errors)) == ({"reported": iso}, [])


@pytest.mark.parametrize(
    ("place", "iso"),
    [
        ({"title": "上海工作站信息报送表（2025年11月）"}, "2025-06-05"),
        ({"title": "驻沪工作站线索报送表（二〇二五年六月）"}, "2025-06-05"),
        ({"title": "上海工作站信息报送表", "meta": {"date": "2024-06-30"}}, "2024-06-05"),
        ({"title": "上海工作站202506"}, "2025-06-05"),
        ({"title": ""}, "2026-06-05"),
    ],
)
def test_the_year_of_a_day(place, iso):
    values, reading = lead(reported="6月5日", **place)
    assert values["reported"] == iso
    assert ("reported", "year_from_title") in codes(reading.warnings)


def test_a_january_report_speaks_of_last_december():
    assert lead(title="上海工作站报送表（2026年1月）", reported="12月28日")[0]["reported"] == "2025-12-28"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026年6月31日", "bad_date"),
        ("6月31日", "bad_date"),
        ("2026.13.1", "bad_month"),
        (6.1, "ambiguous_date"),
        ("6月5", None),
    ],
)
def test_days_that_do_not_exist_hold_the_row(written, code):
    assert [error.code for error in lead(reported=written)[1].errors] == ([code] if code else [])


@pytest.mark.parametrize("project", [None, "待定", "暂未定", "无", "—", "？", "XXX", "项目待定"])
def test_a_lead_without_a_project_is_held(project):
    _, reading = lead(project=project, investor="某公司")
    assert codes(reading.errors) == [("project", "missing")]


def test_columns_that_stand_in_for_others():
    values, reading = lead(content="年产5万吨", investor_contact="王总", phones="19900000001", contact="周某")
    assert values == {"contact": "周某"}
    assert reading.extra == {"项目内容": "年产5万吨", "投资方联系人": "王总", "联系电话": "19900000001"}
    (alone,) = read_rows(LEADS, [{"content": "植物基饮料", "investor_contact": "周某"}])
    assert alone.values == {"project": "植物基饮料", "contact": "周某"}


FIRST = {"project": "可降解餐具生产线", "investor": "上海某环保科技有限公司", "amount_wan": "约1.5亿元"}


@pytest.mark.parametrize(
    ("later", "repeated"),
    [
        ({"project": "可降解餐具", "investor": "上海某环保公司", "amount_wan": "15000万元"}, True),
        ({"project": "可降解餐具项目", "investor": "上海市某环保科技股份有限公司"}, True),
        ({"project": "年产3万吨可降解餐具", "investor": "某环保科技"}, True),
        ({"project": "冷链物流园", "investor": "某环保（上海）公司", "amount_wan": "1.5亿"}, True),
        ({"project": "冷链物流园", "investor": "上海某环保公司", "amount_wan": "2亿"}, False),
        ({"project": "可降解餐具生产线", "investor": "江苏某环保科技有限公司", "amount_wan": "1.5亿"}, False),
        ({"project": "可降解餐具生产线", "investor": "上海某餐饮集团", "amount_wan": "1.5亿"}, False),
        ({"project": "可降解餐具生产线", "amount_wan": "1.5亿"}, True),
        ({"project": "可降解餐具生产线"}, False),
        ({"project": "可降解餐具生产线", "investor": "待定", "amount_wan": "3亿"}, False),
    ],
)
def test_similar_leads_wait_for_a_decision(later, repeated):
    found = LEADS.judge(read_rows(LEADS, [FIRST, later]))
    assert [(repeat.later, repeat.first, repeat.rule, repeat.review) for repeat in found] == (
        [(1, 0, "similar_lead", True)] if repeated else []
    )


def test_phases_and_namesakes_are_no_repeats():
    rows = [
        {"project": "豆制品一期", "investor": "某食品集团", "amount_wan": 100},
        {"project": "豆制品二期", "investor": "某食品集团", "amount_wan": 200},
        {"project": "粮油加工", "investor": "郑州某科技有限公司", "amount_wan": 300},
        {"project": "粮油加工", "investor": "郑州某投资有限公司", "amount_wan": 300},
    ]
    assert LEADS.judge(read_rows(LEADS, rows)) == []


def test_held_rows_are_nobodys_first():
    readings = read_rows(LEADS, [FIRST | {"reported": "6月31日"}, FIRST, FIRST], title=JUNE)
    assert [(repeat.later, repeat.first) for repeat in LEADS.judge(readings)] == [(2, 1)]


def test_two_amount_columns_keep_their_own_units():
    columns = [BlockColumn(1, "项目名称", "project"), BlockColumn(2, "拟投资额(内资-亿元)", "amount_wan")]
    columns.append(BlockColumn(3, "拟投资额(外资-万美元)", "amount_wan"))
    rows = [BlockRow(2, {1: Cell("调味品"), 2: Cell(1.1)}), BlockRow(3, {1: Cell("乳清蛋白"), 3: Cell(500)})]
    readings = read_block(LEADS, Block("Sheet1", "invest_lead", [1], columns, rows))
    assert [reading.values["amount_wan"] for reading in readings] == [11000, 500]
    assert ("amount_wan", "foreign_currency") in codes(readings[1].warnings)
