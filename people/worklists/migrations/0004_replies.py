"""Who of the invited comes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("worklists", "0003_what_was_answered"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="reply",
            field=models.CharField(
                blank=True, choices=[("coming", "参加"), ("away", "不能参加")], max_length=8, verbose_name="回复"
            ),
        ),
    ]
