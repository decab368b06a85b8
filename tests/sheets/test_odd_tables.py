"""Tables in the shapes that offices give them, from the workbook to the values: nothing is lost on the way."""

import datetime as dt

import pytest

from demand.needs.reading import DemandReading, TechReading
from people.registry.reading import PeopleReading
from talentbase.imports.reading import read_block
from talentbase.sheets.layout import find_blocks
from tests.sheets.making import read_rows
from workstations.leads.reading import LeadReading

TODAY = dt.date(2026, 7, 1)
RECIPES = [recipe(today=TODAY) for recipe in (PeopleReading, DemandReading, TechReading, LeadReading)]


def readings(folder, *rows, merges=()):
    [block] = find_blocks(read_rows(folder, *rows, merges=merges), RECIPES)[0]
    recipe = next(recipe for recipe in RECIPES if recipe.kind == block.kind)
    return read_block(recipe, block), recipe


def values(folder, *rows, merges=(), of=None):
    """The values of every row; of: these keys only."""
    found = [reading.values for reading in readings(folder, *rows, merges=merges)[0]]
    return [{key: row[key] for key in of if key in row} for row in found] if of else found


def test_a_tick_under_a_caption_is_the_caption(tmp_path):
    rows = [
        ("姓名", "性别", None, "人才类别", None, None, "工作单位"),
        (None, "男", "女", "党政人才", "高层次人才", "经商人才", None),
        ("王五", "√", None, None, "√", None, "某大学"),
        ("赵六", None, "✓", "✓", None, None, "某局"),
    ]
    merges = ["A1:A2", "B1:C1", "D1:F1", "G1:G2"]
    assert values(tmp_path, *rows, merges=merges, of=("gender", "category")) == [
        {"gender": "1", "category": "高层次人才"},
        {"gender": "2", "category": "党政人才"},
    ]


def test_a_figure_under_such_a_caption_is_no_tick(tmp_path):
    rows = [
        ("姓名", "工作单位", "人才类别", None),
        (None, None, "高层次人才", "经商人才"),
        ("王五", "某大学", 1, None),
        ("赵六", "某局", None, 2),
    ]
    found, _ = readings(tmp_path, *rows, merges=["A1:A2", "B1:B2", "C1:D1"])
    assert [reading.extra for reading in found] == [{"人才类别/高层次人才": "1"}, {"人才类别/经商人才": "2"}]


def test_least_and_most_in_two_columns(tmp_path):
    rows = [
        ("企业名称", "岗位名称", "需求人数", None, "年龄要求", None, "月薪（元）", None),
        (None, None, "最少", "最多", "最低", "最高", "下限", "上限"),
        ("某食品公司", "化验员", 2, 3, 25, 40, 5000, 8000),
        ("某机械公司", "电工", None, 3, 25, None, None, 8000),
    ]
    merges = ["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1"]
    keys = ("headcount_min", "headcount_max", "age_min", "age_max", "salary_min_wan_year", "salary_max_wan_year")
    assert values(tmp_path, *rows, merges=merges, of=keys) == [
        dict(zip(keys, (2, 3, 25, 40, 6.0, 9.6), strict=True)),
        {"headcount_max": 3, "age_min": 25, "salary_max_wan_year": 9.6},
    ]


def test_heads_by_education_are_summed(tmp_path):
    rows = [
        ("企业名称", "岗位名称", "需求人数", None, None),
        (None, None, "博士", "硕士", "本科及以上"),
        ("某食品公司", "研发", 1, 2, None),
        ("某机械公司", "质检", None, None, 3),
        ("某化工公司", "工艺", None, "若干", None),
    ]
    found, _ = readings(tmp_path, *rows, merges=["A1:A2", "B1:B2", "C1:E1"])
    asked = [[reading.values.get(key) for key in ("headcount_min", "headcount_max", "edu_min")] for reading in found]
    assert asked == [[3, 3, "硕士"], [3, 3, "本科"], [None, None, None]]
    assert found[0].values["headcount_text"] == "博士1人、硕士2人" and found[2].values["headcount_text"] == "若干"


@pytest.mark.parametrize("caption", ["学历及专业要求", "专业、学历要求"])
def test_education_and_majors_in_one_cell(tmp_path, caption):
    rows = [
        ("企业名称", "岗位名称", "需求人数", caption),
        ("某食品公司", "研发", 1, "食品相关专业本科及以上"),
        ("某厂", "会计", 1, "大专及以上学历，会计、审计专业"),
        ("某厂", "电工", 1, "不限"),
        ("某厂", "工艺", 2, "全日制硕士研究生（材料类；高分子）"),
    ]
    assert values(tmp_path, *rows, of=("edu_min", "majors")) == [
        {"edu_min": "本科", "majors": ["食品"]},
        {"edu_min": "大专", "majors": ["会计", "审计"]},
        {"edu_min": "不限"},
        {"edu_min": "硕士", "majors": ["材料类", "高分子"]},
    ]


TWO_STUDIES = [
    ("姓名", "出生年月", "学历学位", "毕业院校及专业", "工作单位"),
    ("王五", "1980.5", "本科 学士", "郑州大学法学", "某局"),
    (None, None, "研究生 硕士", "武汉大学公共管理", None),
    ("赵六", "1981.6", "大学", "河南大学会计", "某公司"),
    (None, None, "大专", "某学院会计", None),
    ("孙七", "1982.7", "大学", "河南大学中文", "某校"),
]


def test_two_studies_under_a_merged_name_are_one_person(tmp_path):
    found, recipe = readings(tmp_path, *TWO_STUDIES, merges=["A2:A3", "B2:B3", "E2:E3", "A4:A5", "B4:B5", "E4:E5"])
    repeats = recipe.judge(found)
    assert [(repeat.later, repeat.first, repeat.review) for repeat in repeats] == [(1, 0, False), (3, 2, False)]
    people = [found[0], found[2], found[4]]
    study = [[person.values[key] for key in ("name", "education", "school", "major")] for person in people]
    assert study == [
        ["王五", "11", "武汉大学", "公共管理"],
        ["赵六", "21", "河南大学", "会计"],
        ["孙七", "21", "河南大学", "中文"],
    ]
    assert [person.extra.get("另一学历") for person in people] == ["大学 学士 郑州大学法学", "大专 某学院会计", None]


def test_all_that_a_second_row_of_one_person_says_is_kept(tmp_path):
    rows = [
        ("姓名", "联系电话", "工作单位", "职称", "学历", "备注"),
        ("李明", "19900000001", "某大学", "讲师", "硕士", None),
        (None, "19900000002", "某研究所", "副教授", "博士", "兼职"),
        ("张三", None, "某局", None, "大学", None),
    ]
    found, recipe = readings(tmp_path, *rows, merges=["A2:A3"])
    person = found[0]
    assert person.values["phones"] == ["19900000001", "19900000002"] and person.values["remark"] == "兼职"
    assert person.extra["工作单位"] == "某研究所" and person.extra["职称"] == "副教授"
    assert (person.values["employer"], person.values["degree"]) == ("某大学", "2")
    assert [(repeat.later, repeat.first) for repeat in recipe.judge(found)] == [(1, 0)]


def test_the_second_row_of_a_held_one_is_held_as_well(tmp_path):
    rows = [("姓名", "身份证号", "学历"), ("李明", "410900199013010011", "大学"), (None, None, "硕士"), ("张三", None, "大学")]
    found, recipe = readings(tmp_path, *rows, merges=["A2:A3"])
    assert [reading.held for reading in found] == [True, True, False] and recipe.judge(found) == []


def test_a_relatives_number_is_none_of_the_person(tmp_path):
    rows = [
        ("姓名", "工作单位", "联系电话"),
        ("王五", "某大学", "本人19900001111，父亲19900001112"),
        ("赵六", "某局", "19900001113（母）"),
        ("孙七", "某局", "19900001114（孙）、0393-6200051"),
    ]
    assert values(tmp_path, *rows, of=("phones", "family_phones", "family_contact")) == [
        {"phones": ["19900001111"], "family_phones": ["19900001112"], "family_contact": "父亲"},
        {"family_phones": ["19900001113"], "family_contact": "母"},
        {"phones": ["19900001114", "0393-6200051"]},
    ]


def test_the_post_alone_names_the_employer(tmp_path):
    rows = [
        ("姓名", "现任职务", "联系电话"),
        ("王五", "某省某厅办公室主任", "19900001111"),
        ("赵六", "处长", "19900001112"),
        ("孙七", "教研室主任", "19900001113"),
    ]
    assert values(tmp_path, *rows, of=("employer", "position")) == [
        {"employer": "某省某厅办公室", "position": "主任"},
        {"position": "处长"},
        {"position": "教研室主任"},
    ]


@pytest.mark.parametrize(
    ("written", "home", "tie"),
    [
        ("元村镇百尺村人", "元村镇百尺村", None),
        ("祖籍南乐县千口镇", "千口镇", "祖籍"),
        ("南乐·杨村乡", "杨村乡", None),
        ("河南省濮阳市南乐县韩张镇某村人", "韩张镇某村", None),
    ],
)
def test_homes(tmp_path, written, home, tie):
    [found] = values(tmp_path, ("姓名", "籍贯", "工作单位"), ("王五", written, "某校"))
    assert (found["hometown"], found.get("tie_kind")) == (home, tie)


@pytest.mark.parametrize(
    ("written", "code"),
    [("口腔科副主任医师", "232"), ("全科主治医师", "233"), ("主任中医师", "231"), ("副主任中药师", "242"), ("西医师", "234")],
)
def test_titles_of_healers(tmp_path, written, code):
    [found] = values(tmp_path, ("姓名", "职称", "工作单位"), ("王五", written, "某医院"))
    assert found["title"] == code


def test_an_education_that_is_none_is_kept(tmp_path):
    [found], _ = readings(tmp_path, ("姓名", "学历", "毕业院校"), ("王五", "大学肄业", "郑州大学"))
    assert found.extra == {"学历": "大学肄业"} and [note.field for note in found.warnings] == ["education"]
    assert found.values == {"name": "王五", "school": "郑州大学"}


def test_phases_of_a_project_are_summed(tmp_path):
    rows = [
        ("线索名称", "投资主体", "投资额", "联系人"),
        ("食品加工", "某集团", "一期5000万，二期1亿", "赵某"),
        ("冷链", "某公司", "一期2亿元、二期3亿元，总投资6亿元", "钱某"),
    ]
    assert values(tmp_path, *rows, of=("amount_wan", "amount_text")) == [
        {"amount_wan": 15000, "amount_text": "一期5000万，二期1亿"},
        {"amount_wan": 60000},
    ]


def test_what_a_form_asks_besides_is_kept_but_the_family_is_not(tmp_path):
    rows = [
        ("在外人才登记表",),
        ("姓名", "王五", "性别", "男", "血型", "A"),
        ("工作单位", "某大学", "职务", "校长", "爱好", "书法"),
        ("家庭成员", "称谓", "姓名", "年龄", "单位", None),
        (None, "父亲", "王某", 70, "务农", None),
        (None, "母亲", "赵某", 69, "务农", None),
        ("联系电话", "19900001111", "籍贯", "元村镇某村", "婚姻状况", "已婚"),
    ]
    [found], _ = readings(tmp_path, *rows, merges=["A1:F1", "A4:A6"])
    assert found.extra == {"血型": "A", "爱好": "书法", "婚姻状况": "已婚"}
    assert found.values["phones"] == ["19900001111"] and "赵某" not in str(found)
