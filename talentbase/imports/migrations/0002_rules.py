"""A batch belongs to the reporting unit, its rows to the batch."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, through
from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("audit", "0002_rules")]

    operations = [
        attach_audit("imports_batch", skip=("layout", "counts", "version")),
        protect_rows("imports_batch", of_units("unit_id")),
        protect_rows("imports_row", through("imports_batch", "batch_id")),
    ]
