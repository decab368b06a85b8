"""What was talked about at a contact."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("liaison", "0002_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="note",
            field=models.TextField(blank=True, verbose_name="联系情况"),
        ),
    ]
