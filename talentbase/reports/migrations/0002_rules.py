"""Locking a report is recorded."""

from django.db import migrations

from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("audit", "0002_rules")]

    operations = [
        attach_audit("reports_report", skip=("figures", "sentences")),
    ]
