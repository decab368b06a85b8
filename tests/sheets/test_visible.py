"""The sample sheets of townships, with the real column lists: headers and left-out rows equal the truth files."""

import json
from pathlib import Path

import pytest

from demand.needs.sheet import DEMAND_COLUMNS, TECH_COLUMNS
from people.registry.sheet import PEOPLE_COLUMNS
from talentbase.sheets.cells import Refused
from talentbase.sheets.child import read_workbook
from talentbase.sheets.layout import find_blocks
from tests.sheets.recipes import INVEST_LEAD, TALENT_LEAD, Kind

VISIBLE = Path(__file__).resolve().parents[3] / "shared" / "sheets" / "visible"
pytestmark = pytest.mark.skipif(not VISIBLE.is_dir(), reason="the sample sheets lie outside the project, in ../shared")
RECIPES = (
    Kind("people", PEOPLE_COLUMNS),
    Kind("demand", DEMAND_COLUMNS),
    Kind("tech_demand", TECH_COLUMNS),
    INVEST_LEAD,
    TALENT_LEAD,
)


@pytest.mark.parametrize("number", ["01", "02", "03", "04", "05", "09"])
def test_blocks_equal_the_truth(number):
    path = next(file for file in VISIBLE.glob(f"{number}_*") if file.suffix != ".json")
    truth = json.loads(next(VISIBLE.glob(f"{number}_*.truth.json")).read_text(encoding="utf-8"))
    blocks, ignored = find_blocks(read_workbook(path), RECIPES)
    assert ignored == (truth.get("ignored_sheets") or [])
    assert [(block.sheet, block.kind, block.header_rows) for block in blocks] == [
        (block["sheet"], block["kind"], block["header_rows"]) for block in truth["blocks"]
    ]
    for block, expected in zip(blocks, truth["blocks"], strict=True):
        assert block.ignored_rows == [(row["row"], row["why"]) for row in expected["ignored_rows"]]
        seen = {entry["row"] for list_name in ("records", "errors", "duplicates") for entry in expected[list_name]}
        assert {row.row for row in block.rows} == seen


def test_a_monthly_report_is_statistics():
    with pytest.raises(Refused) as refused:
        find_blocks(read_workbook(next(VISIBLE.glob("08_*.xlsx"))), RECIPES)
    assert refused.value.code == "summary_table"
