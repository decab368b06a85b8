"""From a file to `talent-import/1`: the sample sheets against their truth, and one story of our own."""

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from demand.needs.reading import DemandReading, TechReading
from people.registry.reading import PeopleReading
from talentbase.imports.document import duplicates_in_file, refusal_document, to_document
from talentbase.imports.reading import read_block
from talentbase.sheets.cells import Refused
from talentbase.sheets.child import read_workbook
from talentbase.sheets.layout import find_blocks

SHARED = Path(__file__).resolve().parents[3] / "shared" / "sheets"
RECIPES = {recipe.kind: recipe for recipe in (PeopleReading(), DemandReading(), TechReading())}


def document_of(path):
    try:
        blocks, ignored = find_blocks(read_workbook(path), list(RECIPES.values()))
    except Refused as refused:
        return refusal_document(refused)
    readings = [read_block(RECIPES[block.kind], block) for block in blocks]
    return to_document(blocks, readings, duplicates_in_file(blocks, readings, RECIPES), ignored)


@pytest.mark.skipif(not SHARED.exists(), reason="样表不在此处")
@pytest.mark.parametrize("number", ["01", "02", "03", "04", "09"])
def test_sample_sheets_agree_with_their_truth(number, tmp_path):
    truth = next(SHARED.glob(f"visible/{number}_*.truth.json"))
    source = next(path for path in truth.parent.glob(f"{number}_*") if path.suffix != ".json")
    result = tmp_path / "result.json"
    result.write_text(json.dumps(document_of(source), ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score_import.py"), str(truth), str(result), "--strict", "--no-context"]
    scored = subprocess.run(command, capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout


def test_every_row_is_in_exactly_one_place(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["在外人才信息表（元村镇）"],
        ["序号", "姓名", "性别", "出生年月", "籍贯", "手机号码"],
        [1, "张 三", "男", "1968.05", "元村", "199 0000 0001"],
        [2, "李四", "女", "1990-13", "元村镇", "19900000002"],
        [3, "张三", "男", "1968年5月", "元村镇", "19900000001"],
        [4, "王五", "男", "1979.02", "元村镇某村", "1990000003"],
        ["合计", "4人"],
    ):
        sheet.append(row)
    book.save(tmp_path / "表.xlsx")
    document = document_of(tmp_path / "表.xlsx")
    (block,) = document["blocks"]
    assert document["kind"] == "people"
    assert [record["row"] for record in block["records"]] == [3, 6]
    assert [(error["row"], error["code"]) for error in block["errors"]] == [(4, "bad_month"), (6, "bad_phone")]
    assert [(found["row"], found["of"], found["rule"]) for found in block["duplicates"]] == [
        (5, {"row": 3}, "same_name_mobile")
    ]
    assert block["ignored_rows"] == [{"row": 7, "why": "total"}]
    assert block["records"][0]["values"]["hometown"] == "元村镇"


def test_a_refused_file_says_why():
    document = refusal_document(Refused("no_header", "没有找到表头行，请检查表格。"))
    assert document["kind"] == "refused"
    assert document["refused"] == {"code": "no_header", "msg": "没有找到表头行，请检查表格。"}
