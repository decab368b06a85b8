"""A tip belongs to the station that reports it."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows
from talentbase.audit.triggers import attach_audit, attach_touch


class Migration(migrations.Migration):
    dependencies = [("tips", "0001_initial"), ("audit", "0003_new_rows_at_once")]

    operations = [
        attach_touch("tips_tip"),
        attach_audit("tips_tip", skip=("version", "changed_at")),
        protect_rows("tips_tip", of_units("unit_id")),
    ]
