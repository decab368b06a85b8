"""What waited for a user on a morning."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="日期")),
                ("waiting", models.PositiveIntegerField(verbose_name="待办件数")),
                ("lines", models.JSONField(default=list, verbose_name="摘要")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "每日摘要",
                "verbose_name_plural": "每日摘要",
                "ordering": ["-day"],
                "constraints": [models.UniqueConstraint(fields=("user", "day"), name="todo_digest_once")],
            },
        ),
    ]
