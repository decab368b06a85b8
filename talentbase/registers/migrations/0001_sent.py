"""Forms that were sent, told by their key."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False, verbose_name="表单键")),
                ("user", models.BigIntegerField(verbose_name="提交人编号")),
                ("digest", models.CharField(max_length=64, verbose_name="内容摘要")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="结果地址")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="提交时间")),
            ],
            options={
                "verbose_name": "已提交的表单",
                "verbose_name_plural": "已提交的表单",
                "indexes": [models.Index(fields=["at"], name="registers_sent_at")],
            },
        ),
    ]
