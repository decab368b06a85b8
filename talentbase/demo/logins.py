"""Demo accounts, one for every role, with one password made anew for each house and written where only its owner reads."""

import os
import secrets
import string

from django.conf import settings

from talentbase.accounts.models import Unit, User

# user name, full name, post, role, unit
LOGINS = (
    ("chenyutong", "陈雨桐", "信息管理岗", "clerk", "县专家人才服务中心"),
    ("lizhihua", "李志华", "人才工作股股长", "reviewer", "县委组织部"),
    ("wangjianjun", "王建军", "中心主任", "county_manager", "县专家人才服务中心"),
    ("liguodong", "李国栋", "县委常委、组织部部长", "leader", "县委组织部"),
    ("yuancun", "马晓东", "组织委员", "township", "元村镇"),
    ("hanzhang", "赵永强", "组织委员", "township", "韩张镇"),
    ("tongzhan", "刘慧敏", "党外人士工作股", "department", "县委统战部"),
    ("zhouwenbo", "周文博", "站长", "station", "上海工作站"),
    ("xitong", "孙国庆", "系统管理员", "system_admin", "县委组织部"),
    ("anquan", "郭振华", "安全管理员", "security_admin", "县委组织部"),
    ("shenji", "田桂英", "审计管理员", "audit_admin", "县委组织部"),
)
FILE = "demo-logins.txt"
ALPHABET = "abcdefghjkmnpqrstuvwxyz"


def new_password() -> str:
    """Three kinds of characters, easy to read out."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(4))
    return f"Guiyan-{letters}-{''.join(secrets.choice(string.digits) for _ in range(4))}"


def write_logins(password: str) -> list[User]:
    units = {unit.name: unit for unit in Unit.objects.exclude(parent=None)}
    made = []
    for username, full_name, post, role, unit in LOGINS:
        known = {"full_name": full_name, "post": post, "role": role, "unit": units[unit]}
        user = User.objects.create_user(username, password, is_demo=True, must_change_password=False, **known)
        made.append(user)
    return made


def table_of(users: list[User], password: str) -> str:
    lines = [f"{user.username}\t{user.get_role_display()}\t{user.full_name}（{user.unit.name}）" for user in users]
    return "\n".join([f"演示账号（口令均为 {password}）", "用户名\t角色\t姓名（单位）", *lines]) + "\n"


def keep(text: str) -> None:
    """var/demo-logins.txt, mode 0600 from its first byte on."""
    path = settings.VAR / FILE
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
