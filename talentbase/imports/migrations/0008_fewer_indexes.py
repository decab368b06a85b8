"""The unique constraint already serves the rows of a batch."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0007_judged_against"),
    ]

    operations = [
        migrations.AlterField(
            model_name="row",
            name="batch",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="imports.batch",
                verbose_name="批次",
            ),
        ),
    ]
