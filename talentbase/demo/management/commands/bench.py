"""`manage.py bench [NAME …] [--json OUT]`: the benchmarks, side by side with their peer in one run."""

import importlib
import importlib.util
import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from talentbase.pg.url import is_embedded

PACKAGE = "tests.benchmarks"  # loaded by name: the product does not depend on its tests, and may be installed without them


class Command(BaseCommand):
    help = "性能测量：本系统与对照在同一次运行中并列测量，列出倍数和目标。"

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="*", metavar="NAME", help="测量项目，不写为全部")
        parser.add_argument("--json", default="", metavar="OUT", help="写成JSON文件，-为标准输出")

    def handle(self, *, names: list[str], json: str, **options):
        if not is_embedded():  # a scratch database must never be taken for the one that an address names
            raise CommandError("性能测量只在内置数据库上运行，请去掉环境变量DATABASE_URL后再试。")
        benches = self._load("run")
        if unknown := [name for name in names if name not in benches.BENCHES]:
            known = "、".join(benches.BENCHES)
            raise CommandError(f"没有名为{'、'.join(unknown)}的测量项目，可选{known}。", returncode=2)
        say = self.stderr.write if json == "-" else self.stdout.write
        try:
            results = benches.run(names or list(benches.BENCHES), say)
        except RuntimeError as problem:
            raise CommandError(f"测量没有完成：{problem}") from None
        say(self._load("results").table(results))
        if json:
            write_json([result.plain() for result in results], json)

    @staticmethod
    def _load(module: str):
        if importlib.util.find_spec("tests") is None or importlib.util.find_spec(PACKAGE) is None:
            raise CommandError("没有找到测量代码（tests/benchmarks），安装包中不带它，请在源代码目录中运行。")
        return importlib.import_module(f"{PACKAGE}.{module}")


def write_json(found: list[dict], target: str) -> None:
    """To a file, or - for standard output."""
    text = json.dumps(found, ensure_ascii=False, indent=1)
    if target == "-":
        sys.stdout.write(f"{text}\n")
        return
    try:
        Path(target).write_text(f"{text}\n", encoding="utf-8")
    except OSError as problem:
        raise CommandError(f"无法写入{target}：{problem.strerror}。") from None
