"""Scratch databases: copies of a migrated template, made as the owner in a quarter of a second, used as the runtime role."""

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from talentbase.pg.url import database


def connect_as_owner(root: Path, name: str = "postgres") -> psycopg.Connection:
    entry = database(root, "owner")
    parameters = {"host": entry["HOST"], "user": entry["USER"], "password": entry.get("PASSWORD"), "port": entry.get("PORT")}
    return psycopg.connect(dbname=name, autocommit=True, **{key: value for key, value in parameters.items() if value})


def ensure_template(root: Path, prefix: str, digest: str, build: Callable[[str], None]) -> str:
    """Name of the template for this digest; `build(name)` fills a new one. Older ones of the prefix are dropped."""
    name = f"{prefix}_{digest}"
    with connect_as_owner(root) as connection:
        known = [
            row[0] for row in connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        ]
        if name in known:
            return name
        for old in known:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))
        draft = f"{name}_draft"
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template1").format(sql.Identifier(draft)))
        build(draft)
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))
    return name


@contextmanager
def copy_of(root: Path, template: str, name: str):
    """A database of one's own for the time of the block."""
    with connect_as_owner(root) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        connection.execute(create)
        try:
            yield name
        finally:
            connection.execute(drop)
