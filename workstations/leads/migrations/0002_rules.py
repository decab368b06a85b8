"""A lead belongs to the station that reports it."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows
from talentbase.audit.triggers import attach_audit, attach_touch


class Migration(migrations.Migration):
    dependencies = [("leads", "0001_initial"), ("audit", "0003_new_rows_at_once")]

    operations = [
        attach_touch("leads_lead"),
        attach_audit("leads_lead", skip=("version", "changed_at")),
        protect_rows("leads_lead", of_units("unit_id")),
    ]
