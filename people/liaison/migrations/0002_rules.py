"""A visit belongs to the unit that reports it."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows
from talentbase.audit.triggers import attach_audit, attach_touch


class Migration(migrations.Migration):
    dependencies = [("liaison", "0001_initial"), ("audit", "0003_new_rows_at_once")]

    operations = [
        attach_touch("liaison_visit"),
        attach_audit("liaison_visit", skip=("version", "changed_at")),
        protect_rows("liaison_visit", of_units("unit_id")),
    ]
