"""One-person forms, and heads that stand above a list."""

from talentbase.sheets.child import read_here
from talentbase.sheets.layout import find_blocks
from tests.sheets.making import data_rows, make_xlsx, one_block, read_rows
from tests.sheets.recipes import ALL

FORM = [
    ("在外人才信息登记表",),
    ("姓名", "张某", "性别", "男", "出生年月", "1968.05"),
    ("民族", "汉族", "籍贯", "元村镇某村", "政治面貌", "党员"),
    ("工作单位", "某研究院", None, None, "职务", "院长"),
    ("学历", "研究生", "毕业院校", "某大学", "联系电话", "19900000001"),
    ("家庭联系人", "张某父", None, "联系电话", "19900000009", None),
    ("个人简历", "1990年参加工作\n2000年任院长"),
    ("备注", None),
]
FORM_MERGES = ["A1:F1", "B4:D4", "B6:C6", "E6:F6", "B7:F7", "B8:F8"]


def test_a_form_of_one_person(tmp_path):
    block = one_block(read_rows(tmp_path, *FORM, merges=FORM_MERGES, name="张某"))
    assert (block.layout, block.kind, block.header_rows, data_rows(block)) == ("form", "people", [], [2])
    values = {
        column.key: block.rows[0].cells[column.column].value
        for column in block.columns
        if column.column in block.rows[0].cells
    }
    assert values["name"] == "张某"
    assert values["phones"] == "19900000001"
    assert values["family_phones"] == "19900000009"
    assert values["resume"] == "1990年参加工作\n2000年任院长"
    assert "remark" not in values
    assert block.title == "在外人才信息登记表"


def test_a_blank_form_is_left_aside(tmp_path):
    blank = [(row[0], None, *(value if index % 2 == 0 else None for index, value in enumerate(row[2:]))) for row in FORM[1:5]]
    path = make_xlsx(tmp_path / "a.xlsx", {"张某": FORM, "空白": [FORM[0], *blank]}, {"张某": FORM_MERGES})
    blocks, ignored = find_blocks(read_here(path), ALL)
    assert [block.sheet for block in blocks] == ["张某"]
    assert ignored == [{"sheet": "空白", "why": "empty_form"}]


def test_a_small_table_inside_a_form_is_not_a_list(tmp_path):
    family = [
        ("称谓", "姓名", "年龄", "政治面貌", "工作单位"),
        ("父亲", "张某父", 70, "群众", "务农"),
        ("妻子", "某某", 50, "群众", "某校"),
    ]
    block = one_block(read_rows(tmp_path, *FORM, *family, merges=FORM_MERGES))
    assert (block.layout, len(block.rows)) == ("form", 1)


def test_one_firm_per_sheet_head_above_a_list(tmp_path):
    rows = [
        ("企业人才需求表",),
        ("企业名称", "某食品有限公司", None, "单位性质", "民营"),
        ("联系人", "马某", None, "联系电话", "0393-6200001"),
        ("序号", "岗位名称", "人数", "学历", "专业"),
        (1, "会计", 1, "本科", "会计学"),
        (2, "研发", 2, "硕士", "食品"),
    ]
    block = one_block(read_rows(tmp_path, *rows, merges=["A1:E1", "B2:C2", "B3:C3"]))
    assert (block.kind, block.header_rows, data_rows(block)) == ("demand", [4], [5, 6])
    assert {label: cell.value for label, cell in block.head.items()} == {
        "企业名称": "某食品有限公司",
        "单位性质": "民营",
        "联系人": "马某",
        "联系电话": "0393-6200001",
    }
