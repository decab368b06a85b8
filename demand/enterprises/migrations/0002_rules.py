"""An employer belongs to the unit that looks after it."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows
from talentbase.audit.triggers import attach_audit, attach_touch

SKIP = ("search", "folded_name", "version", "changed_at")


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0001_initial"), ("audit", "0002_rules")]

    operations = [
        attach_touch("enterprises_enterprise"),
        attach_audit("enterprises_enterprise", skip=SKIP),
        protect_rows("enterprises_enterprise", of_units("unit_id")),
    ]
