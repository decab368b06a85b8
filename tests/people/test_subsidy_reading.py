"""Rows of payment rosters as offices of other counties write them. People, numbers and accounts are invented."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import xlwt

from demand.needs.reading import DemandReading, TechReading
from people.benefits.reading import SubsidyReading
from people.benefits.reading_months import BadMonths, parse_months
from people.liaison.reading import LiaisonReading
from people.registry.reading import PeopleReading
from talentbase.imports.document import duplicates_in_file, to_document
from talentbase.imports.reading import read_block
from talentbase.sheets.blocks import Block, BlockColumn, BlockRow
from talentbase.sheets.cells import Cell
from talentbase.sheets.child import read_workbook
from talentbase.sheets.headers import Matcher
from talentbase.sheets.layout import find_blocks

SHARED = Path(__file__).resolve().parents[3] / "shared" / "sheets"
TODAY = dt.date(2026, 7, 1)
RECIPE = SubsidyReading(today=TODAY)
RECIPES = {
    recipe.kind: recipe
    for recipe in (PeopleReading(today=TODAY), LiaisonReading(today=TODAY), RECIPE, DemandReading(), TechReading())
}
LABELS = {column.key: column.label for column in RECIPE.columns} | {"amount": "发放金额", "standard_yuan_month": "补贴标准"}
TITLE = "2026年第二季度人才补贴发放花名册\n单位：元"
FIRST, SECOND, THIRD = "410900199503050015", "410900199312200025", "410900198511030028"
QUARTER = ["2026-04", "2026-05", "2026-06"]


def block_of(rows, headers=None, title=TITLE, **fields):
    """rows: [{key: value or Cell}]; a key that is no column of ours is a header without meaning (补贴月数)."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    named = LABELS | (headers or {})
    columns = [BlockColumn(n, named.get(key, key), key if key in LABELS else None) for n, key in enumerate(keys, 1)]
    made = []
    for number, row in enumerate(rows, 4):
        cells = {n: row[key] if isinstance(row.get(key), Cell) else Cell(row.get(key)) for n, key in enumerate(keys, 1)}
        made.append(BlockRow(number, {n: cell for n, cell in cells.items() if cell.value is not None or cell.error}))
    return Block("花名册", "subsidy", [3], columns, made, title=title, **fields)


def read(headers=None, title=TITLE, **cells):
    return read_block(RECIPE, block_of([{"name": "韩雪"} | cells], headers, title=title))[0]


def values(reading):
    return {key: value for key, value in reading.values.items() if key not in ("name", "kind")}


def codes(notes):
    return [note.code for note in notes]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"id_number": FIRST}, {"id_number": FIRST}),
        ({"id_number": "410900680512001"}, {"id_number": "410900196805120011"}),
        ({"education": "硕士研究生"}, {"education": "11", "degree": "3"}),
        ({"education": "本科"}, {"education": "21"}),
        ({"education": "研究生", "degree": "工学博士"}, {"education": "11", "degree": "208"}),
        ({"education": "博士后"}, {"education": "11", "degree": "2"}),
        ({"standard_yuan_month": 1500}, {"standard_yuan_month": 1500}),
        ({"standard_yuan_month": "1500元/月"}, {"standard_yuan_month": 1500}),
        ({"standard_yuan_month": "1,500.00"}, {"standard_yuan_month": 1500}),
        ({"standard_yuan_month": "每人每月1500元"}, {"standard_yuan_month": 1500}),
        ({"standard_yuan_month": "1500元/人·月"}, {"standard_yuan_month": 1500}),
        ({"standard_yuan_month": "0.15万元/月"}, {"standard_yuan_month": 1500}),
        ({"standard_yuan_month": "1.8万元/年"}, {"standard_yuan_month": 1500}),
        ({"standard_yuan_month": "一次性30000元"}, {}),
        ({"standard_yuan_month": "按文件执行"}, {}),
        ({"kind": "安家费", "standard_yuan_month": 30000, "amount": 30000}, {"amount": 30000}),
        ({"months": "4-6月"}, {"months": QUARTER}),
        ({"amount": 4500}, {"amount": 4500}),
        ({"amount": "4,500.00元"}, {"amount": 4500}),
        ({"amount": "¥4500"}, {"amount": 4500}),
        ({"amount": "0.45万元"}, {"amount": 4500}),
        ({"amount": "1500×3=4500"}, {"amount": 4500}),
        ({"amount": 1234.56}, {"amount": 1234.56}),
        ({"amount": 0}, {"amount": 0}),
        ({"amount": Cell(6000, filled_from=(3, 2))}, {}),
        ({"account": "农行 6228000000000000001"}, {"bank": "农行", "account": "6228000000000000001"}),
        (
            {"account": "开户行：工行某支行\n账号：6217000000000000002"},
            {"bank": "工行某支行", "account": "6217000000000000002"},
        ),
        ({"account": "6228 0000 0000 0000 001（农行）"}, {"bank": "农行", "account": "6228000000000000001"}),
        ({"account": "６２２８000000000000001"}, {"account": "6228000000000000001"}),
        ({"account": 410900123456}, {"account": "410900123456"}),
        ({"bank": "农行", "account": "6228000000000000001"}, {"bank": "农行", "account": "6228000000000000001"}),
        ({"bank": "农行6228000000000000001"}, {"bank": "农行", "account": "6228000000000000001"}),
        ({"account": "无"}, {}),
        ({"account": "某农商行"}, {"bank": "某农商行"}),
        ({"remark": "第一年"}, {"remark": "第一年"}),
    ],
)
def test_values(cells, found):
    reading = read(**cells)
    assert values(reading) == found
    assert not reading.held


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"name": None}, "name", "missing"),
        ({"id_number": "410900199001010011"}, "id_number", "bad_checksum"),
        ({"id_number": "41090019900101001"}, "id_number", "bad_length"),
        ({"id_number": "410900198702300019"}, "id_number", "bad_birth"),
        ({"id_number": "41090019900101O01X"}, "id_number", "bad_value"),
        ({"id_number": 4.1090019950305e17}, "id_number", "precision_lost"),
        ({"account": 6.217e18}, "account", "precision_lost"),
        ({"account": "6.217E+18"}, "account", "precision_lost"),
        ({"account": "6228****0001"}, "account", "bad_value"),
        ({"months": "13月"}, "months", "bad_month"),
        ({"months": "6-4月"}, "months", "bad_value"),
        ({"amount": "待定"}, "amount", "bad_value"),
        ({"amount": -500}, "amount", "out_of_range"),
        ({"amount": Cell(None, error="#REF!")}, "amount", "formula_error"),
        ({"standard_yuan_month": 500, "months": "4-5月", "amount": 1500}, "amount", "mismatch"),
        ({"standard_yuan_month": 500, "补贴月数": 3, "amount": 1000}, "amount", "mismatch"),
        ({"standard_yuan_month": 500, "months": "共3个月", "amount": 1000}, "amount", "mismatch"),
    ],
)
def test_rows_that_are_held(cells, field, code):
    assert [(note.field, note.code) for note in read(**cells).errors] == [(field, code)]


def test_the_sum_that_would_be_right_is_proposed():
    (error,) = read(standard_yuan_month="500元", months="4-5月", amount=1500).errors
    assert (error.message, error.proposal) == ("500元×2个月应为1000元，表中为1500元，请核对", "1000")


def test_what_was_assumed_is_said():
    assert codes(read(months="4-6月").warnings) == ["year_from_title"]
    assert codes(read(months="2026年4-6月").warnings) == []
    assert codes(read(amount=Cell(9000, formula_uncached=True)).warnings) == ["formula_uncached"]
    assert codes(read(standard_yuan_month="1.8万元/年").warnings) == ["unit_converted"]
    assert read(education="硕士（某某大学）").extra == {"毕业院校": "某某大学"}
    assert read(account="某农商行", bank="农行").extra == {"账号备注": "某农商行"}


def test_the_sheet_says_the_unit_and_the_kind():
    title = "2026年第二季度引进人才租房补贴发放表\n单位：万元"
    reading = read(title=title, standard_yuan_month=1500, months="4-6月", amount=0.45)
    assert (reading.held, reading.values["standard_yuan_month"], reading.values["amount"]) == (False, 1500, 4500)
    assert reading.values["kind"] == "租房补贴"
    assert read(title=title, standard_yuan_month=0.15, months="4-6月", amount=0.45).values["standard_yuan_month"] == 1500
    assert read({"amount": "发放金额(万元)"}, amount=1.2).values["amount"] == 12000
    assert read({"amount": "发放金额(元)"}, title=title, amount=4500).values["amount"] == 4500
    assert read({"standard_yuan_month": "年补贴标准(元)"}, standard_yuan_month=18000).values["standard_yuan_month"] == 1500


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("4-6月", QUARTER),
        ("4—6月份", QUARTER),
        ("4、5、6月", QUARTER),
        ("4月、5月、6月", QUARTER),
        ("4.5.6月", QUARTER),
        ("4/5/6", QUARTER),
        ("4-6", QUARTER),
        ("2026年4-6月", QUARTER),
        ("2026.4-6", QUARTER),
        ("2026.04-2026.06", QUARTER),
        ("2026-04至2026-06", QUARTER),
        ("202604-202606", QUARTER),
        ("2026年4月至6月", QUARTER),
        ("2026年4月1日至6月30日", QUARTER),
        ("2026.4.1-2026.6.30", QUARTER),
        ("4-6月（3个月）", QUARTER),
        ("四月至六月", QUARTER),
        ("四、五、六月", QUARTER),
        ("第二季度", QUARTER),
        ("2026年2季度", QUARTER),
        ("二季度", QUARTER),
        ("Q2", QUARTER),
        ("4月", ["2026-04"]),
        ("4", ["2026-04"]),
        ("2025年12月", ["2025-12"]),
        ("2025.11-2026.2", ["2025-11", "2025-12", "2026-01", "2026-02"]),
        ("2025年11月-次年1月", ["2025-11", "2025-12", "2026-01"]),
        ("2025年11月至1月", ["2025-11", "2025-12", "2026-01"]),
        ("11月至1月", ["2025-11", "2025-12", "2026-01"]),
        ("2025年12月、2026年1月", ["2025-12", "2026-01"]),
        ("1-2月、4月", ["2026-01", "2026-02", "2026-04"]),
        ("十一、十二月", ["2026-11", "2026-12"]),
        ("上半年", [f"2026-{month:02d}" for month in range(1, 7)]),
        ("2025年下半年", [f"2025-{month:02d}" for month in range(7, 13)]),
        ("1-2季度", [f"2026-{month:02d}" for month in range(1, 7)]),
        ("3个月", []),
    ],
)
def test_months(text, months):
    assert parse_months(text, 2026).iso() == months


@pytest.mark.parametrize("text", ["0月", "13月", "2026年4月-2025年1月", "长期", "4月x日"])
def test_words_that_are_no_months(text):
    with pytest.raises(BadMonths):
        parse_months(text, 2026)


def test_months_out_of_cells():
    assert read(months=dt.datetime(2026, 4, 1)).values["months"] == ["2026-04"]
    assert read(months=Cell(dt.datetime(2026, 4, 6), 'm"月"d"日"')).values["months"] == QUARTER
    assert read(months=202604).values["months"] == ["2026-04"]
    assert read(months="5月起", 补贴月数=2).values["months"] == ["2026-05", "2026-06"]
    assert read(months="一次性").extra == {"补贴月份": "一次性"}
    assert read(title="2025年第四季度发放表", months="10-12月").values["months"][0] == "2025-10"


def test_the_same_payment_twice():
    paid = {"id_number": FIRST, "kind": "生活补贴", "months": "4-6月", "amount": 4500}
    rows = [
        paid,
        paid | {"months": "2026年第二季度"},
        paid | {"months": "7月"},
        paid | {"kind": "租房补贴"},
        paid | {"months": "6月"},
        paid | {"id_number": SECOND},
        paid | {"id_number": THIRD, "kind": "安家费", "months": None},
        paid | {"id_number": THIRD, "kind": "安家费", "months": None},
        paid | {"id_number": None},
        paid | {"id_number": None},
        paid | {"id_number": None, "account": "6228000000000000001"},
        paid | {"id_number": None, "account": "6228000000000000001"},
    ]
    repeats = RECIPE.judge(read_block(RECIPE, block_of([{"name": "韩雪"} | row for row in rows])))
    found = [(repeat.later, repeat.first, repeat.rule) for repeat in repeats]
    assert found == [(later, first, "double_payment") for later, first in ((1, 0), (4, 0), (7, 6), (11, 10))]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("姓名", "name"),
        ("领款人", "name"),
        ("公民身份号码", "id_number"),
        ("用人单位", "employer"),
        ("学历学位", "education"),
        ("补助项目", "kind"),
        ("发放标准", "standard_yuan_month"),
        ("月补贴标准（元）", "standard_yuan_month"),
        ("补贴月份", "months"),
        ("起止月份", "months"),
        ("发放金额（元）", "amount"),
        ("合计", "amount"),
        ("小计", "amount"),
        ("实发金额", "amount"),
        ("开户行", "bank"),
        ("开户银行及账号", "account"),
        ("银行卡号", "account"),
        ("帐号", "account"),
        ("序号", None),
        ("领取人签字", None),
        ("补贴月数", None),
        ("类别", None),
    ],
)
def test_headers(header, key):
    match = Matcher(RECIPE.columns).match((header,))
    assert (match.key if match else None) == key


def document_of(path):
    blocks, ignored = find_blocks(read_workbook(path), list(RECIPES.values()))
    readings = [read_block(RECIPES[block.kind], block) for block in blocks]
    return to_document(blocks, readings, duplicates_in_file(blocks, readings, RECIPES), ignored)


def saved(path, rows, formats=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for at, code in (formats or {}).items():
        book.active[at].number_format = code
    book.save(path)
    return path


def told(document):
    """(records by row, errors, duplicates, ignored rows) of the only block."""
    (block,) = document["blocks"]
    assert block["kind"] == "subsidy"
    return (
        {record["row"]: record["values"] for record in block["records"]},
        [(error["row"], error["field"], error["code"]) for error in block["errors"]],
        [(found["row"], found["of"]["row"], found["rule"]) for found in block["duplicates"]],
        [(row["row"], row["why"]) for row in block["ignored_rows"]],
    )


def test_a_roster_in_wan_yuan_with_first_and_last_month(tmp_path):
    rows = [
        ["附件2"],
        ["2026年第一季度高层次人才生活补贴发放明细表"],
        ["发放单位（盖章）：县委组织部", None, None, None, None, None, None, None, "单位：万元"],
        ["序号", "人才姓名", "身份证号", "所在单位", "月补贴标准", "起始月份", "截止月份", "发放金额", "开户行", "银行卡号"],
        [1, "韩雪", FIRST, "县人民医院", 0.15, "2026.1", "2026.3", 0.45, "农行某支行", "6228 0000 0000 0000 001"],
        [2, "丁磊", SECOND, "某公司", 3000, "2025年11月", "2026年2月", 1.2, "工行", "6217000000000000002"],
        [3, "谢芳", THIRD, "某公司", 0.1, "2026.1", "2026.3", 0.2, "工行", 6217000000000000002],
        ["小计", None, None, None, None, None, None, 1.85],
        ["合计（大写）：壹万捌仟伍佰元整"],
        ["审核：       制表：      领导签字："],
    ]
    records, errors, duplicates, ignored = told(document_of(saved(tmp_path / "表.xlsx", rows)))
    assert records[5] == {
        "name": "韩雪", "id_number": FIRST, "employer": "县人民医院", "kind": "生活补贴", "standard_yuan_month": 1500,
        "months": ["2026-01", "2026-02", "2026-03"], "amount": 4500, "bank": "农行某支行", "account": "6228000000000000001",
    }  # fmt: skip
    assert (records[6]["amount"], records[6]["months"][0], len(records[6]["months"])) == (12000, "2025-11", 4)
    assert sorted(errors) == [(7, "account", "precision_lost"), (7, "amount", "mismatch")]
    assert (duplicates, ignored) == ([], [(8, "subtotal"), (9, "total"), (10, "signature")])


def test_formulas_without_a_stored_result(tmp_path):
    header = ["姓名", "公民身份号码", "补贴项目", "发放标准（元/月）", "补贴月份", "补贴月数", "合计", "开户银行及账号"]
    rows = [
        header,
        ["韩雪", FIRST, "租房补贴", 500, "2026年4、5、6月", "3", "=D2*F2", "农行：6228000000000000001"],
        ["丁磊", SECOND, "租房补贴", 500, "2026年4-5月", 2, "=D3*3"],
        ["谢芳", THIRD, "租房补贴", "500元", "2026年5月", 1, "=D4*F4"],
        ["谢芳", THIRD, "租房补贴", "500元", "2026年5-6月", 2, 1000],
        ["合计", None, None, None, None, None, "=SUM(G2:G5)"],
    ]
    records, errors, duplicates, ignored = told(document_of(saved(tmp_path / "表.xlsx", rows)))
    assert (records[2]["amount"], records[2]["bank"], "amount" in records[4]) == (1500, "农行", False)
    assert (errors, duplicates) == ([(3, "amount", "mismatch")], [(5, 4, "double_payment")])
    assert ignored == [(6, "total")]


def test_an_old_xls_with_a_column_for_each_month(tmp_path):
    book = xlwt.Workbook()
    page = book.add_sheet("Sheet1")
    rows = [
        ["2026年上半年人才补贴发放表"],
        ["序号", "姓名", "身份证号码", "补贴类型", "1月", "2月", "3月", "4月", "5月", "6月", "小计", "账号"],
        [1, "韩雪", FIRST, "生活补贴", *[1500] * 6, 9000, "6228000000000000001"],
        [2, "丁磊", SECOND, "生活补贴", "", "", "", "", 3000, 3000, 6000, "6217000000000000002"],
    ]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            page.write(number, column, value)
    book.save(str(tmp_path / "表.xls"))
    records, errors, _, _ = told(document_of(tmp_path / "表.xls"))
    assert ([len(record["months"]) for record in records.values()], errors) == ([6, 2], [])
    assert (records[4]["months"], records[4]["amount"]) == (["2026-05", "2026-06"], 6000)


def test_a_csv_of_a_payment_system(tmp_path):
    text = (
        "姓名,身份证号,单位,补助项目,标准,发放月份,实发金额,开户行名称,卡号\n"
        f'韩雪,="{FIRST}",县医院,生活补贴,1500元/人·月,2026年4月-6月,"4,500.00",农行,="6228000000000000001"\n'
        f"丁磊,{SECOND},某公司,生活补贴,1.8万元/年,202604-202606,4500元,工行,6.217E+18\n"
    )
    (tmp_path / "表.csv").write_text(text, encoding="gb18030")
    records, errors, _, _ = told(document_of(tmp_path / "表.csv"))
    assert (records[2]["months"], records[2]["amount"], records[2]["account"]) == (QUARTER, 4500, "6228000000000000001")
    assert errors == [(3, "account", "precision_lost")]


def test_several_sums_and_a_blank_column_for_the_signature(tmp_path):
    rows = [
        ["某县2026年4月高技能人才岗位津贴发放名册"],
        ["序号", "单位", "姓名", "证件号码", "津贴标准", "享受月份", "应发金额", "实发金额", "农行卡号", "签字", "备注"],
        [1, "某职专", "韩 雪", FIRST, "800元", "4月", 800, 800, "6228000000000000001", None, "无"],
        [2, "某职专", "丁磊", SECOND, "800元", "4月", 800, 800, "6228000000000000002", None, None],
        ["本页合计", None, None, None, None, None, 1600, 1600],
        ["注：本表一式三份。"],
    ]
    records, errors, _, ignored = told(document_of(saved(tmp_path / "表.xlsx", rows)))
    assert (list(records), errors, ignored) == ([3, 4], [], [(5, "total"), (6, "note")])
    assert (records[3]["name"], records[3]["kind"], records[3]["months"]) == ("韩雪", "岗位津贴", ["2026-04"])


@pytest.mark.skipif(not SHARED.exists(), reason="样表不在此处")
@pytest.mark.parametrize("number", ["01", "02", "03", "04", "06", "07", "09"])
def test_sample_sheets_agree_with_their_truth(number, tmp_path):
    truth = next(SHARED.glob(f"visible/{number}_*.truth.json"))
    source = next(path for path in truth.parent.glob(f"{number}_*") if path.suffix != ".json")
    result = tmp_path / "result.json"
    result.write_text(json.dumps(document_of(source), ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score_import.py"), str(truth), str(result), "--strict", "--no-context"]
    scored = subprocess.run(command, capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout
