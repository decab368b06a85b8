"""DATABASE_URL and DATABASE_OWNER_URL -> Django's DATABASES; none set -> the embedded server."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from talentbase.pg.cluster import APP, DATABASE, OWNER, embedded

ROLE_VARIABLES = {"app": "DATABASE_URL", "owner": "DATABASE_OWNER_URL"}


def is_embedded() -> bool:
    return not os.environ.get("DATABASE_URL")


def database(root: Path, role: str, *, pooled: bool = False) -> dict:
    """One entry of DATABASES. role: "app" (runtime) or "owner" (migrations, test databases).

    Raises ValueError with a Chinese sentence when only one of the two URLs is set or a URL is no PostgreSQL URL.
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
    parts = urlsplit(os.environ.get(variable, ""))
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ValueError(f"环境变量{variable}应写成 postgresql://用户:密码@主机:端口/数据库 的形式。")
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
