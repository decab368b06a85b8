"""Attachments follow their person."""

from django.db import migrations

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [("attachments", "0001_initial"), ("registry", "0002_rules"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_audit("attachments_attachment", subject=("registry_person", "person_id")),
        protect_rows("attachments_attachment", through("registry_person", "person_id")),
    ]
