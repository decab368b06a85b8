"""Acts on many rows at once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0002_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("register", models.CharField(max_length=20, verbose_name="名册")),
                ("words", models.CharField(max_length=200, verbose_name="内容")),
                ("number", models.PositiveIntegerField(verbose_name="条数")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="办理时间")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
                ("kept", models.PositiveIntegerField(default=0, verbose_name="未撤销条数")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
            ],
            options={
                "verbose_name": "批量修改",
                "verbose_name_plural": "批量修改",
            },
        ),
    ]
