"""Rows of visit ledgers as offices of other counties write them. All people are invented."""

import datetime as dt

import openpyxl
import pytest
import xlwt

from people.liaison.reading import LiaisonReading
from people.liaison.reading_terms import modes_of, split_person, split_title
from people.registry.reading import PeopleReading
from talentbase.imports.reading import read_block
from talentbase.sheets.blocks import Block, BlockColumn, BlockRow
from talentbase.sheets.cells import Cell
from talentbase.sheets.child import read_here
from talentbase.sheets.headers import Matcher
from talentbase.sheets.layout import find_blocks

RECIPE = LiaisonReading(today=dt.date(2026, 7, 1))
LABELS = {column.key: column.label for column in RECIPE.columns}
PAIR = {"leader": "张某某", "expert": "周文博"}


def block_of(rows, headers=None, **fields):
    """rows: [{key: value or Cell}], all of the first row's keys."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    columns = [BlockColumn(n, (headers or {}).get(key, LABELS[key]), key) for n, key in enumerate(keys, 1)]
    made = []
    for number, row in enumerate(rows, 3):
        cells = {n: row[key] if isinstance(row.get(key), Cell) else Cell(row.get(key)) for n, key in enumerate(keys, 1)}
        made.append(BlockRow(number, {n: cell for n, cell in cells.items() if cell.value is not None}))
    return Block("台账", "liaison", [2], columns, made, **fields)


def read(headers=None, title="2026年联系服务专家台账", **cells):
    return read_block(RECIPE, block_of([PAIR | cells], headers, title=title))[0]


def codes(notes):
    return [note.code for note in notes]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"date": dt.datetime(2026, 1, 12)}, {"date": "2026-01-12"}),
        ({"date": "2026.1.12"}, {"date": "2026-01-12"}),
        ({"date": "2026-01-12"}, {"date": "2026-01-12"}),
        ({"date": "2026年1月12日上午"}, {"date": "2026-01-12"}),
        ({"date": "2026/1/12 14:30"}, {"date": "2026-01-12"}),
        ({"date": "2026.3"}, {"date": "2026-03"}),
        ({"date": "2026-03"}, {"date": "2026-03"}),
        ({"date": "1月12日"}, {"date": "2026-01-12"}),
        ({"date": "12.5"}, {"date": "2026-12-05"}),
        ({"date": 1.12}, {"date": "2026-01-12"}),
        ({"date": Cell(1.1, "0.00")}, {"date": "2026-01-10"}),
        ({"date": "26.1.12"}, {"date": "2026-01-12"}),
        ({"date": "2026.1.12-13"}, {"date": "2026-01-12", "date_end": "2026-01-13"}),
        ({"date": "2026.1.12－13"}, {"date": "2026-01-12", "date_end": "2026-01-13"}),
        ({"date": "2026年1月12日至15日"}, {"date": "2026-01-12", "date_end": "2026-01-15"}),
        ({"date": "2026年1月28日—2月3日"}, {"date": "2026-01-28", "date_end": "2026-02-03"}),
        ({"date": "2025.12.28-2026.1.3"}, {"date": "2025-12-28", "date_end": "2026-01-03"}),
        ({"date": "2026-01-12至2026-01-15"}, {"date": "2026-01-12", "date_end": "2026-01-15"}),
        ({"date": "2026.01.12~01.15"}, {"date": "2026-01-12", "date_end": "2026-01-15"}),
        ({"date": "1月12-13日"}, {"date": "2026-01-12", "date_end": "2026-01-13"}),
        ({"date": "1.12-1.15"}, {"date": "2026-01-12", "date_end": "2026-01-15"}),
        ({"date": "2026年1月12、13日"}, {"date": "2026-01-12", "date_end": "2026-01-13"}),
        ({"date": "2026年1-3月"}, {"date": "2026-01", "date_end": "2026-03"}),
        ({"date": "2026.1-3"}, {"date": "2026-01", "date_end": "2026-03"}),
        ({"date": "1-3月"}, {"date": "2026-01", "date_end": "2026-03"}),
        ({"date": "2026年春节前"}, {"date_text": "2026年春节前"}),
        ({"date": "中秋节"}, {"date_text": "中秋节"}),
        ({"date": "2026年1月底"}, {"date_text": "2026年1月底"}),
        ({"date": "一季度"}, {"date_text": "一季度"}),
        ({"date": "2026.1.12、2026.3.5"}, {"date_text": "2026.1.12、2026.3.5"}),
        ({"mode": "电话"}, {"mode": ["电话"]}),
        ({"mode": "19900000001"}, {}),
        ({"leader_post": "县委常委"}, {"leader_post": "县委常委"}),
        ({"leader": "张某（副县长）"}, {"leader": "张某", "leader_post": "副县长"}),
        ({"leader": "副县长某"}, {"leader": "副县长某"}),
        ({"expert": "李 红"}, {"expert": "李红"}),
        ({"expert": "周文博教授"}, {"expert": "周文博", "expert_post": "教授"}),
        ({"expert": "周文博 某大学教授"}, {"expert": "周文博", "expert_post": "某大学教授"}),
        ({"expert": "某大学专家团队"}, {"expert": "某大学专家团队"}),
        ({"request": "无"}, {}),
        ({"request": "住房\n入学"}, {"request": "住房\n入学"}),
        ({"result": "已办结", "closed": "2026.2.1"}, {"result": "已办结", "closed": "2026-02-01"}),
        ({"result": "是"}, {"result": "已办结"}),
        ({"result": "否"}, {"result": "未办结"}),
        ({"closed": "已办结"}, {"result": "已办结"}),
        ({"closed": "已办结（2026.2.1）"}, {"result": "已办结", "closed": "2026-02-01"}),
        ({"closed": "2月1日"}, {"closed": "2026-02-01"}),
        ({"visit_kind": "重大节日", "unit": "县教体局"}, {"visit_kind": "重大节日", "unit": "县教体局"}),
    ],
)
def test_values(cells, values):
    reading = read(**cells)
    assert reading.values == PAIR | values
    assert not reading.held


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"expert": "不详"}, "expert", "unknown_person"),
        ({"expert": "待定"}, "expert", "unknown_person"),
        ({"expert": "/"}, "expert", "unknown_person"),
        ({"expert": None}, "expert", "missing"),
        ({"leader": None}, "leader", "missing"),
        ({"date": "2026年6月31日"}, "date", "bad_date"),
        ({"date": "2026.13.1"}, "date", "bad_month"),
        ({"date": "2026.6.29-31"}, "date", "bad_date"),
        ({"date": "2026.6.20-12"}, "date", "bad_date"),
        ({"date": 1.1}, "date", "ambiguous_date"),
        ({"closed": "2026.2.30"}, "closed", "bad_date"),
    ],
)
def test_rows_that_are_held(cells, field, code):
    assert [(note.field, note.code) for note in read(**cells).errors] == [(field, code)]


def test_what_was_assumed_is_said():
    assert codes(read(date="1月12日").warnings) == ["year_from_title"]
    assert codes(read(date="2026.1.12-13").warnings) == ["date_range"]
    assert codes(read(date="1月12-13日").warnings) == ["date_range", "year_from_title"]
    assert codes(read(date="春节前").warnings) == ["date_text"]
    assert codes(read(request="无").warnings) == ["none_value"]
    assert codes(read(leader=Cell("张某某", filled_from=(2, 1))).warnings) == ["filled_down"]
    assert read(mode="19900000001").extra == {"联系电话": "19900000001"}


def test_a_ledger_without_leaders_is_taken():
    (reading,) = read_block(RECIPE, block_of([{"expert": "周文博", "date": "2026.1.12"}]))
    assert (reading.held, reading.values) == (False, {"expert": "周文博", "date": "2026-01-12"})


def test_the_same_visit_twice():
    visit = PAIR | {"date": "2026.1.12", "mode": "电话"}
    rows = [
        visit,
        visit | {"date": "2026年1月12日", "mode": "电话联系", "expert": "周 文博"},
        visit | {"mode": "走访"},
        visit | {"leader": "李某"},
        visit | {"date": "2026.1.13"},
        visit | {"date": None},
        visit | {"date": None},
        visit | {"expert": "不详"},
        visit | {"date": "春节前"},
        visit | {"date": "春节前"},
    ]
    repeats = RECIPE.judge(read_block(RECIPE, block_of(rows)))
    assert [(repeat.later, repeat.first, repeat.rule) for repeat in repeats] == [(1, 0, "same_visit"), (9, 8, "same_visit")]


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("走访", ["走访"]),
        ("登门走访", ["走访"]),
        ("登门拜访", ["登门"]),
        ("电话联系、微信沟通", ["电话", "微信"]),
        ("走访/电话/座谈", ["走访", "电话", "座谈"]),
        ("座谈会", ["座谈"]),
        ("视频会议", ["视频"]),
        ("书面慰问信", ["书面慰问信"]),
        ("", []),
    ],
)
def test_modes(text, modes):
    assert modes_of(text) == modes


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("张某（县委常委、组织部部长）", ("张某", "县委常委、组织部部长")),
        ("副县长 张某", ("张某", "副县长")),
        ("张某某 县委书记", ("张某某", "县委书记")),
        ("县委某常委", ("县委某常委", "")),
        ("县委书记", ("县委书记", "")),
        ("张某、李某", ("张某、李某", "")),
        ("欧阳 明", ("欧阳 明", "")),
    ],
)
def test_a_post_written_behind_a_name(text, pair):
    assert split_person(text) == pair


def test_a_title_written_behind_a_name():
    assert split_person("张某/副县长", both=True) == ("张某", "副县长")
    assert split_title("欧阳 明") == ("欧阳明", "")
    assert split_title("某大学教授") == ("某大学教授", "")
    assert split_title("周文博 教授") == ("周文博", "教授")


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("联系领导", "leader"),
        ("县领导", "leader"),
        ("县级领导姓名", "leader"),
        ("县（处）级领导", "leader"),
        ("专家姓名", "expert"),
        ("联系对象", "expert"),
        ("服务对象", "expert"),
        ("走访时间", "date"),
        ("联系时间（年月日）", "date"),
        ("方式", "mode"),
        ("联系方式（走访/电话/座谈）", "mode"),
        ("走访事由", "visit_kind"),
        ("类型", "visit_kind"),
        ("专家诉求", "request"),
        ("反映问题", "request"),
        ("意见建议及诉求", "request"),
        ("交办单位", "unit"),
        ("办理情况", "result"),
        ("是否办结", "result"),
        ("是否办结/办结时间", "closed"),
        ("完成时间", "closed"),
        ("序号", None),
        ("联系电话", None),
    ],
)
def test_headers(header, key):
    match = Matcher(RECIPE.columns).match((header,))
    assert (match.key if match else None) == key


def layout_of(path):
    """(blocks, readings per block) with the people recipe in the race."""
    recipes = {recipe.kind: recipe for recipe in (PeopleReading(today=RECIPE.today), RECIPE)}
    blocks, _ = find_blocks(read_here(path), list(recipes.values()))
    return blocks, [read_block(recipes[block.kind], block) for block in blocks]


def saved(folder, sheets, merges=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        for area in merges:
            page.merge_cells(area)
    book.save(folder / "台账.xlsx")
    return folder / "台账.xlsx"


def test_two_header_rows_and_merged_leaders(tmp_path):
    rows = [
        ["某县县级领导联系服务高层次人才走访记录表（2026年上半年）"],
        ["填报单位：县委组织部", None, None, None, "填报时间：2026年7月3日"],
        ["序号", "县级领导", None, "联系服务对象", None, None, "走访情况", None, None, "诉求办理"],
        [
            None, "姓名", "职务", "姓名", "工作单位", "职务职称", "走访时间", "走访方式", "走访事由", "反映问题", "责任单位",
            "办理情况", "办结时间",
        ],
        [1, "张某某", "县委书记", "周文博", "某研究院", "研究员", "1月12日", "登门走访", "重大节日", "入学", "教体局", "已办结", "2月1日"],
        [None, None, None, "吴静", "某大学", "副教授", "1月13-14日", "电话、微信", "生病住院", "无"],
        [2, "王某", "副县长", "待定", None, None, "2026.3", "走访"],
        ["合计", "2人"],
        ["填表人：某某    联系电话：0393-6200000"],
    ]  # fmt: skip
    merges = ["A1:M1", "B3:C3", "D3:F3", "G3:I3", "J3:M3", "A3:A4", "A5:A6", "B5:B6", "C5:C6"]
    (block,), (readings,) = layout_of(saved(tmp_path, {"台账": rows}, merges))
    assert (block.kind, block.header_rows, block.ignored_rows) == ("liaison", [3, 4], [(8, "total"), (9, "signature")])
    assert readings[0].values == {
        "leader": "张某某", "leader_post": "县委书记", "expert": "周文博", "expert_post": "某研究院 研究员",
        "date": "2026-01-12", "mode": ["走访"], "visit_kind": "重大节日", "request": "入学", "unit": "教体局",
        "result": "已办结", "closed": "2026-02-01",
    }  # fmt: skip
    assert readings[1].values == {
        "leader": "张某某", "leader_post": "县委书记", "expert": "吴静", "expert_post": "某大学 副教授",
        "date": "2026-01-13", "date_end": "2026-01-14", "mode": ["电话", "微信"], "visit_kind": "生病住院",
    }  # fmt: skip
    assert [note.code for note in readings[2].errors] == ["unknown_person"]


def test_each_post_speaks_of_the_one_before_it(tmp_path):
    for order in (("联系县领导", "专家姓名"), ("专家姓名", "联系县领导")):
        row = {"联系县领导": ["刘某", "副县长"], "专家姓名": ["孙七", "总经理"]}
        rows = [[order[0], "职务", order[1], "职务", "时间", "联系形式"], [*row[order[0]], *row[order[1]], 46150, "上门走访"]]
        _, ((reading,),) = layout_of(saved(tmp_path, {"Sheet1": rows}))
        expected = {"leader": "刘某", "leader_post": "副县长", "expert": "孙七", "expert_post": "总经理"}
        assert reading.values == expected | {"date": "2026-05-08", "mode": ["走访"]}


def test_a_sheet_for_each_leader(tmp_path):
    def sheet(leader, post, *rows):
        head = ["联系领导：", leader, None, "领导职务：", post]
        header = ["序号", "走访对象", "单位及职务", "走访日期", "方式", "事由", "诉求", "办理单位", "办理进展", "完成时间"]
        return [["县领导联系专家走访记录"], head, header, *rows]

    first = [1, "周文博", "某研究院研究员", "2026-01-12至2026-01-15", "走访慰问", "重大节日", "—"]
    second = [2, "吴静", "某大学副教授", "2026年1月12、13日", "电话/座谈", None, "住房", "住建局", "已办结", "2026年2月"]
    sheets = {"张某某": sheet("张某某", "县委常委", first, second), "李某": sheet("李某", "副县长", first)}
    blocks, readings = layout_of(saved(tmp_path, sheets))
    assert [block.kind for block in blocks] == ["liaison", "liaison"]
    found = [[(r.values["leader"], r.values["leader_post"], r.values["expert"]) for r in rows] for rows in readings]
    assert found == [
        [("张某某", "县委常委", "周文博"), ("张某某", "县委常委", "吴静")],
        [("李某", "副县长", "周文博")],
    ]
    assert (readings[0][0].values["date_end"], readings[0][1].values["closed"]) == ("2026-01-15", "2026-02")
    assert "from_form_head" in codes(readings[0][0].warnings)


def test_an_old_xls_with_a_column_of_names(tmp_path):
    book = xlwt.Workbook()
    page = book.add_sheet("走访")
    rows = [
        ["序号", "姓名", "单位及职务", "联系领导", "走访时间", "走访方式", "提出的意见建议", "落实单位", "落实情况"],
        [1, "韩某", "某公司董事长", "张某（副县长）", "2026年3月5日", "座谈交流", "用地", "自然资源局", "正在协调"],
    ]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            page.write(number, column, value)
    book.save(str(tmp_path / "走访.xls"))
    (block,), ((reading,),) = layout_of(tmp_path / "走访.xls")
    assert block.kind == "liaison"
    assert reading.values == {
        "leader": "张某", "leader_post": "副县长", "expert": "韩某", "expert_post": "某公司董事长", "date": "2026-03-05",
        "mode": ["座谈"], "request": "用地", "unit": "自然资源局", "result": "正在协调",
    }  # fmt: skip


def test_a_list_of_people_with_their_leader_stays_a_list_of_people(tmp_path):
    rows = [
        ["序号", "姓名", "性别", "出生年月", "工作单位", "职务", "职称", "联系方式", "联系领导"],
        [1, "韩某", "男", "1968.05", "某公司", "董事长", "高级工程师", "19900000001", "张某"],
    ]
    (block,), _ = layout_of(saved(tmp_path, {"名单": rows}))
    assert block.kind == "people"
