"""What a clerk notes down on the phone -> conditions."""

import pytest

from demand.needs.spoken import LONGEST_TITLE, read_spoken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "要个搞聚乳酸改性的博士，柔性的也行，45岁以下",
            {"degree_min": 5, "degree_is_hard": False, "age_max": 45, "modes": ("柔性引进",)},
        ),
        ("博士优先，硕士也可以", {"degree_min": 4, "degree_is_hard": False}),
        ("必须是硕士以上", {"degree_min": 4, "degree_is_hard": True}),
        (
            "本科及以上学历，高级工程师",
            {"degree_min": 3, "degree_is_hard": True, "title_level_min": "副高级", "title_is_hard": False},
        ),
        ("学历不限，会修进口注塑机", {"degree_min": None}),
        ("研究生不要求，能干就行", {"degree_min": None}),
        ("找两位教授当顾问", {"headcount": 2, "title_level_min": "正高级", "modes": ("兼职",)}),
        ("副教授就行", {"title_level_min": "副高级"}),
        ("要3名工程师，常驻厂里", {"headcount": 3, "title_level_min": "中级", "modes": ("全职",)}),
        ("年龄必须不超过50岁", {"age_max": 50, "age_is_hard": True}),
        ("急需一名食品冷链专家", {"is_urgent": True, "headcount": 1}),
        ("不是很急，尽快回话就行", {"is_urgent": False}),
        ("不急需，先了解一下", {"is_urgent": False}),
        ("12岁以下的孩子入学", {"age_max": None}),
        ("第一位是主管，预算150以下", {"headcount": None, "age_max": None}),
        ("招1000名", {"headcount": None}),
        ("招十二名", {"headcount": None}),  # two words of a number: left to the reader rather than read as two
        ("", {"title": "", "degree_min": None, "modes": ()}),
    ],
)
def test_conditions_are_understood(text, expected):
    read = read_spoken(text)
    assert {name: getattr(read, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("我们想找一个会做聚乳酸发泡的，最好博士", "聚乳酸发泡"),
        ("急招：注塑模具工程师，2名", "注塑模具"),
        ("某生物材料公司来电：急需一位搞聚乳酸改性的博士，柔性的也行", "聚乳酸改性"),
        ("县医院说，要个会做心脏介入的主任医师", "心脏介入"),
        ("需要", "需要"),
        ("高" * 200, "高" * LONGEST_TITLE),
    ],
)
def test_the_title_is_the_matter_itself(text, title):
    assert read_spoken(text).title == title


def test_the_whole_text_is_kept():
    text = "要个博士\n待遇面谈\0，" + "长" * 5000
    read = read_spoken(text)
    assert read.description.startswith("要个博士\n待遇面谈，长") and len(read.description) == 2000


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("要个搞聚乳酸改性的博士，柔性的也行\n最好45岁以下，能解决发泡材料耐热问题", "聚乳酸改性；发泡材料耐热"),
        ("招3名食品冷链方面的高级工程师", "食品冷链"),
        ("博士", "博士"),
        ("挂面烘干和面团流变方面的，年薪30万，每月来两次", "挂面烘干和面团流变"),
        ("县医院想请北京或者郑州三甲的心内科专家", "心内科专家"),
        ("编数控加工中心程序的，南乐本地人优先", "编数控加工中心程序"),
    ],
)
def test_the_engine_looks_for_the_matter(text, matter):
    assert read_spoken(text).matter == matter


def test_pay_and_majors_are_kept_for_the_form():
    read = read_spoken("要机械工程专业的本科，年薪20到30万")
    assert (read.salary_min_wan, read.salary_max_wan, read.majors) == ("20", "30", ("机械工程",))
    assert read_spoken("年薪不低于15万").salary_min_wan == "15" and read_spoken("每月来两次").modes == ("柔性引进",)
