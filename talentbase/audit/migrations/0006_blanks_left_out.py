"""The log of new rows no longer lists the columns that are blank."""

from django.db import migrations

from talentbase.audit.triggers import FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_submissions")]

    operations = [migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)]
