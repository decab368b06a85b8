"""Values, formats and positions as Excel shows them, from xlsx, xls and csv alike."""

import datetime as dt
import json
import subprocess
import sys

import openpyxl
import pytest
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from talentbase.imports.sealing import pack_cells, unpack_cells
from talentbase.sheets import child, limits
from talentbase.sheets.cells import Cell, Refused, Sheet, Workbook
from talentbase.sheets.child import read_here, read_workbook
from talentbase.sheets.formats import from_serial, is_date_format
from talentbase.sheets.wire import decode, encode
from tests.sheets.making import make_xlsx


def column_a(sheet: Sheet) -> list:
    return [sheet.rows.get(row, {}).get(1, Cell()).value for row in range(1, max(sheet.rows) + 1)]


@pytest.fixture
def rich(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    values = [
        "姓名",
        "两行\n文字",
        1970.1,
        1970.1,
        dt.date(1980, 5, 6),
        dt.datetime(1980, 5, 6, 8, 30),
        30000,
        30000,
        19900000001,
        4.10923198001011e17,
        "=TODAY()",
        "#REF!",
        True,
        "  ",
        dt.time(9, 5),
        "'00123",
        "合并",
    ]
    for row, value in enumerate(values, 1):
        page.cell(row, 1).value = value
    page["A4"].number_format = "0.00"
    page["A7"].number_format = 'yyyy"年"m"月";@'
    page["A1"].comment = Comment("不含奖金", "某人")
    page["A2"].fill = PatternFill("solid", fgColor="FFFF0000")
    page.merge_cells("A17:B18")
    page.row_dimensions[3].hidden = True
    page.column_dimensions["B"].hidden = True
    book.create_sheet("隐藏").sheet_state = "hidden"
    path = tmp_path / "rich.xlsx"
    book.save(path)
    return path


def test_values_of_an_xlsx(rich):
    workbook = read_here(rich)
    assert column_a(workbook.sheets[0]) == [
        "姓名",
        "两行\n文字",
        1970.1,
        1970.1,
        dt.date(1980, 5, 6),
        dt.datetime(1980, 5, 6, 8, 30),
        dt.date(1982, 2, 18),
        30000,
        19900000001,
        4.10923198001011e17,
        None,
        None,
        True,
        None,
        dt.time(9, 5),
        "'00123",
        "合并",
        "合并",
    ]
    assert isinstance(workbook.sheets[0].rows[10][1].value, float)


def test_what_stands_beside_the_values(rich):
    sheet, hidden = read_here(rich).sheets
    cell = {row: cells[1] for row, cells in sheet.rows.items()}
    assert (cell[1].comment, cell[2].fill) == ("不含奖金", "FF0000")
    assert (cell[3].number_format, cell[4].number_format) == ("General", "0.00")
    assert (cell[11].formula_uncached, cell[12].error) == (True, "#REF!")
    assert sheet.rows[18][2].filled_from == (17, 1)
    assert cell[17].filled_from is None
    assert (sheet.hidden_rows, sheet.hidden_columns, hidden.hidden) == ({3}, {2}, True)


def test_the_child_says_the_same(rich):
    assert read_workbook(rich) == read_here(rich)


def test_a_workbook_survives_the_pipe():
    cells = {
        1: Cell("甲\n乙", "@", fill="FF0000"),
        2: Cell(dt.datetime(2026, 1, 2, 3, 4)),
        3: Cell(dt.time(1, 2)),
        4: Cell(True),
    }
    cells |= {
        5: Cell(None, error="#N/A"),
        6: Cell(1.5, "0.00", filled_from=(1, 5)),
        7: Cell(None, comment="注"),
        300: Cell(-3),
        301: Cell(float("inf")),
        302: Cell(dt.date(1982, 2, 18)),
        303: Cell(4.10923198001011e17),
    }
    sheet = Sheet("名单", {2: cells}, [(1, 1, 2, 2)], True, {4}, {5, 6}, 2)
    workbook = Workbook("a.xlsx", "xlsx", [sheet, Sheet("空")], ["提示。"])
    assert decode(encode(workbook)) == workbook
    assert unpack_cells(pack_cells(cells)) == cells
    with pytest.raises(ValueError):
        decode(list(encode(workbook))[:-1])


@pytest.mark.parametrize(("row", "column"), [(1, 1), (2, 1), (1, 3), (4, 3)])
def test_a_sheet_may_begin_anywhere(tmp_path, row, column):
    book = openpyxl.Workbook()
    for step, value in enumerate("甲乙丙"):
        book.active.cell(row + step, column + step).value = value
    book.active.cell(row + 5, column).fill = PatternFill("solid", fgColor="FFFF0000")
    book.save(tmp_path / "t.xlsx")
    rows = read_here(tmp_path / "t.xlsx").sheets[0].rows
    found = {(r, c): cell.value for r, cells in rows.items() for c, cell in cells.items() if cell.value}
    assert found == {(row + step, column + step): value for step, value in enumerate("甲乙丙")}


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = dt.date(1980, 5, 6)
    book.active["A2"] = 27885
    book.active["A2"].number_format = 'yyyy"年"m"月"d"日"'
    book.save(tmp_path / "a.xlsx")
    assert column_a(read_here(tmp_path / "a.xlsx").sheets[0]) == [dt.date(1980, 5, 6), dt.date(1980, 5, 6)]


@pytest.mark.parametrize("builtin", [14, 27, 31, 36, 50, 57, 58])
def test_date_formats_only_chinese_excel_knows(tmp_path, builtin):
    """Ids 27-36 and 50-58 have no code in the file and mean dates in Chinese Excel and WPS."""
    import zipfile

    path = make_xlsx(tmp_path / "a.xlsx", {"a": [(30000,)]})
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'<xf numFmtId="0"', b'<xf numFmtId="%d"' % builtin)
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    assert column_a(read_here(path).sheets[0]) == [dt.date(1982, 2, 18)]


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("General", False),
        ("0.00", False),
        ("@", False),
        ("#,##0_);[Red]\\(#,##0\\)", False),
        ('0"年"', False),
        ("0.00E+00", False),
        ("yyyy/m/d", True),
        ('[$-804]yyyy"年"m"月";@', True),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", True),
        ("h:mm AM/PM", True),
        ("[h]:mm", True),
        ('"日期"0', False),
        ("yyyy\\.mm", True),
        ("", False),
    ],
)
def test_is_date_format(code, is_date):
    assert is_date_format(code) is is_date


def test_serials():
    assert from_serial(1, False) == dt.date(1900, 1, 1)
    assert from_serial(59, False) == dt.date(1900, 2, 28)
    assert from_serial(61, False) == dt.date(1900, 3, 1)
    assert from_serial(0.5, False) == dt.time(12)
    assert from_serial(-1, False) == -1
    assert from_serial(9e9, False) == 9e9


def test_values_of_an_xls(tmp_path):
    book = xlwt.Workbook()
    page = book.add_sheet("名单")
    page.write(0, 0, "姓名")
    page.write(1, 0, 1970.1, xlwt.easyxf(num_format_str="0.00"))
    page.write(2, 0, dt.date(1980, 5, 6), xlwt.easyxf(num_format_str="yyyy/m/d"))
    page.write(3, 0, 19900000001)
    page.write(4, 0, "红", xlwt.easyxf("pattern: pattern solid, fore_colour red"))
    page.write_merge(5, 6, 0, 1, "合并")
    page.row(3).hidden = True
    page.col(1).hidden = True
    book.add_sheet("隐藏").visibility = 1
    book.save(str(tmp_path / "a.et"))
    workbook = read_workbook(tmp_path / "a.et")
    sheet = workbook.sheets[0]
    assert column_a(sheet) == ["姓名", 1970.1, dt.date(1980, 5, 6), 19900000001, "红", "合并", "合并"]
    assert (sheet.rows[2][1].number_format, sheet.rows[5][1].fill, sheet.rows[7][2].filled_from) == ("0.00", "FF0000", (6, 1))
    assert (sheet.hidden_rows, sheet.hidden_columns, workbook.sheets[1].hidden, workbook.form) == ({4}, {2}, True, "et")


CSV = '姓名,电话,备注\n\n张某,="19900000001","两行\n文字，有逗号"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_in_every_encoding(tmp_path, encoding):
    path = tmp_path / "upload"
    path.write_bytes(CSV.encode(encoding))
    sheet = read_workbook(path, "统战部名单.csv").sheets[0]
    assert sheet.name == "统战部名单"
    assert {row: [cell.value for cell in cells.values()] for row, cells in sheet.rows.items()} == {
        1: ["姓名", "电话", "备注"],
        3: ["张某", "19900000001", "两行\n文字，有逗号"],
    }


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("姓名\t身份证号\n张某\t410900199001010011\n", "410900199001010011"),
        ("姓名;电话\n张某;199\n", "199"),
        ('姓名,电话\n张某,"=""199"""\n', "199"),
        ("姓名,电话\n张某,'19900000001\n", "19900000001"),
        ("姓名,电话\r\n张某,\t19900000001\r\n", "19900000001"),
        ("姓名，备注，其他\n张某，某某，无\n", "某某"),
    ],
)
def test_separators_and_wrapped_numbers(tmp_path, text, second):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert read_here(path).sheets[0].rows[2][2].value == second


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 50, b"abc\x07def,1\n", bytes(range(128, 256)) * 3])
def test_bytes_that_are_no_text(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(Refused):
        read_here(path)


def test_a_reader_that_hangs_or_dies_is_a_refusal(tmp_path, monkeypatch):
    path = make_xlsx(tmp_path / "a.xlsx", {"a": [("姓名",)]})
    monkeypatch.setattr(limits, "CHILD_WALL_SECONDS", 0.001)
    with pytest.raises(Refused) as refused:
        read_workbook(path)
    assert (refused.value.code, "超时" in refused.value.message) == ("unreadable", True)


def test_the_child_stands_its_memory_limit(tmp_path):
    """A file that asks for more than the child may have ends in a refusal line, not in a traceback."""
    path = make_xlsx(tmp_path / "a.xlsx", {"a": [("姓名",)]})
    program = (
        "import sys, talentbase.sheets.child as child\n"
        "def greedy(*_): return bytes(2 * 1024 ** 3)\n"
        "child.read_here = greedy\n"
        f"child.main({str(path)!r}, 'a.xlsx')\n"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=child.ROOT, check=True)
    assert json.loads(answer.stdout)[:2] == ["refused", "unreadable"]


def test_the_child_sees_nothing_of_our_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    monkeypatch.setenv("PYTHONHOME", "/nowhere")  # would keep any Python from starting
    path = make_xlsx(tmp_path / "a.xlsx", {"a": [("姓名",)]})
    assert read_workbook(path).sheets[0].rows[1][1].value == "姓名"
