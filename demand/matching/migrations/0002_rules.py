"""A match is seen by whoever sees both its sides."""

from django.db import migrations

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit

BOTH = f"{through('needs_need', 'need_id')} AND {through('registry_person', 'person_id')}"


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial"), ("audit", "0002_rules")]

    operations = [
        attach_audit("matching_weightset"),
        attach_audit("matching_match", skip=("reasons", "inputs", "run_id", "version")),
        attach_audit("matching_step", subject=("matching_match", "match_id")),
        protect_rows("matching_match", BOTH),
        protect_rows("matching_step", through("matching_match", "match_id")),
    ]
