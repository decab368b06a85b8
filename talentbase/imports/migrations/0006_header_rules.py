"""What a column means is the sender's; who said so is recorded."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows
from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [("imports", "0005_header_meaning"), ("audit", "0003_new_rows_at_once")]

    operations = [
        attach_audit("imports_headermeaning"),
        protect_rows("imports_headermeaning", of_units("unit_id")),
    ]
