"""`manage.py prepare`: everything a house needs before its doors open; run by `up` at every start, as the owner.

Migrations, code tables, units, static files, and demo data on an empty database of a demo house. Idempotent.
"""

import hashlib

from django.conf import settings
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand

from talentbase.accounts.scope import acting_as
from talentbase.accounts.units import ensure_units


class Command(BaseCommand):
    help = "迁移数据库、装入代码表、收集静态文件；演示环境的空库装入演示数据。"

    def add_arguments(self, parser):
        parser.add_argument("--database-only", action="store_true", help="只准备数据库，不收集静态文件，不装演示数据")

    def handle(self, *, database_only: bool, **options):
        self.check(tags=[Tags.database], databases=["default"])  # a production house may refuse to start
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_codes", verbosity=0)
        with acting_as(None):
            ensure_units()
        if database_only:
            return
        self._collect_static()
        if settings.TALENTBASE_DEMO:
            call_command("demo", if_empty=True)

    def _collect_static(self) -> None:
        """Seven seconds of compression are skipped while no source file changed."""
        sources = sorted(path for path in (settings.BASE_DIR / "static").rglob("*") if path.is_file())
        total = hashlib.sha256()
        for path in [settings.BASE_DIR / "package-lock.json", *sources]:
            total.update(str(path).encode() + path.read_bytes())
        wanted, stamp = total.hexdigest(), settings.VAR / "static.stamp"
        if not stamp.exists() or stamp.read_text() != wanted or not settings.STATIC_ROOT.exists():
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)
            stamp.write_text(wanted)
