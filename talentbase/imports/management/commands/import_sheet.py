"""`manage.py import_sheet FILE`: a survey sheet through the same code as the web wizard; the result as talent-import/1."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from talentbase.accounts.models import Unit, User
from talentbase.accounts.scope import acting_as
from talentbase.imports import command
from talentbase.imports.actions import NotYet
from talentbase.imports.recipe import recipes
from talentbase.pg.scratch import copy_of, ensure_template
from talentbase.sheets.limits import FILE_BYTES


class Command(BaseCommand):
    help = "读取一份调查表；不带--dry-run时把可导入的行作为一批导入。"

    def add_arguments(self, parser):
        parser.add_argument("file", help="表格文件")
        parser.add_argument("--kind", default="auto", choices=["auto", *recipes()], help="表格类别，默认自动识别")
        parser.add_argument("--unit", default="", help="报送单位名称，默认从表中识别，否则为县专家人才服务中心")
        parser.add_argument("--as", dest="user", default="", help="以哪个用户的身份导入")
        parser.add_argument("--dry-run", action="store_true", help="只读取，不写入")
        parser.add_argument("--sandbox", action="store_true", help="在临时空库中进行，用后删除")
        parser.add_argument("--after", action="append", default=[], metavar="FILE", help="先把这些文件导入临时空库")
        parser.add_argument("--json", default="", metavar="OUT", help="结果文件，-表示标准输出")

    def handle(self, *, sandbox: bool, after: list[str], **options):
        if after and not sandbox:
            raise CommandError("--after只能与--sandbox一起用。", returncode=2)
        paths = [self._checked(name) for name in (*after, options["file"])]
        if not sandbox:
            return self._one(paths[0], options)
        with self._scratch():
            for path in paths[:-1]:
                self._one(path, options | {"json": "", "dry_run": False, "user": ""})
            return self._one(paths[-1], options)

    @staticmethod
    def _checked(name: str) -> Path:
        path = Path(name)
        if not path.is_file():
            raise CommandError(f"没有这个文件：{name}")
        if path.stat().st_size > FILE_BYTES:
            raise CommandError(f"文件超过{FILE_BYTES // 1024 // 1024}MB，请分成几个文件。")
        return path

    def _one(self, path: Path, options: dict) -> None:
        user = self._user(options["user"])
        kind = "" if options["kind"] == "auto" else options["kind"]
        with acting_as(user, actor_name="命令行") if user is None else acting_as(user):
            reading = command.read(path, kind)
            if reading.refused:
                self._write(reading.document, options["json"])
                raise CommandError(f"{path.name}：{reading.refused.message}")
            command.judge(reading, by=user)
            self._write(reading.document, options["json"])
            if not options["dry_run"] or options["unit"]:
                unit = self._unit(options["unit"], reading)
            if not options["dry_run"]:
                self._apply(reading, path, unit, user)
            self.stdout.write(reading.summary(), ending="\n") if options["json"] != "-" else None

    def _apply(self, reading, path: Path, unit: Unit, user: User | None) -> None:
        try:
            batch, known = command.apply(reading, path, unit=unit, by=user)
        except NotYet as checked_only:
            raise CommandError(str(checked_only)) from None
        self.stderr.write(
            f"已导入过：第{batch.pk}批。" if known else f"已导入：第{batch.pk}批，{command.outcome_words(batch)}。"
        )

    @staticmethod
    def _user(username: str) -> User | None:
        if not username:
            return None
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"没有这个用户：{username}")
        return user

    @staticmethod
    def _unit(name: str, reading) -> Unit:
        wanted = name or reading.town
        unit = Unit.objects.active().filter(name=wanted).first() if wanted else None
        if name and unit is None:
            raise CommandError(f"没有这个单位：{name}")
        return unit or Unit.objects.get(name="县专家人才服务中心")

    def _write(self, document: dict, target: str) -> None:
        text = json.dumps(document, ensure_ascii=False, indent=1)
        if target == "-":
            self.stdout.write(text)
        elif target:
            try:
                Path(target).write_text(text, encoding="utf-8")
            except OSError as problem:
                raise CommandError(f"结果文件写不进去：{target}（{problem.strerror}）。") from None

    def _scratch(self):
        template = ensure_template(settings.BASE_DIR, "tb_sandbox", command.schema_digest(), _build)
        name = f"tb_scratch_{os.getpid()}"
        return _pointed_to(name, copy_of(settings.BASE_DIR, template, name))


def _build(name: str) -> None:
    """Migrate and fill a new template in a process of its own, as the owner."""
    environment = dict(os.environ, TALENTBASE_DATABASE=name, TALENTBASE_ROLE="owner")
    subprocess.run(
        [sys.executable, "manage.py", "prepare", "--database-only"], cwd=settings.BASE_DIR, env=environment, check=True
    )


class _pointed_to:
    """The default connection on another database for the time of the block."""

    def __init__(self, name: str, scratch):
        self.name, self.scratch = name, scratch

    def __enter__(self):
        self.scratch.__enter__()
        self.before = connection.settings_dict["NAME"]
        self._point(self.name)

    def __exit__(self, *fault):
        self._point(self.before)
        self.scratch.__exit__(*fault)

    @staticmethod
    def _point(name: str) -> None:
        connections.close_all()
        connection.settings_dict["NAME"] = name
