"""Whoever sees both sees that they know each other. The history of one person tells nothing of it: it would name the other."""

from django.db import migrations

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit

TABLE = "introducers_introducer"
BOTH = f"{through('registry_person', 'expert_id')} AND {through('registry_person', 'person_id')}"


class Migration(migrations.Migration):
    dependencies = [("introducers", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [attach_audit(TABLE), protect_rows(TABLE, BOTH)]
