"""Pairs and visits are seen by whoever sees the firm, a 专员 by his unit."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch

PAIR, VISIT, OFFICER = "care_firmpair", "care_firmvisit", "care_officer"


class Migration(migrations.Migration):
    dependencies = [("care", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        *(attach_touch(table) for table in (PAIR, VISIT, OFFICER)),
        *(attach_audit(table, skip=("version", "changed_at")) for table in (PAIR, VISIT, OFFICER)),
        *(protect_rows(table, through("enterprises_enterprise", "enterprise_id")) for table in (PAIR, VISIT)),
        protect_rows(OFFICER, of_units("unit_id")),
    ]
