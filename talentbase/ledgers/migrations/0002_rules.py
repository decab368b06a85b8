"""A ledger belongs to a unit, its columns and entries to the ledger."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch

LEDGER, COLUMN, ENTRY = "ledgers_ledger", "ledgers_column", "ledgers_entry"


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_touch(LEDGER),
        attach_touch(ENTRY),
        attach_audit(LEDGER, skip=("version", "changed_at")),
        attach_audit(COLUMN, subject=(LEDGER, "ledger_id")),
        attach_audit(ENTRY, skip=("version", "changed_at", "words")),
        protect_rows(LEDGER, of_units("unit_id")),
        protect_rows(COLUMN, through(LEDGER, "ledger_id")),
        protect_rows(ENTRY, through(LEDGER, "ledger_id")),
    ]
