"""What is no list, and what stands around one: statistics, section rows, signatures."""

import pytest

from talentbase.sheets.cells import Refused
from talentbase.sheets.child import read_here
from talentbase.sheets.layout import find_blocks
from tests.sheets.making import data_rows, make_xlsx, read_rows
from tests.sheets.recipes import ALL, DEMAND, PEOPLE
from tests.sheets.test_layout import HEADER, LI, ZHANG, one_block

STATISTICS = [("乡镇", "合计", "党政", "高层次", "经商")] + [(f"某{letter}镇", 10, 2, 3, 5) for letter in "甲乙丙丁"]


def test_statistics_are_no_list(tmp_path):
    with pytest.raises(Refused) as refused:
        find_blocks(read_rows(tmp_path, ("人才工作月报表",), *STATISTICS), ALL)
    assert refused.value.code == "summary_table"
    path = make_xlsx(tmp_path / "b.xlsx", {"名单": [HEADER, ZHANG], "统计": STATISTICS})
    blocks, ignored = find_blocks(read_here(path), ALL)
    assert ([block.sheet for block in blocks], ignored) == (["名单"], [{"sheet": "统计", "why": "summary"}])


def test_no_header_names_what_was_looked_for(tmp_path):
    with pytest.raises(Refused) as refused:
        find_blocks(read_rows(tmp_path, ("会议记录",), ("时间", "地点"), ("今天上午", "三楼会议室")), [PEOPLE, DEMAND])
    assert refused.value.code == "no_header"
    assert refused.value.message == (
        "没有找到表头行：需要有一行列名，例如“姓名”，或“单位名称”和“岗位名称”。请检查是否选错了文件。"
    )


def test_section_rows_inside_a_table_are_remembered(tmp_path):
    rows = [("名单",), HEADER, ("一、党政人才",), ZHANG, ("二、经商人才",), LI]
    block = one_block(read_rows(tmp_path, *rows, merges=["A1:F1", "A3:F3", "A5:F5"]))
    assert [(row.row, row.section) for row in block.rows] == [(4, "一、党政人才"), (6, "二、经商人才")]
    assert block.ignored_rows == [(3, "block_title"), (5, "block_title")]


def test_a_signature_line_in_separate_cells(tmp_path):
    block = one_block(
        read_rows(tmp_path, HEADER, ZHANG, ("单位负责人：", "王某", None, "填表人：", "李某"), ("填表日期：", "2026.3"))
    )
    assert (data_rows(block), block.ignored_rows) == ([2], [(3, "signature"), (4, "signature")])
