"""The 公文 as python-docx reads it back: page, typefaces, numbers, tables, closing lines, odd characters."""

import datetime as dt
import io
import re

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt

from talentbase.sheets.column import Column
from talentbase.sheets.docx_parts import title as title_xml
from talentbase.sheets.write_docx import (
    Attachment,
    Heading,
    Imprint,
    PageBreak,
    Paragraph,
    Run,
    Table,
    write_document,
)


def written(blocks, title="招才引智工作情况", **options):
    buffer = io.BytesIO()
    write_document(buffer, blocks, title=title, **options)
    return Document(buffer)


def texts(document):
    return [p.text for p in document.paragraphs]


def paragraph(document, text):
    return next(p for p in document.paragraphs if p.text == text)


def font(style):
    return style.element.rPr.rFonts.get(qn("w:eastAsia")), style.font.size.pt, style.font.name


def fields(footer):
    return "".join(t.text for t in footer._element.iter(qn("w:instrText")))


def test_page_and_grid_follow_the_standard():
    section = written([Paragraph("正文")]).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_typefaces_are_named_for_chinese_and_digits():
    document = written([Heading("一、总体情况", 1), Heading("（一）入库", 2), Heading("1.乡镇", 3), Paragraph("2716人")])
    assert font(document.styles["Title"]) == ("方正小标宋简体", 22, "Times New Roman")
    assert font(document.styles["Heading 1"])[:2] == ("黑体", 16)
    assert font(document.styles["Heading 2"])[:2] == ("楷体_GB2312", 16)
    assert font(document.styles["Heading 3"])[:2] == ("仿宋_GB2312", 16)
    assert font(paragraph(document, "2716人").style) == ("仿宋_GB2312", 16, "Times New Roman")
    assert document.styles["Normal"].paragraph_format.line_spacing == Pt(28.95)
    indent = document.styles["Body Text"].element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_every_run_asks_for_chinese_quotes():
    document = written([Paragraph("“双招双引”"), Paragraph([Run("一、总体。", level=1), Run("截至", bold=True)])])
    for p in document.paragraphs:
        for run in p.runs:
            assert run._element.rPr.rFonts.get(qn("w:hint")) == "eastAsia"
    lead, rest = paragraph(document, "一、总体。截至").runs
    assert lead._element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert rest.bold


def test_page_numbers_stand_outside_on_odd_and_even_pages():
    document = written([Paragraph("正文")])
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        line = footer.paragraphs[0]
        assert line.text.replace("1", "") == "—  —"
        assert "PAGE" in fields(footer)
        assert line._element.pPr.find(qn("w:jc")).get(qn("w:val")) == side
    assert font(document.styles["页码"])[:2] == ("宋体", 14)


def test_table_repeats_its_header_and_keeps_rows_whole():
    table = Table(["指标", Column("n", "11月", width=6)], [["在外人才（人）", 2716], ["返乡（人）", None]], caption="表1")
    document = written([table])
    (read,) = document.tables
    assert [[cell.text for cell in row.cells] for row in read.rows] == [
        ["指标", "11月"],
        ["在外人才（人）", "2716"],
        ["返乡（人）", "–"],
    ]
    properties = [row._tr.trPr for row in read.rows]
    assert [p.find(qn("w:tblHeader")) is not None for p in properties] == [True, False, False]
    assert all(p.find(qn("w:cantSplit")) is not None for p in properties)
    borders = read._tbl.tblPr.find(qn("w:tblBorders"))
    assert {(b.get(qn("w:sz")), b.get(qn("w:color"))) for b in borders} == {("6", "000000")}
    assert read.columns[0].width == pytest.approx(2 * read.columns[1].width, rel=0.01)
    assert paragraph(document, "表1").style.style_id == "Caption"


def test_cells_show_days_and_answers_in_words():
    (read,) = written([Table(["日期", "同意", "签收"], [[dt.date(2026, 7, 1), True, ""]])]).tables
    assert [cell.text for cell in read.rows[1].cells] == ["2026.07.01", "是", ""]


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        written([Table(["甲", "乙"], [["只有一格"]])])


def test_lying_table_has_pages_of_its_own_with_the_number_on_the_long_side():
    document = written([Paragraph("前"), Table(["序号"], [[1]], landscape=True), Paragraph("后")])
    upright, lying, again = document.sections
    assert [s.orientation for s in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert [round(side.mm) for side in (lying.page_width, lying.top_margin, lying.left_margin)] == [297, 28, 35]
    assert lying.footer.tables[0]._tbl.find(".//" + qn("w:textDirection")).get(qn("w:val")) == "tbRl"
    assert "PAGE" in fields(lying.footer)
    assert "PAGE" in fields(again.footer) and not again.footer.tables


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("A&B <w:p/>", "A&B <w:p/>"),
        ("{{ 7*7 }}{% debug %}", "{{ 7*7 }}{% debug %}"),
        ("张\x00三\x0b\ufffe\ud800", "张三"),
        ("张\u202e三", "张三"),
        ("]]>&amp;", "]]>&amp;"),
        ("甲\t乙", "甲\t乙"),
    ],
)
def test_text_is_data(given, read):
    document = written([Heading(given), Paragraph(given), Table([given], [[given]])], title=given, signature=given)
    assert texts(document).count(read) >= 3
    assert [cell.text for cell in document.tables[0].columns[0].cells] == [read, read]


def test_line_breaks_begin_paragraphs_in_text_and_lines_in_cells():
    document = written([Paragraph("第一段\r\n第二段"), Table(["栏"], [["上\n下"]])])
    assert {"第一段", "第二段"} <= set(texts(document))
    assert document.tables[0].cell(1, 0).text == "上\n下"


def test_head_of_a_red_headed_document():
    document = written(
        [Paragraph("正文")], red_head="中共某县委组织部文件", document_number="某组〔2026〕1号", addressee="各乡镇党委"
    )
    red = paragraph(document, "中共某县委组织部文件").runs[0]
    assert str(red.font.color.rgb) == "FF0000"
    assert paragraph(document, "某组〔2026〕1号")._element.pPr.find(qn("w:pBdr")) is not None
    assert texts(document).index("各乡镇党委：") == texts(document).index("招才引智工作情况") + 2


@pytest.mark.parametrize(
    ("signature", "sealed", "name_right", "day_right"),
    [
        ("中共某县委组织部", False, 200, 200),  # 8 and 6 characters: the date begins two right of the name
        ("县委办", False, 700, 200),  # the date is longer: it stands two from the right, the name moves on
        ("县委组织部", True, 450, 400),  # a seal covers both: the name is centred over the date
    ],
)
def test_signature_and_date(signature, sealed, name_right, day_right):
    document = written([Paragraph("正文")], signature=signature, date=dt.date(2026, 7, 1), sealed=sealed)
    places = [
        int(paragraph(document, text)._element.pPr.find(qn("w:ind")).get(qn("w:rightChars")))
        for text in (signature, "2026年7月1日")
    ]
    assert places == [name_right, day_right]
    assert texts(document)[texts(document).index(signature) - 1] == ""


def test_annexes_are_named_below_the_text_and_follow_on_new_pages():
    document = written([Paragraph("正文")], attachments=["一览表", Attachment("名单", [Table(["姓名"], [["某"]])])])
    lines = texts(document)
    assert lines.index("附件：1.一览表") + 1 == lines.index("2.名单")
    mark = lines.index("附件2")
    assert document.paragraphs[mark - 1]._element.pPr.find(qn("w:pageBreakBefore")) is not None
    assert lines[mark + 2] == "名单"


def test_one_annex_has_no_number():
    assert "附件：名单" in texts(written([], attachments=["名单"]))


def test_note_and_imprint_close_the_document():
    imprint = Imprint("县委办公室", "县委组织部办公室", dt.date(2026, 12, 1))
    document = written([Paragraph("正文")], note="联系人：某某", imprint=imprint)
    assert "（联系人：某某）" in texts(document)
    cells = [row.cells[0].text for row in document.tables[0].rows]
    assert cells == ["抄送：县委办公室。", "县委组织部办公室\t2026年12月1日印发"]


def test_a_document_is_written_to_a_path(tmp_path):
    write_document(tmp_path / "月报.docx", [Paragraph("正文")], title="月报")
    assert "正文" in texts(Document(tmp_path / "月报.docx"))


def test_page_break_and_two_tables_in_a_row():
    document = written([Table(["甲"], [["1"]]), Table(["乙"], [["2"]]), PageBreak(), Paragraph("新页")])
    assert len(document.tables) == 2
    before = texts(document).index("新页") - 1
    assert document.paragraphs[before]._element.pPr.find(qn("w:pageBreakBefore")) is not None


def test_long_titles_break_between_words():
    long = "关于印发某县2026年下半年在外人才信息更新和人才需求征集工作方案的通知"
    lines = re.findall(r"<w:t [^>]*>([^<]+)</w:t>", title_xml(long))
    assert "".join(lines) == long
    assert len(lines) == 2 and all(8 < len(line) <= 24 for line in lines)
    assert texts(written([], title="甲\n乙"))[:2] == ["甲", "乙"]


def test_properties_and_trace_name_the_export():
    document = written([], properties={"author": "陈某", "identifier": "EX-7F3A"}, trace="陈某导出")
    core = document.core_properties
    assert (core.title, core.author, core.identifier, core.comments) == ("招才引智工作情况", "陈某", "EX-7F3A", "")
    assert document.sections[0].header.paragraphs[0].text == "陈某导出"
    assert document.sections[0].even_page_header.paragraphs[0].text == "陈某导出"
    with pytest.raises(AttributeError):
        written([], properties={"creator_of_all": "x"})


def test_a_roster_of_2700_people_is_one_table():
    rows = [[n, "某某", "某大学材料学院教授"] for n in range(2700)]
    document = written([Table(["序号", "姓名", "单位职务"], rows, landscape=True)])
    assert len(document.tables[0]._tbl.tr_lst) == 2701
