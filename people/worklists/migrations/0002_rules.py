"""A list belongs to the unit that made it; its lines and editions follow it."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch

LIST = "worklists_worklist"


class Migration(migrations.Migration):
    dependencies = [("worklists", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_touch(LIST),
        attach_audit(LIST, skip=("version", "changed_at")),
        attach_audit("worklists_entry", subject=(LIST, "worklist_id")),
        attach_audit("worklists_edition", subject=(LIST, "worklist_id")),
        protect_rows(LIST, of_units("unit_id")),
        protect_rows("worklists_entry", through(LIST, "worklist_id")),
        protect_rows("worklists_edition", through(LIST, "worklist_id")),
    ]
