"""`manage.py evaluate_matching DIR [--without-discipline] [--json OUT]`: the product's own engine on labelled sets."""

from django.core.management.base import BaseCommand, CommandError

from demand.matching.evaluation import evaluate
from demand.matching.management.commands.match import write_json


class Command(BaseCommand):
    help = "用标注数据评测匹配：目录中应有queries.jsonl、experts.jsonl、qrels.tsv。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("directory", metavar="DIR")
        parser.add_argument("--without-discipline", action="store_true", help="不使用需求上的学科")
        parser.add_argument("--json", default="", metavar="OUT", help="写成JSON文件，-为标准输出")

    def handle(self, *, directory: str, without_discipline: bool, json: str, **options):
        try:
            measured = evaluate(directory, with_discipline=not without_discipline)
        except (ValueError, KeyError, OSError) as problem:
            reason = f"评测数据缺少{problem}一项。" if isinstance(problem, KeyError) else str(problem)
            raise CommandError(reason) from None
        if json:
            write_json(measured, json)
        if json != "-":
            for name, value in measured.items():
                self.stdout.write(f"{name}\t{value}")
