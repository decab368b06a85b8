"""Whoever took a request in or handles it sees it. What was reported of settled requests becomes part of the 期初."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch
from talentbase.figures.folding import fold_reports

TABLE, STEPS = "services_servicerequest", "services_step"


class Migration(migrations.Migration):
    dependencies = [("services", "0001_initial"), ("audit", "0004_only_kept_columns"), ("figures", "0002_rules")]

    operations = [
        attach_touch(TABLE),
        attach_audit(TABLE, skip=("version", "changed_at")),
        attach_audit(STEPS, subject=(TABLE, "request_id")),
        protect_rows(TABLE, f"{of_units('unit_id')} OR {of_units('handler_id')}"),
        protect_rows(STEPS, through(TABLE, "request_id")),
        fold_reports("services.done"),
    ]
