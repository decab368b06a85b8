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
        ("cooperation", "0005_counted_here"),
        ("events", "0002_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
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
        migrations.AddField(
            model_name="return",
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
        migrations.RunSQL(LINK.format(table="cooperation_project"), migrations.RunSQL.noop),
        migrations.RunSQL(LINK.format(table="cooperation_return"), migrations.RunSQL.noop),
    ]
