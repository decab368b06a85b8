"""`manage.py first_run`: the three administrators of an empty production house; nobody exists by default."""

import getpass
import secrets

from django.core.management.base import BaseCommand, CommandError

from talentbase.accounts.models import Unit, User
from talentbase.accounts.scope import acting_as

ADMINISTRATORS = (
    ("sysadmin", "系统管理员", User.Role.SYSTEM_ADMIN),
    ("secadmin", "安全管理员", User.Role.SECURITY_ADMIN),
    ("auditor", "审计管理员", User.Role.AUDIT_ADMIN),
)


class Command(BaseCommand):
    help = "建立系统、安全、审计三个管理员账号（仅限还没有任何账号时）。"

    def handle(self, **options):
        if User.objects.exists():
            raise CommandError("已有账号，不再重复建立。")
        county = Unit.objects.filter(kind=Unit.Kind.COUNTY).first()
        if county is None:
            raise CommandError("还没有单位，请先运行 manage.py prepare。")
        with acting_as(None, actor_name=getpass.getuser()):
            for username, name, role in ADMINISTRATORS:
                password = secrets.token_urlsafe(12)
                User.objects.create_user(username, password, full_name=name, role=role, unit=county)
                self.stdout.write(f"{name}  用户名 {username}  初始密码 {password}（首次登录须修改）")
