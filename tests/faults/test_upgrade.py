"""A house with people in it is upgraded: they are all there, with what the new version wants to know of them."""

import json

import psycopg
import pytest
from psycopg import sql

from tests.databases import connect_as_owner, copy_of, run_manage

BEFORE = {
    "registry": "0006_labels", "liaison": "0004_visits_of_a_person", "worklists": "0003_what_was_answered", "ledgers": "0002_rules",
}  # fmt: skip
COLUMNS = (("c1", "房号", "text"), ("c2", "身份证号", "text"), ("c3", "联系电话", "number"), ("c4", "入住人", "person"))
EMPTY = {"jsonb": "'{}'", "boolean": "false", "ARRAY": "'{}'", "integer": "1", "smallint": "0", "date": "current_date"}
PEOPLE = (
    ("单雄飞", "away", "duty", ""),
    ("仇英", "introduced", "duty", "引进协议"),
    ("区文", "outside", "public", "某校网站"),
)
PEOPLE += (("解某", "outside", "duty", ""), ("单雄飞", "away", "duty", ""))  # two of one name


@pytest.fixture
def house(cluster):
    with copy_of("template1", "tb_test_upgrade") as name:
        for room, target in BEFORE.items():
            run_manage("migrate", room, target, database=name, role="owner")
        with connect_as_owner(name) as connection, connection.transaction():
            connection.execute("SELECT set_config('app.scope', 'county', true)")
            _insert(connection, "codes_code", {"key": "genders.1", "table": "genders", "code": "1", "name": "男"})
            for each in PEOPLE:  # with a key to another table: rows whose checks are put off
                known = dict(zip(("name", "population", "basis", "basis_evidence"), each, strict=True))
                _insert(connection, "registry_person", known | {"gender_id": "genders.1"})
            _fill_ledger(connection)
        yield name


def _fill_ledger(connection: psycopg.Connection) -> None:
    _insert(connection, "accounts_unit", {"name": "某县", "kind": "county"})
    unit = connection.execute("SELECT id FROM accounts_unit WHERE name = '某县'").fetchone()[0]
    _insert(connection, "ledgers_ledger", {"name": "人才公寓", "unit_id": unit})
    ledger = connection.execute("SELECT id FROM ledgers_ledger").fetchone()[0]
    for key, label, kind in COLUMNS:
        _insert(connection, "ledgers_column", {"ledger_id": ledger, "key": key, "label": label, "kind": kind})
    person = connection.execute("SELECT min(id) FROM registry_person").fetchone()[0]
    values = {"c1": "0301", "c2": "410900198001010019", "c3": 19900000417, "c4": person}
    _insert(connection, "ledgers_entry", {"ledger_id": ledger, "values": json.dumps(values), "words": "0301"})


def _insert(connection: psycopg.Connection, table: str, values: dict) -> None:
    """What must not be empty and is not given is as empty as it may be."""
    columns = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s "
        "AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'",
        [table],
    ).fetchall()
    fillers = {name: EMPTY.get(kind, "now()" if kind.startswith("timestamp") else "''") for name, kind in columns}
    wanted = {name: sql.SQL(filler) for name, filler in fillers.items()}
    wanted |= {name: sql.Literal(value) for name, value in values.items()}
    names = sql.SQL(", ").join(map(sql.Identifier, wanted))
    given = sql.SQL(", ").join(wanted.values())
    connection.execute(sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, given))


def test_people_of_the_version_before_are_all_there(house):
    run_manage("prepare", "--database-only", database=house, role="owner")
    with connect_as_owner(house) as connection, connection.transaction():
        connection.execute("SELECT set_config('app.scope', 'county', true)")
        rows = connection.execute(
            "SELECT name, populations, basis, basis_evidence, left(strokes, 2), version FROM registry_person ORDER BY id"
        ).fetchall()
        on = connection.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'registry_person'::regclass AND tgenabled = 'D'"
        )
        assert on.fetchone() == (0,)
    assert rows == [
        ("单雄飞", ["away"], "duty", "", "08", 1),
        ("仇英", ["introduced"], "duty", "引进协议", "04", 1),
        ("区文", ["outside"], "public", "某校网站", "04", 1),
        ("解某", ["outside"], "public", "升级前登记，出处待补", "13", 2),
        ("单雄飞", ["away"], "duty", "", "08", 1),
    ]


def test_a_ledger_keeps_what_it_said_and_seals_what_nobody_should_read(house):
    run_manage("prepare", "--database-only", database=house, role="owner")
    with connect_as_owner(house) as connection, connection.transaction():
        connection.execute("SELECT set_config('app.scope', 'county', true)")
        kinds = connection.execute("SELECT key, kind FROM ledgers_column ORDER BY key").fetchall()
        values, words = connection.execute('SELECT "values", words FROM ledgers_entry').fetchone()
        named = connection.execute(
            "SELECT p.name FROM ledgers_reference r JOIN registry_person p ON p.id = r.person_id"
        ).fetchall()
    assert kinds == [("c1", "text"), ("c2", "secret"), ("c3", "phone"), ("c4", "person")]
    assert (values["c1"], values["c3"], values["c2"]["m"], named) == ("0301", "19900000417", "****0019", [("单雄飞",)])
    assert "c4" not in values and "410900198001010019" not in str(values) + words
