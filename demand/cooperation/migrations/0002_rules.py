"""A project belongs to the unit that reports it."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows
from talentbase.audit.triggers import attach_audit, attach_touch


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0001_initial"), ("audit", "0003_new_rows_at_once")]

    operations = [
        attach_touch("cooperation_project"),
        attach_audit("cooperation_project", skip=("version", "changed_at")),
        protect_rows("cooperation_project", of_units("unit_id")),
    ]
