"""`manage.py undo_import BATCH`: takes an imported batch back and lists what was kept because someone edited it since."""

from django.core.management.base import BaseCommand, CommandError

from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as
from talentbase.imports import actions
from talentbase.imports.models import Batch, Row


class Command(BaseCommand):
    help = "撤销一批导入：新增的删去，更新的恢复原值，导入之后改过的保留并列出。"

    def add_arguments(self, parser):
        parser.add_argument("batch", type=int, help="批次编号")
        parser.add_argument("--as", dest="user", default="", help="以哪个用户的身份撤销")

    def handle(self, *, batch: int, user: str, **options):
        actor = User.objects.filter(username=user, is_active=True).first() if user else None
        if user and actor is None:
            raise CommandError(f"没有这个用户：{user}")
        with acting_as(actor, actor_name="命令行") if actor is None else acting_as(actor):
            found = Batch.objects.filter(pk=batch).first()
            if found is None:
                raise CommandError(f"没有第{batch}批。")
            if found.state != Batch.State.APPLIED:
                raise CommandError(f"第{batch}批{found.get_state_display()}，不能撤销。")
            actions.take_back(found, progress=lambda *_: None)
            found.refresh_from_db()
            self.stdout.write(f"已撤销第{batch}批：撤销{found.counts['undone']}行，保留{found.counts['kept']}行。")
            for row in found.rows.filter(outcome=Row.Outcome.KEPT):
                self.stdout.write(f"第{row.row}行：{row.duplicate['kept']}")
