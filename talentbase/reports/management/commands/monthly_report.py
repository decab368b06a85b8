"""`manage.py monthly_report --month YYYY-MM --out DIR`: the month's docx and xlsx."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from talentbase.accounts.scope import acting_as
from talentbase.figures.period import BadMonth, Period
from talentbase.reports import actions, tables
from talentbase.reports.files import file_name, subtitle
from talentbase.reports.paper import write_paper
from talentbase.reports.workbook import write_workbook


class Command(BaseCommand):
    help = "写出某月的月报文档和统计表。"

    def add_arguments(self, parser):
        parser.add_argument("--month", required=True, metavar="YYYY-MM", help="月份")
        parser.add_argument("--out", required=True, metavar="DIR", type=Path, help="存放目录，没有时新建")

    def handle(self, *, month: str, out: Path, **options):
        try:
            period = Period.parse(month)
        except BadMonth as problem:
            raise CommandError(str(problem), returncode=problem.returncode) from None
        paper, workbook = out / file_name(period, "docx"), out / file_name(period, "xlsx")
        with acting_as(None):
            report = actions.draft(period)
            try:
                out.mkdir(parents=True, exist_ok=True)
                write_paper(str(paper), report, period)
                write_workbook(str(workbook), tables.of_month(report, period), subtitle(period))
            except OSError as problem:
                raise CommandError(f"无法写入{out}：{problem.strerror}。", returncode=1) from None
        self.stdout.write(f"已写出{paper}\n已写出{workbook}")
