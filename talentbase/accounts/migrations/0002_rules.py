"""Every change of a user or unit is recorded; of a password only that it changed."""

from django.db import migrations

from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("audit", "0002_rules")]

    operations = [
        attach_audit("accounts_unit"),
        attach_audit("accounts_user", skip=("last_login", "session_key"), secret=("password",)),
    ]
