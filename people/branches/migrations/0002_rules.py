"""A branch belongs to the unit that keeps in touch with it; a membership is told with the branch."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch

BRANCH, MEMBER = "branches_branch", "branches_member"


class Migration(migrations.Migration):
    dependencies = [("branches", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_touch(BRANCH),
        attach_audit(BRANCH, skip=("version", "changed_at")),
        attach_audit(MEMBER, subject=(BRANCH, "branch_id")),
        protect_rows(BRANCH, of_units("unit_id")),
        protect_rows(MEMBER, through(BRANCH, "branch_id")),
    ]
