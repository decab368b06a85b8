"""An issue belongs to the unit that prints it; to whom it went is told with the issue."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch

ISSUE, DELIVERY = "newsletters_issue", "newsletters_delivery"


class Migration(migrations.Migration):
    dependencies = [("newsletters", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_touch(ISSUE),
        attach_audit(ISSUE, skip=("version", "changed_at")),
        attach_audit(DELIVERY, subject=(ISSUE, "issue_id")),
        protect_rows(ISSUE, of_units("unit_id")),
        protect_rows(DELIVERY, through(ISSUE, "issue_id")),
    ]
