"""A unit sees what it is asked and what it sent; a file whose unit is not known is seen by the county alone."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, through
from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_initial"), ("audit", "0002_rules"), ("imports", "0002_rules")]

    operations = [
        attach_audit("submissions_task"),
        attach_audit("submissions_expected", subject=("submissions_task", "task_id")),
        attach_audit("submissions_submission", subject=("submissions_task", "task_id")),
        attach_audit("submissions_absence", subject=("imports_batch", "batch_id")),
        protect_rows("submissions_expected", of_units("unit_id")),
        protect_rows("submissions_task", "id IN (SELECT task_id FROM submissions_expected)"),
        protect_rows("submissions_submission", of_units("unit_id")),
        protect_rows("submissions_absence", through("imports_batch", "batch_id")),
    ]
