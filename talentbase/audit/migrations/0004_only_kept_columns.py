"""The log of new rows no longer turns columns into jsonb that it then leaves out."""

from django.db import migrations

from talentbase.audit.triggers import FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_new_rows_at_once")]

    operations = [migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)]
