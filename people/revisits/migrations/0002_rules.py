"""A list belongs to its unit; its lines follow it."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, through
from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [("revisits", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_audit("revisits_round"),
        attach_audit("revisits_line"),
        protect_rows("revisits_round", of_units("unit_id")),
        protect_rows("revisits_line", through("revisits_round", "round_id")),
    ]
