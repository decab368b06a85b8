"""Files belong to a unit."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows
from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("audit", "0002_rules")]

    operations = [
        attach_audit("files_storedfile"),
        protect_rows("files_storedfile", of_units("unit_id")),
    ]
