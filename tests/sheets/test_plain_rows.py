"""Rows told by pattern say what the parser would have said of them."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentbase.sheets import limits, sheet_xml
from talentbase.sheets.cells import Refused
from talentbase.sheets.child import read_here
from talentbase.sheets.sheet_xml import SheetFacts, SheetScanner

CONTENTS = (
    "", "<v>7</v>", "<v>1970.1</v>", "<v></v>", "<v/>", "<is><t>张三</t></is>", '<is><t xml:space="preserve"> 李 </t></is>',
    "<is><r><t>王</t></r><r><t>五</t></r></is>", "<f>A1+1</f><v>2</v>", "<f>A1+1</f>", "<!-- <v>1</v> --><v>3</v>",
    "<v><![CDATA[4]]></v>", "<is><t>&lt;row r=&quot;9&quot;&gt;</t></is>", "<v>#REF!</v>",
)  # fmt: skip
CELLS = st.tuples(
    st.sampled_from(("A", "B", "Z", "AA", "IV", "IW", "XFD")),
    st.sampled_from(("", ' s="3"', ' s="12"', ' s="0"', ' cm="1"')),
    st.sampled_from(("", ' t="s"', ' t="inlineStr"', ' t="str"', ' t="e"', ' t="n"')),
    st.sampled_from(CONTENTS),
)
LOOKS = (
    "", ' spans="1:9"', ' ht="18.5" customHeight="1"', ' ht="0" customHeight="1"', ' hidden="1"', ' hidden="0"',
    ' x14ac:dyDescent="0.2"', ' s="1" customFormat="1"',
)  # fmt: skip
ROWS = st.tuples(
    st.integers(1, 3), st.booleans(), st.sampled_from(LOOKS), st.lists(CELLS, max_size=5, unique_by=lambda c: c[0])
)


class ParserAlone(SheetScanner):
    def take(self, plain, text):
        self.parser.Parse(text)


def sheet(rows, prefix: str = "") -> bytes:
    """rows: (steps below the last one, with its number, its looks, cells)."""
    lines, number = [], 0
    for step, numbered, looks, cells in rows:
        number += step if numbered else 1
        spelled = "".join(
            f'<c r="{letters}{number}"{style}{kind}>{text}</c>' if text else f'<c r="{letters}{number}"{style}{kind}/>'
            for letters, style, kind, text in cells
        )
        given = f' r="{number}"' if numbered else ""
        lines.append(f"<row{given}{looks}>{spelled}</row>")
    names = 'xmlns="urn:m" xmlns:x14ac="urn:x"'
    tail = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    return f"<worksheet {names}>{prefix}<sheetData>{''.join(lines)}</sheetData>{tail}</worksheet>".encode()


def scanned(scanner: type, part: bytes, budget: int = 1000):
    facts = SheetFacts("表")
    try:
        scanner(facts, budget).run(io.BytesIO(part))
    except Refused as refused:
        return refused.message
    return facts


def as_the_parser_tells(facts, parsed):
    """The facts with every cell of the rows that look alike, where the parser found these cells to look so."""
    if not isinstance(facts, str) and not isinstance(parsed, str):
        assert all(set(parsed.styles[row].values()) == {style} for row, style in facts.alike.items())
        facts.styles |= {row: parsed.styles[row] for row in facts.alike}
        facts.alike = {}
    return facts


@given(st.lists(ROWS, max_size=12), st.sampled_from((7, 64, 500, sheet_xml.CHUNK)), st.sampled_from((3, 1000)))
def test_as_the_parser_says_whatever_the_rows_hold_and_wherever_the_text_is_cut(rows, chunk, budget):
    part = sheet(rows)
    before, sheet_xml.CHUNK = sheet_xml.CHUNK, chunk
    try:
        parsed = scanned(ParserAlone, part, budget)
        assert as_the_parser_tells(scanned(SheetScanner, part, budget), parsed) == parsed
    finally:
        sheet_xml.CHUNK = before


def test_a_row_in_a_comment_is_none():
    inside = '<row r="5"><c r="A5"><v>1</v></c></row>'
    with_comment = scanned(SheetScanner, sheet([(1, True, "", [("A", "", "", "<v>1</v>")])], prefix=f"<!--{inside}-->"))
    assert (with_comment.styles, with_comment.alike) == ({1: {1: 0}}, {})


@pytest.mark.parametrize("row", [limits.ROWS, limits.ROWS + 1])
def test_the_last_row_that_is_taken(row):
    part = sheet([(row, True, "", [("A", "", "", "<v>1</v>")])])
    parsed = scanned(ParserAlone, part)
    assert as_the_parser_tells(scanned(SheetScanner, part), parsed) == parsed


def test_most_rows_of_a_list_never_reach_the_parser():
    parsed = []
    scanner = SheetScanner(SheetFacts("表"), 1000)
    scanner.new_row = lambda attributes: parsed.append(attributes)
    scanner.slow["row"] = scanner.new_row
    scanner.run(
        io.BytesIO(
            sheet(
                [(1, True, "", [("A", ' s="1"', "", "<v>1</v>")])] * 20
                + [(1, True, "", [("A", "", ' t="e"', "<v>#REF!</v>")])]
            )
        )
    )
    assert len(parsed) == 1 and (len(scanner.facts.alike), len(scanner.facts.styles), scanner.facts.cells) == (20, 1, 21)


def test_rows_in_one_look_and_in_several_are_read_alike(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["姓名", None, "出生年月", "电话"])
    book.active.append([None, "单雄", 1970.1, "19900000417"])
    book.active.append(["仇英", "", 1980, None])
    for cell in book.active[2]:
        cell.number_format = "0.00"
    book.active["C3"].number_format = "0.000"
    book.save(path := tmp_path / "名单.xlsx")
    rows = read_here(path).sheets[0].rows
    assert {
        row: {column: (cell.value, cell.number_format) for column, cell in cells.items()} for row, cells in rows.items()
    } == {
        1: {1: ("姓名", "General"), 3: ("出生年月", "General"), 4: ("电话", "General")},
        2: {2: ("单雄", "0.00"), 3: (1970.1, "0.00"), 4: ("19900000417", "0.00")},
        3: {1: ("仇英", "General"), 3: (1980, "0.000")},
    }
