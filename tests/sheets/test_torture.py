"""Hostile and odd workbooks: never an exception, never long, and the verdict the index asks for."""

import csv
import time
from pathlib import Path

import pytest

from talentbase.sheets.cells import Refused
from talentbase.sheets.child import read_workbook

SHARED = Path(__file__).resolve().parents[3] / "shared" / "torture"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the torture files lie outside the project, in ../shared")

REFUSED = {
    "v01": "解压后过大",
    "v02": "DTD",
    "v03": "DTD",
    "v06": "太大",
    "v07": "宏",
    "v08": "文件已加密",
    "v11": "HTML",
    "v15": "已损坏",
    "v17": "图片",
    "v18b": "DTD",
    "v18c": "DTD",
    "v20": "部件名",
}
HOSTILE = sorted((SHARED / "hostile").glob("v*"))
SUITES = sorted(path for path in (SHARED / "suites").glob("*") if path.suffix != ".csv")


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_hostile(path):
    words = REFUSED.get(path.name.partition("_")[0])
    if words is None:
        workbook = read_workbook(path)
        assert sum(len(sheet.rows) for sheet in workbook.sheets) == (2701 if "2700" in path.name else 2)
        return
    with pytest.raises(Refused) as refused:
        read_workbook(path)
    assert words in refused.value.message


def test_formulas_in_text_stay_text():
    values = [
        cell.value
        for row in read_workbook(SHARED / "hostile" / "v04_formula_injection_text_cells.xlsx").sheets[0].rows.values()
        for cell in row.values()
    ]
    assert any(str(value).startswith(("=", "+", "-", "@")) for value in values)


def index() -> dict[str, str]:
    with (SHARED / "suites" / "INDEX.csv").open(encoding="utf-8") as file:
        return {row["file"]: row["expected"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("path", SUITES, ids=lambda path: path.name)
def test_other_projects_odd_files(path):
    started = time.monotonic()
    try:
        read_workbook(path)
    except Refused as refused:
        # macros are never taken; a workbook without any cell is refused as empty
        harmless = "宏" in refused.message or refused.code == "empty"
        assert index()[path.name] == "CLEAR_ERROR" or harmless, refused.message
    assert time.monotonic() - started < 10
