"""Whoever sees a person sees his growth; every change stands in his history."""

from django.db import migrations

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch

TABLES = ("growth_stage", "growth_treatment")


class Migration(migrations.Migration):
    dependencies = [("growth", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        *(attach_touch(table) for table in TABLES),
        *(attach_audit(table, subject=("registry_person", "person_id"), skip=("version", "changed_at")) for table in TABLES),
        *(protect_rows(table, through("registry_person", "person_id")) for table in TABLES),
    ]
