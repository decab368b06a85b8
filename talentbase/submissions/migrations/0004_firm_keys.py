"""A list of several firms answers for each of them."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0003_firms"),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="firm_keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=120),
                blank=True,
                default=list,
                editable=False,
                size=None,
                verbose_name="表内企业",
            ),
        ),
    ]
