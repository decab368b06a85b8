"""Test databases: a migrated template with all code tables, copied in a quarter of a second wherever one is needed.

Created as the owner, used as the runtime role. Nothing is ever flushed: TRUNCATE is refused to the runtime role, rightly,
and would take the code tables along.
"""

import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from talentbase.pg.url import database

ROOT = Path(__file__).resolve().parent.parent


def connect_as_owner(name: str = "postgres") -> psycopg.Connection:
    entry = database(ROOT, "owner")
    parameters = {"host": entry["HOST"], "user": entry["USER"], "password": entry.get("PASSWORD"), "port": entry.get("PORT")}
    return psycopg.connect(dbname=name, autocommit=True, **{key: value for key, value in parameters.items() if value})


def schema_digest() -> str:
    """Changes with every migration, code table and unit list."""
    files = [
        path
        for folder in ("talentbase", "people", "demand", "workstations")
        for path in (ROOT / folder).rglob("migrations/0*.py")
    ]
    files += [*(ROOT / "talentbase" / "codes" / "data").glob("*.csv"), ROOT / "talentbase" / "accounts" / "units.py"]
    files += [ROOT / "talentbase" / "audit" / "triggers.py", ROOT / "talentbase" / "audit" / "scope.py"]
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def ensure_template() -> str:
    """Name of the migrated template; made anew only when the schema changed."""
    name = f"tb_template_{schema_digest()}"
    with connect_as_owner() as connection:
        known = [
            row[0] for row in connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'tb\\_template\\_%'")
        ]
        if name in known:
            return name
        for old in known:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))
        draft = f"{name}_draft"
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template1").format(sql.Identifier(draft)))
        run_manage("prepare", "--database-only", database=draft, role="owner")
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))
    return name


@contextmanager
def copy_of(template: str, name: str):
    """A database of one's own for the time of the block."""
    with connect_as_owner() as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        connection.execute(create)
        try:
            yield name
        finally:
            connection.execute(drop)


def environment(database: str, role: str = "app", **more: str) -> dict[str, str]:
    return dict(
        os.environ, DJANGO_SETTINGS_MODULE="tests.settings", TALENTBASE_DATABASE=database, TALENTBASE_ROLE=role, **more
    )


def run_manage(
    *arguments: str, database: str, role: str = "app", check: bool = True, **more: str
) -> subprocess.CompletedProcess:
    """A management command in a process of its own, on this database."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(database, role, **more), capture_output=True, text=True)
    if check and done.returncode:
        raise AssertionError(f"{' '.join(arguments)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done
