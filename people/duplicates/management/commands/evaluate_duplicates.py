"""`manage.py evaluate_duplicates DIR [--json OUT]`: the product's own duplicate rule on labelled sets."""

import json as encoder
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from people.duplicates.evaluation import evaluate


class Command(BaseCommand):
    help = "用标注数据评测查重：目录中应有people.csv和dup_pairs.tsv，或records.jsonl和pairs.tsv。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("directory", metavar="DIR")
        parser.add_argument("--json", default="", metavar="OUT", help="写成JSON文件，-为标准输出")

    def handle(self, *, directory: str, json: str, **options):
        try:
            measured = evaluate(directory)
        except (ValueError, KeyError, OSError) as problem:
            reason = f"评测数据缺少{problem}一项。" if isinstance(problem, KeyError) else str(problem)
            raise CommandError(reason) from None
        text = encoder.dumps(measured, ensure_ascii=False, indent=1)
        if json and json != "-":
            Path(json).write_text(text + "\n", encoding="utf-8")
        self.stdout.write(text if json == "-" else "\n".join(f"{name}\t{value}" for name, value in measured.items()))
