"""A need belongs to the unit responsible for it."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows
from talentbase.audit.triggers import attach_audit, attach_touch


class Migration(migrations.Migration):
    dependencies = [("needs", "0001_initial"), ("audit", "0002_rules")]

    operations = [
        attach_audit("needs_round"),
        attach_touch("needs_need"),
        attach_audit("needs_need", skip=("search", "version", "changed_at")),
        protect_rows("needs_need", of_units("unit_id")),
    ]
