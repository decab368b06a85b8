"""What the log keeps of a new row, on a server with the JSON constructor of PostgreSQL 16 and on one without."""

import pytest
from django.db import connection

from talentbase.audit.triggers import FUNCTIONS
from tests.databases import connect_as_owner

pytestmark = pytest.mark.django_db
OF_16 = ">= 160000"


@pytest.mark.parametrize("version", [OF_16, ">= 990000"])
def test_what_is_not_blank_and_no_secret(version):
    with connect_as_owner(connection.settings_dict["NAME"]) as owner, owner.transaction(force_rollback=True):
        owner.execute(FUNCTIONS.replace(OF_16, version))
        owner.execute(
            "CREATE TABLE log_trial (id bigint, words varchar(20), note text, list text[], none bigint[], yes boolean, "
            "no boolean, zero integer, day date, later date, facts jsonb, number bytea, other bytea, derived text)"
        )
        owner.execute(
            "CREATE TRIGGER trial AFTER INSERT ON log_trial REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT "
            "EXECUTE FUNCTION audit_new_rows('derived', 'number,other', 'log_trial', 'id')"
        )
        owner.execute(
            "INSERT INTO log_trial VALUES (7, '某\"镇\\', '', '{甲,乙}', '{}', true, false, 0, '2026-01-31', NULL, "
            "'{\"a\": [1, {\"b\": \"丙\"}]}', 'x', NULL, 'y')"
        )
        found = owner.execute(
            "SELECT row_id, operation, after, subject_id FROM audit_change WHERE \"table\" = 'log_trial'"
        ).fetchall()
    told = {
        "id": 7, "words": '某"镇\\', "list": ["甲", "乙"], "yes": True, "zero": 0, "day": "2026-01-31",
        "facts": {"a": [1, {"b": "丙"}]}, "number": "***",
    }  # fmt: skip
    assert found == [("7", "I", told, "7")]
