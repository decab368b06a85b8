"""Leads of chains are public in the house; what was kept is the county's."""

from django.db import migrations

from talentbase.audit.scope import protect_rows
from talentbase.audit.triggers import attach_audit, attach_touch


class Migration(migrations.Migration):
    dependencies = [("atlas", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_touch("atlas_chainlead"),
        attach_audit("atlas_chainlead", skip=("version", "changed_at")),
        attach_audit("atlas_frozen", skip=("rows",)),
        protect_rows("atlas_frozen", "false"),
    ]
