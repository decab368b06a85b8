"""DATABASE_URL and DATABASE_OWNER_URL -> Django's DATABASES; none set -> the embedded server."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from talentbase.pg.cluster import APP, DATABASE, OWNER, embedded

ROLE_VARIABLES = {"app": "DATABASE_URL", "owner": "DATABASE_OWNER_URL"}


def is_embedded() -> bool:
    return not any(os.environ.get(variable) for variable in ROLE_VARIABLES.values())


def database(root: Path, role: str, *, pooled: bool = False) -> dict:
    """One entry of DATABASES. role: "app" (runtime) or "owner" (migrations, test databases).

    A web server or worker may go without the owner's URL. TALENTBASE_DATABASE names another database of the same server.
    Raises ValueError with a Chinese sentence where the URL that the role needs is missing or no PostgreSQL URL.
    """
    entry = _from_url(role) if not is_embedded() else _from_cluster(root, role)
    entry |= {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 0}
    if pooled:
        entry["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return entry


def _from_cluster(root: Path, role: str) -> dict:
    cluster = embedded(root, os.environ.get("TALENTBASE_CLUSTER", "pg"))
    user = {"app": APP, "owner": OWNER}[role]
    name = os.environ.get("TALENTBASE_DATABASE", DATABASE)
    return {"NAME": name, "USER": user, "HOST": str(cluster.socket_dir), "OPTIONS": {}}


def _from_url(role: str) -> dict:
    variable = ROLE_VARIABLES[role]
    mistake = f"环境变量{variable}应写成 postgresql://用户:密码@主机:端口/数据库 的形式，密码中的特殊字符须用百分号编码。"
    try:
        parts = urlsplit(os.environ.get(variable, ""))
        port = str(parts.port or "")
    except ValueError:
        raise ValueError(mistake) from None
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/") or not parts.username:
        raise ValueError(mistake)
    return {
        "NAME": os.environ.get("TALENTBASE_DATABASE") or unquote(parts.path.strip("/")),
        "USER": unquote(parts.username),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
