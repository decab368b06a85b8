"""Every change of a reported number is recorded."""

from django.db import migrations

from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial"), ("audit", "0002_rules")]

    operations = [
        attach_audit("figures_opening"),
        attach_audit("figures_reported"),
    ]
