"""Whoever sees the duty sees its link; the random part of the address stays out of the log."""

from django.db import migrations

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [("replies", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_audit("replies_link", subject=("submissions_expected", "expected_id"), skip=("nonce",)),
        protect_rows("replies_link", through("submissions_expected", "expected_id")),
    ]
