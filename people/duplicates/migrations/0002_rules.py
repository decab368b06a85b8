"""A pair and a merge are seen by whoever sees both records; what a scan makes of a pair is no change of anybody's."""

from django.db import migrations

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit


def both(first: str, second: str) -> str:
    return f"{through('registry_person', first)} AND {through('registry_person', second)}"


class Migration(migrations.Migration):
    dependencies = [("duplicates", "0001_initial"), ("registry", "0002_rules"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_audit("duplicates_pair", skip=("score", "evidence")),
        attach_audit("duplicates_merge"),
        protect_rows("duplicates_pair", both("first_id", "second_id")),
        protect_rows("duplicates_merge", both("kept_id", "gone_id")),
    ]
