"""Every change of a code table is recorded."""

from django.db import migrations

from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [("codes", "0001_initial"), ("audit", "0002_rules")]

    operations = [
        attach_audit("codes_code"),
        attach_audit("codes_industrychain"),
        attach_audit("codes_chainnode"),
    ]
