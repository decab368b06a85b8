"""A payment belongs to the unit that reports it; numbers of people and accounts never stand in the log."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows
from talentbase.audit.triggers import attach_audit, attach_touch


class Migration(migrations.Migration):
    dependencies = [("benefits", "0001_initial"), ("audit", "0003_new_rows_at_once")]

    operations = [
        attach_touch("benefits_payment"),
        attach_audit(
            "benefits_payment",
            skip=("version", "changed_at", "account_hash", "id_number_hash"),
            secret=("account_cipher", "id_number_cipher"),
        ),
        protect_rows("benefits_payment", of_units("unit_id")),
    ]
