"""The door: hostile and damaged files are refused with a reason, odd but honest ones are read."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from talentbase.sheets import limits
from talentbase.sheets.cells import Refused
from talentbase.sheets.child import read_here, read_workbook
from talentbase.sheets.guard import inspect
from tests.sheets.making import make_xlsx

ROWS = [("姓名", "电话"), ("张某", "19900000001")]


@pytest.fixture
def plain(tmp_path) -> Path:
    return make_xlsx(tmp_path / "plain.xlsx", {"名单": ROWS})


def altered(path: Path, change) -> Path:
    """A copy of the package; `change` gets {part: bytes} and edits it."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    copy = path.with_name("altered.xlsx")
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return copy


def refusal(path: Path, name: str | None = None) -> Refused:
    with pytest.raises(Refused) as refused:
        inspect(path, name)
    assert refused.value.message.endswith("。")
    return refused.value


def in_sheet(old: bytes, new: bytes):
    def change(parts):
        assert old in parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(old, new)

    return change


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "图片"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
        ("<!DOCTYPE html><html>".encode("utf-16"), "网页"),
        (b"<?xml version='1.0'?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>", "旧表格"),
        (b"Rar!\x1a\x07\x00", "压缩包"),
        (b"PK\x03\x04 broken", "损坏"),
    ],
)
def test_other_kinds_of_file(tmp_path, content, words):
    path = tmp_path / "名单.xls"
    path.write_bytes(content)
    refused = refusal(path)
    assert (refused.code, words in refused.message) == ("unreadable", True)


def test_an_empty_file(tmp_path):
    path = tmp_path / "a.xlsx"
    path.touch()
    assert refusal(path).code == "empty"


def test_a_zip_of_something_else(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("名单.xlsx", b"PK")
    assert "解压后" in refusal(path).message


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/sharedStrings.xml", b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "b">]><sst>&a;</sst>'),
        (
            "customXml/item1.bin",
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x SYSTEM "http://a/b"><x/>'.encode("utf-16"),
        ),
        ("docProps/other.png", b"<!-- long -->" + b" " * 5000 + b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'),
    ],
)
def test_a_dtd_in_any_part_whatever_its_name_and_encoding(plain, part, content):
    assert "DTD" in refusal(altered(plain, lambda parts: parts.update({part: content}))).message


def test_macros(plain):
    assert "宏" in refusal(altered(plain, lambda parts: parts.update({"xl/vbaProject.bin": b"x"}))).message


@pytest.mark.parametrize("name", ["../evil.xml", "xl/../../evil.xml", "..\\evil.xml", "C:\\evil.xml"])
def test_part_names_that_leave_the_folder(plain, name):
    assert "部件名" in refusal(altered(plain, lambda parts: parts.update({name: b"x"}))).message


def test_bombs(plain, monkeypatch):
    packed = altered(plain, lambda parts: parts.update({"xl/media/a.bin": bytes(3 * limits.MEGABYTE)}))
    assert "解压后过大" in refusal(packed).message
    many = altered(plain, lambda parts: parts.update({f"xl/media/{n}.bin": b"x" for n in range(limits.PARTS)}))
    assert "部件" in refusal(many).message
    monkeypatch.setattr(limits, "FILE_BYTES", 100)
    assert "分成几个文件" in refusal(plain).message


def test_external_links_are_dropped_with_a_warning(plain):
    linked = altered(plain, lambda parts: parts.update({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}))
    assert "链接已忽略" in read_here(linked).warnings[0]


def test_limits_of_position_count_only_cells_that_hold_something(tmp_path):
    for place, fits in (("A60000", True), ("A60001", False), ("IV1", True), ("IW1", False)):
        book = openpyxl.Workbook()
        book.active["A1"], book.active[place] = "姓名", "张某"
        path = tmp_path / f"{place}.xlsx"
        book.save(path)
        if fits:
            assert inspect(path).sheets[0].cells == 2
        else:
            assert "60000行、256列" in refusal(path).message


def test_a_formatted_blank_in_the_last_row_is_harmless(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "姓名"
    book.active["XFD1048576"].number_format = "0.00"
    path = tmp_path / "a.xlsx"
    book.save(path)
    workbook = read_workbook(path)
    assert list(workbook.sheets[0].rows) == [1]
    assert "空白格式" in workbook.warnings[0]


def test_a_cell_whose_reference_lies_about_its_row(plain):
    assert "60000行" in refusal(altered(plain, in_sheet(b'r="B2"', b'r="B70000"'))).message


def test_numbers_of_cells_and_merges(plain, monkeypatch):
    merges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(10, 10 + limits.MERGES + 1))
    crowded = altered(plain, in_sheet(b"</sheetData>", b"</sheetData><mergeCells>" + merges + b"</mergeCells>"))
    assert "合并单元格" in refusal(crowded).message
    monkeypatch.setattr(limits, "CELLS", 3)
    assert "单元格超过" in refusal(plain).message


def test_a_merge_over_whole_columns_does_not_fill_the_sheet(plain):
    merged = altered(plain, in_sheet(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A2:A1048576"/></mergeCells>'))
    assert max(read_here(merged).sheets[0].rows) < 100


def test_pictures_only(tmp_path, plain):
    drawing = b'<xdr:wsDr xmlns:xdr="x"><xdr:pic/></xdr:wsDr>'
    relation = (
        b'<Relationships><Relationship Id="r1" Type="http://x/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    )

    def change(parts):
        parts["xl/worksheets/sheet1.xml"] = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = relation
        parts["xl/drawings/drawing1.xml"] = drawing

    with pytest.raises(Refused) as refused:
        read_here(altered(plain, change))
    assert refused.value.code == "image_only"


def test_a_macro_or_password_in_an_old_workbook(tmp_path):
    import xlwt

    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "姓名")
    stream = io.BytesIO()
    book.save(stream)
    path = tmp_path / "a.xls"
    path.write_bytes(stream.getvalue() + "_VBA_PROJECT_CUR".encode("utf-16-le"))
    assert "宏" in refusal(path).message
    path.write_bytes(stream.getvalue() + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(path).code == "encrypted"
