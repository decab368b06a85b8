"""Rows of 人才线索 as stations write them. People and numbers are invented."""

import datetime as dt

import pytest

from talentbase.sheets.headers import Matcher
from tests.workstations.rows import codes, read_rows
from workstations.tips.reading import TipReading

TIPS = TipReading(today=dt.date(2026, 7, 1))
HEADERS = {
    "name": "姓名 人才姓名 专家姓名 推荐人选 人选",
    "employer": "现单位及职务 工作单位 单位及职务 工作单位及职务 所在单位 现工作单位 单位/职务",
    "position": "职务 现任职务 职务/职称",
    "education": "学历/职称 学历 最高学历 学历学位 学历、职称 学历/学位/职称 文化程度 学历及职称",
    "title": "职称 专业技术职务 技术职称",
    "field": "专业领域 研究方向 专业特长 研究领域 专业 从事领域",
    "coop_mode": "可合作方式 合作方式 合作意向 拟合作方式 引进方式 合作形式",
    "phones": "联系方式 联系电话 手机号码 电话 手机",
    "referrer": "推荐人 引荐人 介绍人 信息来源 推荐人（单位） 信息提供人",
    "follow": "跟进情况 进展情况 对接情况 联系情况 跟进进展 目前进展",
    "remark": "备注 说明",
}


def tip(headers=None, **cells):
    """(values without the name, reading)."""
    reading = read_rows(TIPS, [{"name": "曹某某"} | cells], headers)[0]
    return {key: value for key, value in reading.values.items() if key != "name"}, reading


@pytest.mark.parametrize(("key", "headers"), HEADERS.items())
def test_headers_in_the_wild(key, headers):
    matcher = Matcher(TIPS.columns)
    misread = [header for header in headers.split() if (found := matcher.match((header,))) is None or found.key != key]
    assert not misread


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"employer": "上海某大学材料学院"}, {"employer": "上海某大学材料学院"}),
        ({"employer": "上海某公司董事长"}, {"employer": "上海某公司", "position": "董事长"}),
        ({"employer": "上海某大学教授"}, {"employer": "上海某大学", "title": "011"}),
        ({"employer": "某医院", "position": "科主任、主任医师"}, {"employer": "某医院", "position": "科主任", "title": "231"}),
        ({"education": "博士/教授"}, {"education": "11", "degree": "2", "title": "011"}),
        ({"education": "本科"}, {"education": "21"}),
        ({"education": "工学博士、副研究员"}, {"education": "11", "degree": "208", "title": "612"}),
        ({"education": "硕士/无"}, {"education": "11", "degree": "3"}),
        ({"education": "高级工程师"}, {"title": "082"}),
        ({"education": "大专/高级技师"}, {"education": "31", "title": "X011"}),
        ({"education": "本科/副高"}, {"education": "21", "title_text": "副高级"}),
        ({"education": "本科", "degree": "工学学士", "title": "工程师"}, {"education": "21", "degree": "408", "title": "083"}),
        ({"coop_mode": "技术顾问"}, {"coop_mode": ["技术顾问"]}),
        ({"coop_mode": "柔性引进、项目合作；讲学"}, {"coop_mode": ["柔性引进", "项目合作", "讲学"]}),
        ({"coop_mode": "1.技术顾问\n2.项目合作"}, {"coop_mode": ["技术顾问", "项目合作"]}),
        ({"coop_mode": "坐诊（每月1次、每次2天）"}, {"coop_mode": ["坐诊（每月1次、每次2天）"]}),
        ({"coop_mode": "待定"}, {}),
        ({"phones": "199 0000 0003"}, {"phones": ["19900000003"]}),
        ({"phones": 19900000003.0}, {"phones": ["19900000003"]}),
        ({"phones": "19900000003/0393-6200051"}, {"phones": ["19900000003", "0393-6200051"]}),
        ({"phones": "通过周某联系"}, {"contact_text": "通过周某联系"}),
        ({"phones": "微信：cao_2026"}, {"contact_text": "微信：cao_2026"}),
        ({"phones": "QQ：123456789"}, {"contact_text": "QQ：123456789"}),
        ({"phones": "cao2026@example.cn"}, {"contact_text": "cao2026@example.cn"}),
        ({"phones": "无"}, {}),
        ({"phones": "保密"}, {"contact_text": "保密"}),
        ({"phones": "19900000003", "contact_text": "由校友会转"}, {"phones": ["19900000003"], "contact_text": "由校友会转"}),
        ({"referrer": "周某"}, {"referrer": "周某"}),
        ({"referrer": "周某 19900000009"}, {"referrer": "周某"}),
        ({"liaison": "周某"}, {"referrer": "周某"}),
        ({"follow": "已发邀请函\n待回复", "remark": "库内已有"}, {"follow": "已发邀请函\n待回复", "remark": "库内已有"}),
    ],
)
def test_values(cells, values):
    found, reading = tip(**cells)
    assert found == values
    assert not reading.held


@pytest.mark.parametrize(
    ("written", "values", "notes"),
    [
        ("曹教授", {"name": "曹教授"}, [("name", "surname_only")]),
        ("刘 洋", {"name": "刘洋"}, [("name", "inner_space_removed")]),
        ("张三 教授", {"name": "张三", "title": "011"}, [("name", "title_in_name")]),
        ("李四博士", {"name": "李四", "education": "11", "degree": "2"}, [("name", "title_in_name")]),
        ("王建国（女）", {"name": "王建国"}, []),
    ],
)
def test_names(written, values, notes):
    reading = tip(name=written)[1]
    assert (reading.values, codes(reading.warnings)) == (values, notes)


def test_what_a_tip_has_no_field_for_is_kept():
    assert tip(name="王建国（女）")[1].extra == {"性别": "女"}
    assert tip(phones="19900000003 周某转")[1].extra == {"联系方式": "周某转"}
    assert tip(referrer="周某", liaison="郑某")[1].extra == {"站内对接人": "郑某"}
    assert tip(education="博士（某大学）/教授")[1].extra == {"学历职称": "某大学"}
    assert tip(education="博士后/研究员")[1].extra == {"学历职称": "博士后/研究员"}


def test_a_wrong_number_is_dropped_and_the_row_kept():
    values, reading = tip(phones="1990000003")
    assert (values, codes(reading.errors), reading.held) == ({}, [("phones", "bad_phone")], False)


@pytest.mark.parametrize("name", [None, "待定", "无", "—"])
def test_a_tip_without_a_name_is_held(name):
    assert codes(tip(name=name, employer="某大学")[1].errors) == [("name", "missing")]


@pytest.mark.parametrize(
    ("later", "rule"),
    [
        ({"phones": "19900000003"}, "same_name_mobile"),
        ({"employer": "上海某大学"}, "same_name_birth_place"),
        ({"employer": "上海某大学材料学院"}, "same_name_birth_place"),
        ({"employer": "天津某医院"}, None),
        ({}, None),
        ({"name": "刘某", "phones": "19900000003"}, None),
    ],
)
def test_repeats(later, rule):
    first = {"name": "曹某某", "employer": "上海某大学材料学院", "phones": "19900000003"}
    repeats = TIPS.judge(read_rows(TIPS, [first, {"name": "曹某某"} | later]))
    assert [(repeat.later, repeat.first, repeat.rule) for repeat in repeats] == ([(1, 0, rule)] if rule else [])
