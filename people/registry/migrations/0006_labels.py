"""The county's own marks on people."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_number_confirmed"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="labels",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name="标签"
            ),
        ),
    ]
