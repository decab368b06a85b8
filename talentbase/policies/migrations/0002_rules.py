"""Everybody reads policies; every change is recorded."""

from django.db import migrations

from talentbase.audit.triggers import attach_audit, attach_touch


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_touch("policies_policy"),
        attach_touch("policies_clause"),
        attach_audit("policies_policy", skip=("version", "changed_at")),
        attach_audit("policies_clause", subject=("policies_policy", "policy_id"), skip=("version", "changed_at")),
    ]
