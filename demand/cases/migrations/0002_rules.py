"""Whoever sees a match sees what surrounds it."""

from django.db import migrations

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch

TABLES = ("cases_assignment", "cases_comment", "cases_paper")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_touch("cases_assignment"),
        *(attach_audit(table, subject=("matching_match", "match_id"), skip=("version", "changed_at")) for table in TABLES[:1]),
        *(attach_audit(table, subject=("matching_match", "match_id")) for table in TABLES[1:]),
        *(protect_rows(table, through("matching_match", "match_id")) for table in TABLES),
    ]
