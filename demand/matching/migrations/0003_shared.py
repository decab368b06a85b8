"""What a person agreed to be told to the employer."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0002_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="shared",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10), blank=True, default=list, size=None, verbose_name="同意提供"
            ),
        ),
    ]
