"""Several forms, firms or meanings on one sheet: each keeps its own, none swallows another."""

import pytest

from demand.cooperation.reading import ProjectReading
from demand.needs.reading import DemandReading, TechReading
from people.registry.reading import PeopleReading
from talentbase.codes.lookup import CodeBook
from talentbase.imports.reading import read_block
from talentbase.sheets.layout import find_blocks
from tests.sheets.making import read_rows
from workstations.leads.reading import LeadReading

BOOK = CodeBook.from_files()
RECIPES = {recipe.kind: recipe for recipe in (kind(book=BOOK) for kind in (PeopleReading, DemandReading, TechReading))}
RECIPES |= {recipe.kind: recipe for recipe in (kind(book=BOOK) for kind in (LeadReading, ProjectReading))}


def read(tmp_path, *rows, merges=()):
    """[(kind, values, codes of errors)] of every record of the sheet."""
    blocks, _ = find_blocks(read_rows(tmp_path, *rows, merges=merges), list(RECIPES.values()))
    readings = [(block.kind, reading) for block in blocks for reading in read_block(RECIPES[block.kind], block)]
    return [(kind, reading.values, [error.code for error in reading.errors]) for kind, reading in readings]


def form(name: str, employer: str, phone: str) -> list[tuple]:
    return [
        ("在外人才登记表",),
        ("姓名", name, "性别", "男", "出生年月", "1980.01"),
        ("工作单位", employer, None, "职务", "科长", None),
        ("联系电话", phone, None, "籍贯", "千口镇", None),
    ]


@pytest.mark.parametrize("titled", [True, False])
def test_forms_below_one_another_are_as_many_people(tmp_path, titled):
    second = form("柏某乙", "某校", "19900000952")
    rows = [
        *form("柏某甲", "某局", "19900000951"),
        *(second if titled else second[1:]),
        *form("柏某丙", "某厂", "19900000953"),
    ]
    found = read(tmp_path, *rows)
    assert [(values["name"], values["employer"], values["phones"]) for _, values, _ in found] == [
        ("柏某甲", "某局", ["19900000951"]),
        ("柏某乙", "某校", ["19900000952"]),
        ("柏某丙", "某厂", ["19900000953"]),
    ]


def test_a_name_within_a_form_is_no_second_person(tmp_path):
    found = read(tmp_path, *form("柏某甲", "某局", "19900000951"), ("推荐人", "郝某", None, "姓名", "郝某", None))
    assert [values["name"] for _, values, _ in found] == ["柏某甲"]


@pytest.mark.parametrize("in_cells", [True, False])
def test_firms_below_one_another_keep_their_own_needs(tmp_path, in_cells):
    def head(name, contact, phone):
        if in_cells:
            return ("企业名称", name, "联系人", contact, "电话", phone)
        return (f"企业名称：{name}　联系人：{contact}　联系电话：{phone}",)

    header = ("序号", "岗位名称", "人数", "学历", "专业", "薪酬")
    rows = [
        ("重点企业人才需求汇总",),
        head("南乐某甲公司", "和经理", "19900000811"),
        header,
        (1, "会计", 1, "大专", "会计", "面议"),
    ]
    rows += [(None,), head("南乐某乙公司", "穆经理", "19900000812"), header, (1, "电工", 2, "中专", "电气", "面议")]
    merges = () if in_cells else ("A1:F1", "A2:F2", "A6:F6")
    found = read(tmp_path, *rows, merges=merges)
    assert [(values["enterprise"], values["job"], values["phones"]) for _, values, _ in found] == [
        ("南乐某甲公司", "会计", ["19900000811"]),
        ("南乐某乙公司", "电工", ["19900000812"]),
    ]


def test_one_firm_with_posts_and_technical_needs(tmp_path):
    rows = [
        ("企业需求调查表",),
        ("企业名称", "南乐某公司", "联系人", "屈经理", "联系电话", "19900000871"),
        ("一、人才需求",),
        ("序号", "岗位名称", "人数", "学历", "专业", "薪酬"),
        (1, "会计", 1, "大专", "会计", "面议"),
        ("二、技术需求",),
        ("序号", "技术需求名称", "需求描述", "拟投入资金（万元）", "合作方式", "完成时限"),
        (1, "保鲜技术", "延长货架期", 30, "委托开发", "2026.12"),
    ]
    found = read(tmp_path, *rows, merges=("A1:F1", "A3:F3", "A6:F6"))
    assert [(kind, values["enterprise"], errors) for kind, values, errors in found] == [
        ("demand", "南乐某公司", []),
        ("tech_demand", "南乐某公司", []),
    ]


def test_a_list_with_few_known_captions_is_no_form(tmp_path):
    rows = [
        ("2026年5月招商线索",),
        ("项目", "投资商", "总投资", "提供线索人", "县级对接领导", "落地乡镇", "最新进展", "时间"),
        ("宠物食品", "上海某公司", "8000万", "辜某", "某县长", "韩张镇", "签约", "5月9日"),
        ("塑料托盘", "苏州某公司", "3000万", "辜某", "某县长", "元村镇", "洽谈", "5月12日"),
    ]
    found = read(tmp_path, *rows, merges=("A1:H1",))
    assert [(kind, values["project"], values["investor"]) for kind, values, _ in found] == [
        ("invest_lead", "宠物食品", "上海某公司"),
        ("invest_lead", "塑料托盘", "苏州某公司"),
    ]


def test_the_end_of_a_list_is_nobody(tmp_path):
    rows = [("序号", "姓名", "性别", "工作单位"), (1, "柏某甲", "男", "某局"), (2, "以下空白"), ("（此页无正文）",)]
    assert [values["name"] for _, values, _ in read(tmp_path, *rows)] == ["柏某甲"]


def test_a_second_column_of_the_employer_speaks_of_the_post(tmp_path):
    rows = [("姓名", "企业名称", "单位职务", "电话"), ("柏某甲", "某某公司", "董事长", "19900000951")]
    (_, values, _), *_ = read(tmp_path, *rows)
    assert (values["employer"], values["position"]) == ("某某公司", "董事长")


def test_numbers_of_two_people_under_one_caption(tmp_path):
    rows = [("姓名", "性别", "联系方式", None), (None, None, "本人", "家属"), ("柏某甲", "男", "19900000951", "19900000952")]
    (_, values, _), *_ = read(tmp_path, *rows, merges=("A1:A2", "B1:B2", "C1:D1"))
    assert (values["phones"], values.get("family_phones")) == (["19900000951"], ["19900000952"])


def test_ditto_marks_repeat_the_cell_above(tmp_path):
    rows = [
        ("姓名", "性别", "工作单位", "职务"),
        ("柏某甲", "男", "某某局", "科长"),
        ("柏某乙", "〃", "同上", "科员"),
        ("柏某丙", "女", "〃", "科员"),
    ]
    found = [values for _, values, _ in read(tmp_path, *rows)]
    assert [values["employer"] for values in found] == ["某某局"] * 3
    assert [values["gender"] for values in found] == ["1", "1", "2"]
