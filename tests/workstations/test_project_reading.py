"""Rows of 合作项目 as stations and bureaus write them. Firms and schools are invented."""

import datetime as dt

import pytest

from demand.cooperation.reading import ProjectReading
from talentbase.sheets.headers import Matcher
from tests.workstations.rows import codes, read_rows

PROJECTS = ProjectReading(today=dt.date(2026, 7, 1))
JUNE = "上海工作站信息报送表（2026年6月）"
HEADERS = {
    "project": "项目名称 合作项目 合作项目名称 签约项目 合作事项 协议名称",
    "party_a": "县内企业 甲方 企业名称 县内单位 本地企业 承接单位 县内企业（单位） 合作企业",
    "party_b": "合作方 乙方 合作高校 合作单位 高校院所 合作院校 科研院所 专家团队 合作高校/院所",
    "amount_wan": "合作金额 投资额（万元） 合同金额（万元） 金额 协议金额 总投资（亿元） 合同额",
    "signed": "签约时间 签订日期 签约日期 协议签订时间 合同签订日期",
    "status": "状态 进展情况 合作状态 目前进展 项目进度 履约情况",
}


@pytest.mark.parametrize(("key", "headers"), HEADERS.items())
def test_headers_in_the_wild(key, headers):
    matcher = Matcher(PROJECTS.columns)
    misread = [header for header in headers.split() if (found := matcher.match((header,))) is None or found.key != key]
    assert not misread


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"party_a": "南乐县某公司", "party_b": "某大学"}, {"party_a": "南乐县某公司", "party_b": "某大学"}),
        ({"amount_wan": "80万元"}, {"amount_wan": 80}),
        ({"amount_wan": "约0.5亿元"}, {"amount_wan": 5000, "amount_text": "约0.5亿元"}),
        ({"amount_wan": "待商定"}, {"amount_text": "待商定"}),
        ({"signed": "2026年5月"}, {"signed": "2026-05"}),
        ({"signed": "6月12日"}, {"signed": "2026-06-12"}),
        ({"signed": "2026年3月签约"}, {"signed": "2026-03"}),
        ({"signed": "2025年底"}, {"signed": "2025"}),
        ({"signed": "去年11月"}, {"signed": "2025-11"}),
        ({"signed": "尚未签约"}, {"date_text": "尚未签约"}),
        ({"signed": "预计9月"}, {"date_text": "预计9月"}),
        ({"status": "履约中\n已到账30万元"}, {"status": "履约中\n已到账30万元"}),
        ({"remark": "无"}, {}),
    ],
)
def test_values(cells, values):
    (reading,) = read_rows(PROJECTS, [{"project": "聚乳酸改性"} | cells], title=JUNE)
    assert {key: value for key, value in reading.values.items() if key != "project"} == values
    assert not reading.held


def test_what_holds_a_row():
    rows = [{"project": "待定", "party_b": "某大学"}, {"project": "改性", "signed": "2026年6月31日"}]
    assert [codes(reading.errors) for reading in read_rows(PROJECTS, rows, title=JUNE)] == [
        [("project", "missing")],
        [("signed", "bad_date")],
    ]


def test_both_sides_must_agree_for_a_repeat():
    one = {"project": "聚乳酸耐热改性", "party_a": "南乐县某材料有限公司", "party_b": "某大学", "amount_wan": 50}
    rows = [
        one,
        one | {"project": "聚乳酸耐热改性项目", "party_a": "南乐某材料公司"},
        one | {"party_b": "某理工学院"},
        one | {"party_a": "南乐县某糖业有限公司"},
        one | {"project": "秸秆制糖"},
    ]
    repeats = PROJECTS.judge(read_rows(PROJECTS, rows))
    assert [(repeat.later, repeat.first, repeat.rule, repeat.review) for repeat in repeats] == [(1, 0, "similar_lead", True)]
