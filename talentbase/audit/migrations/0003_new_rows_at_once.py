"""Houses set up before this one wrote a log line per new row; a statement's new rows are written at once now."""

from django.db import migrations

from talentbase.audit.triggers import FUNCTIONS, PAIRS_FOR_SINGLES


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_rules")]

    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(PAIRS_FOR_SINGLES, migrations.RunSQL.noop),
    ]
