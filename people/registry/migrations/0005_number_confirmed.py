"""When a number was last answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0004_photo"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="confirmed_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="号码核实日期"),
        ),
    ]
