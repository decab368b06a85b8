"""The report on paper: the docx in 公文 form with its tables annexed."""

from typing import BinaryIO

from django.conf import settings

from talentbase.figures.period import Period
from talentbase.reports import tables, words
from talentbase.reports.models import Report
from talentbase.reports.monthly import TITLE
from talentbase.sheets.write_docx import Attachment, Paragraph, Run, Table, write_document


def write_paper(target: str | BinaryIO, report: Report, period: Period, *, trace: str = "") -> None:
    """trace: who took it out and when, small at the top of each page."""
    blocks = [Paragraph([Run(part["head"], level=1), Run(words.plain_text(part["pieces"]))]) for part in report.sentences]
    openings = opening_words(report)
    annexes = [Attachment(table.name, _annex(table)) for table in tables.of_month(report, period)]
    write_document(
        target,
        [*blocks, *([Paragraph(openings)] if openings else [])],
        title=f"{TITLE}\n（{period.first.year}年{period.name}）",
        attachments=annexes,
        signature=settings.TALENTBASE_OFFICE,
        date=period.as_of,
        trace=trace,
    )


def _annex(table: tables.MonthTable) -> list[Table | Paragraph]:
    note = [Paragraph(table.note)] if table.note else []
    return [Table(table.columns, table.rows, align=table.align), *note]


def opening_words(report: Report) -> str:
    """Which numbers contain 期初, and where that stands."""
    parts = [
        f"{each['name']}含期初{words.number_words(each['opening'])}{each['unit']}（依据：{each['evidence']}）"
        for each in report.figures
        if each["opening"]
    ]
    return f"注：{'；'.join(parts)}。" if parts else ""
