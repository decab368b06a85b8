"""Rows of 岗位需求 and 技术需求 as firms fill them. Firms, people and numbers are invented."""

import datetime as dt

import pytest

from demand.needs.reading import DemandReading, TechReading, modes_of
from demand.needs.reading_terms import majors_of
from talentbase.imports.reading import read_block
from talentbase.sheets.blocks import Block, BlockColumn, BlockRow
from talentbase.sheets.cells import Cell

POSTS = DemandReading(today=dt.date(2026, 7, 1))
TECH = TechReading(today=dt.date(2026, 7, 1))


def block_of(recipe, rows, headers=None, **fields):
    """rows: [{key: value or Cell}]."""
    labels = {column.key: column.label for column in recipe.columns} | (headers or {})
    keys = list(dict.fromkeys(key for row in rows for key in row))
    columns = [BlockColumn(n, labels[key], key) for n, key in enumerate(keys, 1)]
    made = []
    for number, row in enumerate(rows, 5):
        cells = {n: row[key] if isinstance(row.get(key), Cell) else Cell(row.get(key)) for n, key in enumerate(keys, 1)}
        made.append(BlockRow(number, {n: cell for n, cell in cells.items() if cell.value is not None}))
    return Block("Sheet1", recipe.kind, [1], columns, made, **fields)


def post(headers=None, title="", **cells):
    row = {"enterprise": "南乐县某食品厂", "job": "研发"} | cells
    reading = read_block(POSTS, block_of(POSTS, [row], headers, title=title))[0]
    return {key: value for key, value in reading.values.items() if key not in ("enterprise", "job")}, reading


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"org_type": "民营企业"}, {"org_type": "民营"}),
        ({"headcount_min": 2}, {"headcount_min": 2, "headcount_max": 2}),
        ({"headcount_min": "1人"}, {"headcount_min": 1, "headcount_max": 1}),
        ({"headcount_min": "2-3"}, {"headcount_min": 2, "headcount_max": 3, "headcount_text": "2-3"}),
        ({"headcount_min": "8人以上"}, {"headcount_min": 8, "headcount_text": "8人以上"}),
        ({"headcount_min": "若干"}, {"headcount_text": "若干"}),
        ({"edu_min": "硕士及以上"}, {"edu_min": "硕士"}),
        ({"edu_min": "大学本科以上学历"}, {"edu_min": "本科"}),
        ({"edu_min": "全日制本科/硕士"}, {"edu_min": "本科"}),
        ({"edu_min": "研究生"}, {"edu_min": "硕士"}),
        ({"edu_min": "博士研究生"}, {"edu_min": "博士"}),
        ({"edu_min": "大专以上"}, {"edu_min": "大专"}),
        ({"edu_min": "不限"}, {"edu_min": "不限"}),
        ({"majors": "机械/数控"}, {"majors": ["机械", "数控"]}),
        ({"majors": "不限"}, {}),
        ({"title_min": "高级工程师"}, {"title_min": "082"}),
        ({"title_min": "高级工及以上"}, {"title_min": "X013"}),
        ({"title_min": "副高以上"}, {"title_level_min": "副高级"}),
        ({"title_min": "中级"}, {"title_level_min": "中级"}),
        ({"title_min": "无"}, {}),
        ({"age_max": "40周岁以下"}, {"age_max": 40}),
        ({"age_max": "45岁以内"}, {"age_max": 45}),
        ({"age_max": "25-40岁"}, {"age_min": 25, "age_max": 40}),
        ({"age_max": "30岁以上"}, {"age_min": 30}),
        ({"age_max": 35}, {"age_max": 35}),
        ({"age_max": "不限"}, {}),
        ({"salary_min_wan_year": "面议"}, {"salary_text": "面议"}),
        ({"salary_min_wan_year": "8000-12000元/月"}, {"salary_min_wan_year": 9.6, "salary_max_wan_year": 14.4}),
        ({"salary_min_wan_year": "年薪50万"}, {"salary_min_wan_year": 50, "salary_max_wan_year": 50}),
        ({"salary_min_wan_year": "5000元以上/月"}, {"salary_min_wan_year": 6}),
        (
            {"salary_min_wan_year": Cell("20-30万", comment="张某:\n不含奖金")},
            {"salary_min_wan_year": 20, "salary_max_wan_year": 30, "salary_note": "不含奖金"},
        ),
        ({"mode": "全职或柔性"}, {"mode": ["全职", "柔性引进"]}),
        ({"mode": "全职+项目"}, {"mode": ["全职", "项目合作"]}),
        ({"mode": "☑全职 ☑柔性 □项目"}, {"mode": ["全职", "柔性引进"]}),
        ({"mode": "技术顾问、兼职"}, {"mode": ["技术顾问", "兼职"]}),
        ({"urgent": "是"}, {"urgent": True}),
        ({"urgent": "非常紧缺"}, {"urgent": True}),
        ({"urgent": "一般"}, {}),
        ({"remark": "急需"}, {"urgent": True, "remark": "急需"}),
        ({"remark": "不急需"}, {"remark": "不急需"}),
        ({"contact": "马经理 0393-6210001"}, {"contact": "马经理", "phones": ["0393-6210001"]}),
        (
            {"contact": "牛工", "phones": "19900000041/19900000042"},
            {"contact": "牛工", "phones": ["19900000041", "19900000042"]},
        ),
        ({"phones": "马经理19900000041"}, {"contact": "马经理", "phones": ["19900000041"]}),
    ],
)
def test_posts(cells, values):
    found, reading = post(**cells)
    assert found == values
    assert not reading.held


def test_the_header_gives_the_unit_of_the_pay():
    key = "salary_min_wan_year"
    assert post({key: "月薪（元）"}, **{key: 8000})[0][key] == 9.6
    assert post({key: "薪酬待遇（万元/年）"}, **{key: "6"})[0][key] == 6
    dated = "填报日期：2026年4月1日"
    assert post({key: "年薪（万元）"}, dated, **{key: "8-12"})[0][key] == 8
    assert post({key: "薪酬水平"}, "2026年度岗位目录", **{key: "底薪5K+提成"})[0][key] == 6
    assert post({key: "薪酬"}, f"{dated}\n薪酬单位：元/月", **{key: "5000"})[0][key] == 6


@pytest.mark.parametrize(
    ("cells", "field"), [({"enterprise": None}, "enterprise"), ({"enterprise": "无"}, "enterprise"), ({"job": None}, "job")]
)
def test_firm_and_post_must_be_named(cells, field):
    _, reading = post(**cells)
    assert [(error.field, error.code) for error in reading.errors] == [(field, "missing")]


def test_an_impossible_head_count_holds_the_row_and_a_bad_phone_does_not():
    assert post(headcount_min=9999999)[1].held
    _, reading = post(phones="1990000004")
    assert ([error.code for error in reading.errors], reading.held) == (["bad_phone"], False)


def test_a_firm_merged_over_rows_is_filled_down_and_a_repeated_post_found():
    firm = Cell("河南某精密机械有限公司", filled_from=(5, 1))
    rows = [
        {"enterprise": "河南某精密机械有限公司", "job": "数控 编程员"},
        {"enterprise": firm, "job": "焊工"},
        {"enterprise": "某精密机械公司", "job": "数控编程员"},
    ]
    readings = read_block(POSTS, block_of(POSTS, rows))
    assert [warning.code for warning in readings[1].warnings] == ["filled_down"]
    assert POSTS.judge(readings) == []
    same = read_block(POSTS, block_of(POSTS, [rows[0], rows[0]]))
    assert [(repeat.later, repeat.first, repeat.rule) for repeat in POSTS.judge(same)] == [(1, 0, "same_job")]


def test_what_stands_above_a_list_counts_for_every_row():
    head = {"单位名称": Cell("南乐县某食品厂"), "联系电话": Cell("0393-6210001")}
    readings = read_block(POSTS, block_of(POSTS, [{"job": "化验员"}, {"job": "会计"}], head=head))
    assert [reading.values["enterprise"] for reading in readings] == ["南乐县某食品厂"] * 2
    assert "from_form_head" in [warning.code for warning in readings[0].warnings]


@pytest.mark.parametrize(
    ("text", "majors"),
    [
        ("高分子材料、化学工程与技术等相关专业", ["高分子材料", "化学工程与技术"]),
        ("机械设计制造及其自动化", ["机械设计制造及其自动化"]),
        ("食品科学与工程或生物工程", ["食品科学与工程", "生物工程"]),
        ("化学，化工及相关专业优先", ["化学", "化工"]),
        ("专业不限", []),
        ("", []),
    ],
)
def test_majors(text, majors):
    assert majors_of(text) == majors


def test_modes():
    assert modes_of("全职引进；柔性引进；项目合作") == ["全职", "柔性引进", "项目合作"]
    assert modes_of("不限") == []


def tech(title="", **cells):
    row = {"enterprise": "濮阳市某生物科技有限公司", "need_title": "聚乳酸耐热改性"} | cells
    reading = read_block(TECH, block_of(TECH, [row], title=title))[0]
    return {key: value for key, value in reading.values.items() if key not in ("enterprise", "need_title")}, reading


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"budget_wan": "50-80万元"}, {"budget_wan": 50, "budget_max_wan": 80}),
        ({"budget_wan": 100}, {"budget_wan": 100}),
        ({"budget_wan": "面议"}, {"budget_text": "面议"}),
        ({"coop_mode": "联合攻关、技术转让"}, {"coop_mode": ["联合攻关", "技术转让"]}),
        ({"deadline": "2026年12月"}, {"deadline": "2026-12"}),
        ({"deadline": "2026年底"}, {"deadline": "2026"}),
        ({"deadline": "2026.12.31前"}, {"deadline": "2026-12-31"}),
        ({"deadline": "2026年12月底前"}, {"deadline": "2026-12"}),
        ({"deadline": "长期"}, {"date_text": "长期"}),
        ({"deadline": "2年内"}, {"date_text": "2年内"}),
        ({"description": "耐热温度低\n需提高到110℃"}, {"description": "耐热温度低\n需提高到110℃"}),
        ({"phones": "0393-6210001"}, {"phones": ["0393-6210001"]}),
    ],
)
def test_tech_needs(cells, values):
    found, reading = tech(**cells)
    assert found == values
    assert not reading.held


def test_tech_needs_are_held_and_repeated_by_their_name():
    assert tech(need_title=None)[1].errors[0].code == "missing"
    assert tech(deadline="2026年6月31日")[1].errors[0].code == "bad_date"
    rows = [{"enterprise": "某公司甲", "need_title": "聚乳酸 改性"}, {"enterprise": "某公司甲", "need_title": "聚乳酸改性"}]
    assert [repeat.rule for repeat in TECH.judge(read_block(TECH, block_of(TECH, rows)))] == ["same_need"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1985年以后出生", {"age_max": 41}),
        ("1991年1月1日以后出生", {"age_max": 35}),
        ("1970年以前出生", {"age_min": 56}),
        ("25+", {"age_min": 25}),
    ],
)
def test_ages_by_birth_and_with_a_plus(written, expected):
    reading = read_block(
        POSTS, block_of(POSTS, [{"enterprise": "某厂", "job": "焊工", "age_max": written}], title="2026年需求")
    )[0]
    assert {key: value for key, value in reading.values.items() if key.startswith("age")} == expected
