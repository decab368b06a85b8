"""The event a result is owed to, where it is registered."""

import django.db.models.deletion
from django.db import migrations, models

LINK = """
SELECT set_config('app.scope', 'county', true);
UPDATE {table} result SET occasion_id = held.id FROM (
    SELECT DISTINCT ON (title) title, id FROM events_event ORDER BY title, begins_on DESC, id DESC
) held WHERE held.title = result.event AND result.event <> ''
"""


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_rules"),
        ("matching", "0005_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="outcome",
            name="occasion",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="events.event",
                verbose_name="促成活动（登记的）",
            ),
        ),
        migrations.RunSQL(LINK.format(table="matching_outcome"), migrations.RunSQL.noop),
    ]
