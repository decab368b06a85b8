"""A portrait for each person."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0002_rules"),
        ("registry", "0003_fewer_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="photo",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="files.storedfile",
                verbose_name="照片",
            ),
        ),
    ]
