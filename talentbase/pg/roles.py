"""The two roles: `tb_owner` owns the tables and migrates, `tb_app` serves people and cannot bypass the rules.

`deploy/postgres/roles.sql` makes the same on a server of its own.
"""

import psycopg
from psycopg import sql

from talentbase.pg.cluster import APP, DATABASE, OWNER, Cluster

APP_SETTINGS = {
    "statement_timeout": "15s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
}


def ensure_roles_and_database(cluster: Cluster) -> None:
    """Idempotent; run by the superuser of the embedded server at every start."""
    with psycopg.connect(cluster.conninfo(), autocommit=True) as connection:
        _ensure_role(connection, OWNER, "LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS")
        _ensure_role(connection, APP, "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS")
        # dropping a scratch database ends the sessions of the runtime role and of autovacuum in it
        connection.execute(sql.SQL("GRANT pg_signal_backend TO {}").format(sql.Identifier(OWNER)))
        connection.execute(sql.SQL("ALTER ROLE {} SET app.scope = 'county'").format(sql.Identifier(OWNER)))
        for name, value in APP_SETTINGS.items():
            statement = sql.SQL("ALTER ROLE {} SET {} = {}")
            connection.execute(statement.format(sql.Identifier(APP), sql.Identifier(name), sql.Literal(value)))
        _trust_search("template1", cluster)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template1")
            connection.execute(statement.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
    _trust_search(DATABASE, cluster)


def _trust_search(database: str, cluster: Cluster) -> None:
    """Let the search index work under row-level security: matching a tsvector cannot leak a row by an error message.

    Without it PostgreSQL must check the policy on every row before the search condition and reads the whole table.
    """
    with psycopg.connect(cluster.conninfo(database=database), autocommit=True) as connection:
        statement = "SELECT proleakproof FROM pg_proc WHERE oid = 'ts_match_vq(tsvector,tsquery)'::regprocedure"
        if connection.execute(statement).fetchone() == (False,):
            connection.execute("ALTER FUNCTION ts_match_vq(tsvector, tsquery) LEAKPROOF")


def _ensure_role(connection: psycopg.Connection, name: str, attributes: str) -> None:
    exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    verb = "ALTER" if exists else "CREATE"
    connection.execute(sql.SQL(verb + " ROLE {} " + attributes).format(sql.Identifier(name)))
