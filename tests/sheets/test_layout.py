"""Tables, forms and lines of text on sheets as townships send them."""

import pytest

from talentbase.sheets.child import read_here
from talentbase.sheets.layout import find_blocks
from tests.sheets.making import data_rows, keys, make_xlsx, one_block, read_rows
from tests.sheets.recipes import ALL

ZHANG = (1, "张某", "男", "元村镇某村", "某市某局", "19900000001")
LI = (2, "李某", "女", "千口镇", "某大学", "19900000002")
HEADER = ("序号", "姓名", "性别", "籍贯", "工作单位", "联系电话")


def test_title_and_reporting_lines_stand_above_the_header(tmp_path):
    title = ("南乐县在外人才信息汇总表（福堪镇）",)
    block = one_block(
        read_rows(
            tmp_path,
            title,
            ("填报单位（盖章）：福堪镇党委", None, None, "填报时间：2026年3月5日"),
            (),
            HEADER,
            ZHANG,
            LI,
            merges=["A1:F1", "A2:C2", "D2:F2"],
        )
    )
    assert block.title == title[0]
    assert block.meta == {"unit": "福堪镇党委", "date": "2026-03-05", "town": "福堪镇"}
    assert (block.header_rows, data_rows(block), block.ignored_rows) == ([4], [5, 6], [])


def test_reporting_line_in_separate_cells(tmp_path):
    line = ("填报单位", "西邵乡", None, "填报时间", "2026.4.1")
    block = one_block(read_rows(tmp_path, ("在外人才名单",), line, HEADER, ZHANG, LI))
    assert block.header_rows == [3]
    assert block.meta == {"unit": "西邵乡", "date": "2026-04-01", "town": "西邵乡"}


def test_a_firm_above_two_lists_of_posts(tmp_path):
    rows = [
        ("用人单位人才需求信息表",),
        ("单位名称（公章）：", "某研究所", None, "联系人：", "某主任"),
        ("一、全职岗位",),
        ("岗位名称", "人数", "学历"),
        ("研究员", 1, "博士"),
        ("二、柔性岗位",),
        ("岗位名称", "人数", "备注"),
        ("顾问", 1, "兼职"),
    ]
    blocks, _ = find_blocks(read_rows(tmp_path, *rows), ALL)
    assert [(block.kind, block.header_rows, data_rows(block)) for block in blocks] == [
        ("demand", [4], [5]),
        ("demand", [7], [8]),
    ]
    assert all(block.head["单位名称(公章)"].value == "某研究所" for block in blocks)


def test_lines_of_a_printout_are_no_data(tmp_path):
    rows = [HEADER, ZHANG, ("第1页 共2页",), ("（接上页）",), HEADER, LI]
    block = one_block(read_rows(tmp_path, *rows))
    assert (data_rows(block), block.ignored_rows) == ([2, 6], [(3, "meta"), (4, "meta"), (5, "repeated_header")])


def test_a_wide_list_of_another_office_is_read(tmp_path):
    others = [f"栏目{number}" for number in range(20)]
    block = one_block(read_rows(tmp_path, (*HEADER, *others), (*ZHANG, *range(20)), (*LI, *range(20))))
    assert (block.kind, data_rows(block)) == ("people", [2, 3])


TWO_ROWS = [
    ("序号", "姓名", "教育情况", None, "联系方式", None, "备注"),
    (None, None, "学历", "毕业院校", "手机号码", "邮箱", None),
]
TWO_ROW_DATA = (1, "张某", "本科", "某大学", "19900000001", "a@example.com", "无")
TWO_ROW_KEYS = [None, "name", "education", "school", "phones", "email", "remark"]


@pytest.mark.parametrize("merges", [["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"], ["C1:D1", "E1:F1"], []])
def test_header_of_two_rows_merged_or_not(tmp_path, merges):
    block = one_block(read_rows(tmp_path, *TWO_ROWS, TWO_ROW_DATA, merges=merges))
    assert (block.header_rows, keys(block), data_rows(block)) == ([1, 2], TWO_ROW_KEYS, [3])
    assert block.columns[4].header == "联系方式/手机号码"


def test_header_of_three_rows(tmp_path):
    rows = [
        ("序号", "姓名", "基本情况", None, None, "联系方式"),
        (None, None, "性别", "教育", None, None),
        (None, None, None, "学历", "毕业院校", None),
        (1, "张某", "男", "本科", "某大学", "19900000001"),
    ]
    merges = ["A1:A3", "B1:B3", "C1:E1", "F1:F3", "C2:C3", "D2:E2"]
    block = one_block(read_rows(tmp_path, *rows, merges=merges))
    assert block.header_rows == [1, 2, 3]
    assert keys(block) == [None, "name", "gender", "education", "school", "phones"]
    assert block.columns[3].header == "基本情况/教育/学历"


def test_a_caption_broken_over_two_rows_without_a_merge(tmp_path):
    rows = [
        ("序号", "姓名", "出生", "工作", "联系"),
        (None, None, "年月", "单位", "电话"),
        (1, "张某", "1968.05", "某局", "19900000001"),
    ]
    block = one_block(read_rows(tmp_path, *rows))
    assert (block.header_rows, keys(block)) == ([1, 2], [None, "name", "birth_ym", "employer", "phones"])


def test_the_row_under_a_header_is_data_not_a_second_header_row(tmp_path):
    block = one_block(
        read_rows(tmp_path, ("姓名", "性别", "单位", "备注"), ("张某", "男", "某局", "电话"), ("李某", "女", "某校", None))
    )
    assert (block.header_rows, data_rows(block)) == ([1], [2, 3])


def test_group_of_the_family_is_not_the_person(tmp_path):
    rows = [
        ("姓名", "工作单位", "联系电话", "家庭联系人", None),
        (None, None, None, "姓名", "电话"),
        ("张某", "某局", "19900000001", "张某父", "19900000009"),
    ]
    block = one_block(read_rows(tmp_path, *rows, merges=["A1:A2", "B1:B2", "C1:C2", "D1:E1"]))
    assert keys(block) == ["name", "employer", "phones", "family_contact", "family_phones"]


def test_one_group_alone_over_a_complete_row(tmp_path):
    rows = [
        ("名单",),
        (None, None, None, "家庭联系人", None),
        ("姓名", "工作单位", "联系电话", "姓名", "电话"),
        ("张某", "某局", "19900000001", "张某父", "19900000009"),
    ]
    block = one_block(read_rows(tmp_path, *rows, merges=["A1:E1", "D2:E2"]))
    assert (block.header_rows, keys(block)) == ([2, 3], ["name", "employer", "phones", "family_contact", "family_phones"])


def test_header_in_another_column_with_blanks_and_line_breaks(tmp_path):
    rows = [(None,) * 3 + ("姓  名", "性\n别", "籍贯\n（到村）", "联系　电话"), (None,) * 3 + ZHANG[1:4] + ("19900000001",)]
    block = one_block(read_rows(tmp_path, *rows))
    assert [(column.column, column.key) for column in block.columns] == [
        (4, "name"),
        (5, "gender"),
        (6, "hometown"),
        (7, "phones"),
    ]


def test_traditional_characters(tmp_path):
    block = one_block(read_rows(tmp_path, ("姓名", "性別", "籍貫", "聯繫電話"), ("張某", "男", "某村", "19900000001")))
    assert keys(block) == ["name", "gender", "hometown", "phones"]


def test_rows_that_are_no_data(tmp_path):
    rows = [
        HEADER,
        ZHANG,
        (),
        HEADER,
        LI,
        ("小计", "2人"),
        (3, "王某", "男", "某村", "某厂", "19900000003"),
        ("合　计", None, "3人"),
        ("注：1.籍贯填到村。",),
        ("2.电话填手机。",),
        ("填表人：钱某", None, "审核人：", None, "2026年3月5日"),
    ]
    block = one_block(read_rows(tmp_path, *rows, merges=["A9:F9", "A10:F10"]))
    assert data_rows(block) == [2, 5, 7]
    assert block.ignored_rows == [
        (4, "repeated_header"),
        (6, "subtotal"),
        (8, "total"),
        (9, "note"),
        (10, "note"),
        (11, "signature"),
    ]
    assert block.notes == "注：1.籍贯填到村。\n2.电话填手机。"
    assert block.meta["person"] == "钱某"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("合计", "total"),
        ("总计：35人", "total"),
        ("共计12人", "total"),
        ("本页小计", "subtotal"),
        ("填表说明：一式两份", "note"),
        ("备注说明：标红人员已去世", "note"),
        ("注:略", "note"),
        ("说明：本表由乡镇填写", "note"),
        ("审核人：   填表人：", "signature"),
        ("站长签字：            填报人：", "signature"),
        ("单位负责人（签字）", "signature"),
        ("制表人：孙某 2026年7月5日", "signature"),
        ("2026年7月5日", "signature"),
        ("*姓名、电话必须填写", "note"),
    ],
)
def test_lines_below_a_table(tmp_path, line, why):
    block = one_block(read_rows(tmp_path, HEADER, ZHANG, LI, (line,)))
    assert (data_rows(block), block.ignored_rows) == ([2, 3], [(4, why)])


def test_people_whose_data_resemble_such_lines_stay(tmp_path):
    rows = [
        HEADER,
        (1, "注某", "男", "某村", "合计某公司", None),
        (2, "总某", "女", None, "签字笔厂", None),
        (3, None, None, None, "某局", None),
    ]
    assert data_rows(one_block(read_rows(tmp_path, *rows))) == [2, 3, 4]


def test_numbered_but_empty_rows_are_blank(tmp_path):
    block = one_block(read_rows(tmp_path, HEADER, ZHANG, (2,), (3,)))
    assert (data_rows(block), block.ignored_rows) == ([2], [(3, "blank"), (4, "blank")])


def test_example_row_is_left_aside(tmp_path):
    block = one_block(
        read_rows(tmp_path, HEADER, ("示例", "王小明", "男", "某村", "某局", "199"), ("例", "王二", "男"), ZHANG)
    )
    assert (data_rows(block), block.ignored_rows) == ([4], [(2, "note"), (3, "note")])


def test_two_tables_below_each_other(tmp_path):
    rows = [
        ("上报表",),
        ("一、在外人才",),
        HEADER,
        ZHANG,
        LI,
        (),
        ("二、人才需求",),
        ("序号", "单位名称", "岗位名称", "人数", "学历"),
        (1, "某厂", "会计", 1, "本科"),
        ("填报人：某某",),
    ]
    blocks, _ = find_blocks(read_rows(tmp_path, *rows), ALL)
    people, demand = blocks
    assert (people.kind, people.header_rows, data_rows(people), people.ignored_rows) == (
        "people",
        [3],
        [4, 5],
        [(7, "block_title")],
    )
    assert (demand.kind, demand.header_rows, data_rows(demand)) == ("demand", [8], [9])
    assert (demand.title, demand.ignored_rows) == ("二、人才需求\n上报表", [(10, "signature")])


def test_the_same_header_under_a_new_section_is_a_new_table(tmp_path):
    rows = [("一、党政人才",), HEADER, ZHANG, ("二、经商人才",), HEADER, LI]
    blocks, _ = find_blocks(read_rows(tmp_path, *rows), ALL)
    assert [(block.title, data_rows(block)) for block in blocks] == [("一、党政人才", [3]), ("二、经商人才", [6])]


def test_the_title_repeated_on_every_printed_page(tmp_path):
    title = ("某镇在外人才名单",)
    block = one_block(read_rows(tmp_path, title, HEADER, ZHANG, title, HEADER, LI, merges=["A1:F1", "A4:F4"]))
    assert (data_rows(block), block.ignored_rows) == ([3, 6], [(4, "title"), (5, "repeated_header")])


def test_two_tables_beside_each_other(tmp_path):
    left, right = ("姓名", "性别", "联系电话"), ("单位名称", "岗位名称", "人数")
    rows = [left + (None,) + right, ("张某", "男", "19900000001", None, "某厂", "会计", 1), ("李某", "女", "19900000002")]
    blocks, _ = find_blocks(read_rows(tmp_path, *rows), ALL)
    assert [(block.kind, [column.column for column in block.columns], data_rows(block)) for block in blocks] == [
        ("people", [1, 2, 3], [2, 3]),
        ("demand", [5, 6, 7], [2]),
    ]


def test_a_list_in_two_columns_of_the_page(tmp_path):
    header = ("序号", "姓名", "联系电话")
    blocks, _ = find_blocks(read_rows(tmp_path, header * 2, (1, "张某", "19900000001", 2, "李某", "19900000002")), ALL)
    assert [[column.column for column in block.columns] for block in blocks] == [[1, 2, 3], [4, 5, 6]]


def test_a_column_without_caption_does_not_cut_a_table(tmp_path):
    rows = [("姓名", "性别", None, "工作单位", "联系电话"), ("张某", "男", "某某", "某局", "19900000001")]
    block = one_block(read_rows(tmp_path, *rows))
    assert keys(block) == ["name", "gender", None, "employer", "phones"]


def test_vertical_merge_is_filled_inside_the_merge_only(tmp_path):
    rows = [
        HEADER,
        (1, "张某", "男", "某村", "某大学", None),
        (2, "李某", "女", "某村", None, None),
        (3, "王某", "男", "某村", None, None),
    ]
    block = one_block(read_rows(tmp_path, *rows, merges=["E2:E3"]))
    first, second, third = block.rows
    assert (second.cells[5].value, second.cells[5].filled_from) == ("某大学", (2, 5))
    assert 5 not in third.cells


def test_sheets_of_examples_are_left_aside_unless_there_is_nothing_else(tmp_path):
    both = make_xlsx(
        tmp_path / "a.xlsx", {"在外人才": [HEADER, ZHANG], "填写示例": [HEADER, ZHANG], "填表说明": [("略",)], "空表": []}
    )
    blocks, ignored = find_blocks(read_here(both), ALL)
    assert [block.sheet for block in blocks] == ["在外人才"]
    assert ignored == [{"sheet": "填写示例", "why": "example"}, {"sheet": "填表说明", "why": "example"}]
    alone = make_xlsx(tmp_path / "b.xlsx", {"样表": [HEADER, ZHANG]})
    assert len(find_blocks(read_here(alone), ALL)[0]) == 1


def test_several_sheets_give_several_blocks(tmp_path):
    path = make_xlsx(
        tmp_path / "a.xlsx", {"党政": [HEADER, ZHANG], "需求": [("单位名称", "岗位名称", "人数"), ("某厂", "会计", 2)]}
    )
    blocks, _ = find_blocks(read_here(path), ALL)
    assert [(block.sheet, block.kind) for block in blocks] == [("党政", "people"), ("需求", "demand")]


def test_hidden_rows_and_columns_are_read(tmp_path):
    import openpyxl

    path = make_xlsx(tmp_path / "a.xlsx", {"名单": [HEADER, ZHANG, LI]})
    book = openpyxl.load_workbook(path)
    book["名单"].row_dimensions[3].hidden = True
    book["名单"].column_dimensions["D"].hidden = True
    book.save(path)
    block = one_block(read_here(path))
    assert [row.hidden for row in block.rows] == [False, True]
    assert [column.key for column in block.columns if column.hidden] == ["hometown"]
