"""Who wrote a line of the log may take it out again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stations", "0002_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="logentry",
            name="writer",
            field=models.BigIntegerField(editable=False, null=True, verbose_name="登记人编号"),
        ),
    ]
