"""A nomination belongs to the unit that took it in."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows
from talentbase.audit.triggers import attach_audit, attach_touch

TABLE = "intake_nomination"


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_touch(TABLE),
        attach_audit(TABLE, skip=("version", "changed_at")),
        protect_rows(TABLE, of_units("unit_id")),
    ]
