"""Lists we hand out and files we hand back."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from talentbase.sheets.annotate import annotated_return
from talentbase.sheets.child import read_here
from talentbase.sheets.column import Column
from talentbase.sheets.write_xlsx import begins_formula, write_table
from tests.sheets.making import make_xlsx

COLUMNS = (Column("name", "姓名", width=10), Column("id_number", "身份证号", sensitive=True, width=20), Column("note", "备注"))


def written(rows, **options):
    buffer = io.BytesIO()
    write_table(buffer, COLUMNS, rows, **options)
    return buffer, openpyxl.load_workbook(buffer).active


def test_the_looks_of_a_list():
    _, page = written([("张某", "410900199001010011", None)], title="在外人才名单", note="共1人。")
    assert [page["A1"].value, page["A2"].value, page["A3"].value, page["A4"].value] == [
        "在外人才名单",
        "姓名",
        "张某",
        "共1人。",
    ]
    assert sorted(map(str, page.merged_cells.ranges)) == ["A1:C1", "A4:C4"]
    assert (page["A2"].font.bold, page["A2"].border.left.style, page.freeze_panes) == (True, "thin", "A3")
    assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.print_title_rows) == ("landscape", 1, "$2:$2")


def test_long_numbers_are_text():
    _, page = written([(None, "410900199001010011", "19900000001、19900000002"), (None, None, "+85200000000")])
    assert [page["B2"].number_format, page["C2"].number_format, page["C3"].number_format] == ["@"] * 3
    assert page["B2"].value == "410900199001010011"


FORMULAS = ["=1+1", "+86 199", "-5", "@SUM(A1)", "\t=1", "＝cmd|x", " =1", "\u200b=1", "＋1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text):
    buffer, page = written([(text, None, None)])
    assert b"<f>" not in zipfile.ZipFile(buffer).read("xl/worksheets/sheet1.xml")
    assert (page["A2"].data_type, page["A2"].quotePrefix, begins_formula(text)) == ("s", True, True)


@pytest.mark.parametrize("text", ["张某", "19900000001", "2026-03", "a=b", "", "（=）", "—"])
def test_plain_text_gets_no_prefix(text):
    assert not begins_formula(text)


def test_values_of_other_types():
    _, page = written([("坏\x00字\ud800", True, 1.5), (dt.date(2026, 3, 5), 7, ["甲", "乙"])])
    assert [cell.value for cell in page[2]] == ["坏字", "是", 1.5]
    assert [page["A3"].value, page["A3"].number_format, page["B3"].value] == [dt.datetime(2026, 3, 5), "yyyy-mm-dd", 7]


def test_what_we_write_we_can_read():
    buffer, _ = written([("张某", "410900199001010011", "=1")], title="名单")
    path = io.BytesIO(buffer.getvalue())
    assert openpyxl.load_workbook(path).active["C3"].value == "=1"


def test_the_senders_own_file_comes_back_annotated(tmp_path):
    rows = [("名单",), ("姓名", "出生年月"), ("张某", "1990-13"), ("李某", "1991.02"), ("合计",)]
    source = make_xlsx(tmp_path / "a.xlsx", {"名单": rows, "其他": [("不动",)]}, {"名单": ["A1:B1", "A5:B5"]})
    problems = [("名单", 3, 2, "第3行出生年月：月份应为01–12，例如1985.03。"), ("名单", 5, None, "第5行无法读取。")]
    out = tmp_path / "out.xlsx"
    annotated_return(source, problems, out, headers={"名单": 2})
    page = openpyxl.load_workbook(out)["名单"]
    assert [page["C2"].value, page["C3"].value, page["C4"].value] == ["错误原因", problems[0][3], None]
    assert (page["B3"].fill.fgColor.rgb, page["B4"].fill.fill_type, page["A1"].value) == ("00FFC7CE", None, "名单")
    again = tmp_path / "again.xlsx"
    annotated_return(out, [("名单", 4, 1, "第4行姓名：重复。")], again, headers={"名单": 2})
    page = openpyxl.load_workbook(again)["名单"]
    assert [page["C2"].value, page["C3"].value, page["C4"].value, page["D2"].value] == [
        "错误原因",
        None,
        "第4行姓名：重复。",
        None,
    ]


def test_a_csv_comes_back_as_xlsx(tmp_path):
    source = tmp_path / "upload"
    source.write_bytes('姓名,身份证号\n张某,="410900198702300019"\n李某,=1+1\n'.encode("gb18030"))
    out = tmp_path / "out.xlsx"
    annotated_return(source, [("名单", 2, 2, "日期不存在。")], out, name="名单.csv", headers={"名单": 1})
    rows = {row: [cell.value for cell in cells.values()] for row, cells in read_here(out).sheets[0].rows.items()}
    assert rows == {
        1: ["姓名", "身份证号", "错误原因"],
        2: ["张某", "410900198702300019", "日期不存在。"],
        3: ["李某", "=1+1"],
    }
