"""What a production house refuses to start with. Errors of `manage.py check`; `prepare` runs them before the doors open."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import OperationalError, ProgrammingError, connections

from talentbase.accounts.models import User

KEY_LENGTH = 32

BYPASSING = "SELECT rolname FROM pg_roles WHERE rolname IN (current_user, %s) AND (rolsuper OR rolbypassrls) ORDER BY 1"
OWNED = """
SELECT relname FROM pg_class
WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND pg_has_role(%s, relowner, 'MEMBER')
ORDER BY relname LIMIT 1
"""


@register(Tags.security)
def check_settings(app_configs, **kwargs) -> list[Error]:
    """No debug pages, no demo, keys of the house's own. A missing key already stops the settings."""
    if not settings.PRODUCTION:
        return []
    found = []
    if settings.DEBUG:
        found.append(Error("生产环境不得打开DEBUG。", hint="去掉环境变量DJANGO_DEBUG。", id="accounts.E001"))
    if settings.TALENTBASE_DEMO:
        found.append(Error("生产环境不得装入演示数据。", hint="去掉环境变量TALENTBASE_DEMO。", id="accounts.E002"))
    if len(settings.FIELD_KEY) < KEY_LENGTH or settings.FIELD_KEY == settings.SECRET_KEY:
        hint = f"FIELD_KEY至少{KEY_LENGTH}个字符，且不得与SECRET_KEY相同。已有加密数据时更换密钥会使其无法读出。"
        found.append(Error("加密密钥不合要求。", hint=hint, id="accounts.E003"))
    return found


@register(Tags.database)
def check_database(app_configs, databases=None, **kwargs) -> list[Error]:
    """The runtime role must be bound by the row-level rules, and nobody may know a demo password."""
    if not settings.PRODUCTION:
        return []
    return [error for alias in databases or () for error in _roles(alias) or _demo_accounts(alias)]


def _roles(alias: str) -> list[Error]:
    role = settings.TALENTBASE_APP_ROLE
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(BYPASSING, [role])
            bypassing = [name for (name,) in cursor.fetchall()]
            cursor.execute(OWNED, [role])
            owned = cursor.fetchone()
    except (OperationalError, ProgrammingError) as error:
        hint = "检查DATABASE_URL，以及其中的角色是否已建立。"
        return [Error(f"无法核对数据库角色：{str(error).strip()}", hint=hint, id="accounts.E004")]
    hint = "用deploy/postgres/roles.sql建立tb_owner和tb_app，DATABASE_URL使用tb_app。"
    if bypassing:
        sentence = f"数据库角色{'、'.join(bypassing)}是超级用户或带有BYPASSRLS，行级权限对其不起作用。"
        return [Error(sentence, hint=hint, id="accounts.E005")]
    if owned:
        return [Error(f"数据库角色{role}是表{owned[0]}的所有者，可以关闭行级权限。", hint=hint, id="accounts.E006")]
    return []


def _demo_accounts(alias: str) -> list[Error]:
    """An empty database has no table of users yet; that is no mistake."""
    if User._meta.db_table not in connections[alias].introspection.table_names():
        return []
    names = list(User.objects.using(alias).filter(is_demo=True).order_by("username").values_list("username", flat=True))
    if not names:
        return []
    shown = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
    sentence = f"数据库中有{len(names)}个演示账号（{shown}）。"
    return [Error(sentence, hint="生产环境请换用空数据库，不要由演示库改成。", id="accounts.E007")]
