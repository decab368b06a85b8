"""Formulas without a stored result: the simple ones are computed, the others stay empty."""

import pytest

from talentbase.sheets.child import read_workbook
from tests.sheets.making import make_xlsx

ROWS = [[3000, 3, "500元", None, "12", "合计"], [10, 20, 30]]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=A1*3", 9000),
        ("=A1*B1", 9000),
        ("=$A$1 * $B1 - 1.5", 8998.5),
        ("=(A1+B1)/2", 1501.5),
        ("=-A1", -3000),
        ("=A1*E1", 36000),
        ("=SUM(A2:C2)", 60),
        ("=sum(A1:F1)", 3003),
        ("=SUM(A2,C2)*2", 80),
        ("=PRODUCT(A2:B2)", 200),
        ("=ROUND(A2/B1,2)", 3.33),
        ("=1+1", 2),
        ("=A1*C1", None),  # words
        ("=A1*D1", None),  # a blank would count 0
        ("=SUM(D1:D9)", None),
        ("=A1/(B1-3)", None),
        ("=IF(A1>1,2,3)", None),
        ("=名单!A1*2", None),
        ("=Sheet2!A1", None),
        ("=A1&B1", None),
        ("=A1^2", None),
        ("=A1*", None),
        ("=A3+1", None),  # itself
        ("=ROUND(A1,999999999)", None),
        ("=" + "(" * 90 + "A1" + ")" * 90, None),
        ("=A1" + "+A1" * 300, None),
    ],
)
def test_one_formula(tmp_path, formula, value):
    sheet = read_workbook(make_xlsx(tmp_path / "表.xlsx", {"表": [*ROWS, [formula, "算式"]]})).sheets[0]
    cell = sheet.rows[3][1]
    assert (cell.value, cell.formula_uncached) == (value, True)


def test_formulas_that_rest_on_formulas(tmp_path):
    rows = [[1, "=A1*2"], [2, "=B1+A2*2"], [3, "=NOW()"], ["合计", "=SUM(B1:B2)", "=SUM(B1:B3)"]]
    sheet = read_workbook(make_xlsx(tmp_path / "表.xlsx", {"表": rows})).sheets[0]
    assert [sheet.rows[row][2].value for row in (1, 2, 3, 4)] == [2, 6, None, 8]
    assert sheet.rows[4][3].value is None
