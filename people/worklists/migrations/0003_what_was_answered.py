"""An answer to a doubt holds for that doubt."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("worklists", "0002_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="acknowledged_for",
            field=models.CharField(blank=True, max_length=300, verbose_name="核查事项"),
        ),
    ]
