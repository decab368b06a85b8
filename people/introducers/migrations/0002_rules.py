"""Whoever sees both sees that they know each other; it stands in the history of the expert."""

from django.db import migrations

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit

TABLE = "introducers_introducer"
BOTH = f"{through('registry_person', 'expert_id')} AND {through('registry_person', 'person_id')}"


class Migration(migrations.Migration):
    dependencies = [("introducers", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [attach_audit(TABLE, subject=("registry_person", "expert_id")), protect_rows(TABLE, BOTH)]
