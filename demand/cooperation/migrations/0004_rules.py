"""Results are seen by the unit that looks after them and by the station that brought them about."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, reprotect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch

OURS = f"{of_units('unit_id')} OR {of_units('station_id')}"
CHILDREN = ("cooperation_milestone", "cooperation_participant")


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0003_agreements_and_returns"), ("audit", "0004_only_kept_columns")]

    operations = [
        reprotect_rows("cooperation_project", OURS),
        attach_touch("cooperation_return"),
        attach_audit("cooperation_return", skip=("version", "changed_at")),
        protect_rows("cooperation_return", OURS),
        *(attach_audit(table, subject=("cooperation_project", "project_id")) for table in CHILDREN),
        *(protect_rows(table, through("cooperation_project", "project_id")) for table in CHILDREN),
    ]
