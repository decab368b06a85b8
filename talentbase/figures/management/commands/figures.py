"""`manage.py figures [--month YYYY-MM] [--json OUT]`: every figure with its reading, opening part and address of its rows."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from talentbase.accounts.scope import acting_as
from talentbase.figures.county import county_reader
from talentbase.figures.figure import Measured, all_figures, read
from talentbase.figures.period import BadMonth, Period


class Command(BaseCommand):
    help = "列出全部指标：名称、数值、读法、期初和名单地址。"

    def add_arguments(self, parser):
        parser.add_argument("--month", default="", metavar="YYYY-MM", help="月份，默认本月")
        parser.add_argument("--json", default="", metavar="OUT", help="写成JSON文件，-为标准输出")

    def handle(self, *, month: str, json: str, **options):
        try:
            period = Period.parse(month) if month else Period.of()
        except BadMonth as problem:
            raise CommandError(str(problem), returncode=problem.returncode) from None
        with acting_as(None):
            found = list(read(all_figures(), county_reader(), period).values())
        if json:
            self._write(found, json)
        if json != "-":
            for each in found:
                self.stdout.write(_line(each))

    @staticmethod
    def _write(found: list[Measured], target: str) -> None:
        text = json.dumps([as_json(each) for each in found], ensure_ascii=False, indent=1)
        if target == "-":
            sys.stdout.write(f"{text}\n")
            return
        try:
            Path(target).write_text(f"{text}\n", encoding="utf-8")
        except OSError as problem:
            raise CommandError(f"无法写入{target}：{problem.strerror}。", returncode=1) from None


def _line(each: Measured) -> str:
    value = "–" if each.value is None else f"{each.value}{each.figure.unit}"
    opening = f"（其中期初{each.opening_value}）" if each.opening else ""
    return f"{each.figure.key}  {each.figure.name}  {each.figure.reading}  {value}{opening}  {each.url}"


def as_json(each: Measured) -> dict:
    return {
        "key": each.figure.key,
        "name": each.figure.name,
        "value": _number(each.value),
        "reading": str(each.figure.reading),
        "unit": each.figure.unit,
        "opening": _number(each.opening_value),
        "url": each.url,
    }


def _number(value):
    return value if value is None or isinstance(value, int) else float(value)
