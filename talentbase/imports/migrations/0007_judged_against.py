"""Imports follow one another: what came in since a batch was compared is compared again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0006_header_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="judged_against",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="比对时已有的导入"),
        ),
    ]
