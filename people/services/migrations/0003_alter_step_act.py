"""满意度 may be registered after the close."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0002_rules"),
    ]

    operations = [
        migrations.AlterField(
            model_name="step",
            name="act",
            field=models.CharField(
                choices=[
                    ("assign", "交办"),
                    ("progress", "办理情况"),
                    ("extend", "延期"),
                    ("answer", "答复"),
                    ("close", "办结"),
                    ("rate", "登记满意度"),
                    ("reopen", "重办"),
                    ("cancel", "撤回"),
                ],
                max_length=10,
                verbose_name="事项",
            ),
        ),
    ]
