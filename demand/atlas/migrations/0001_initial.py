"""Who leads a chain; what the atlas said when a round was frozen."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("codes", "0002_rules"),
        ("needs", "0002_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainLead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lead", models.CharField(blank=True, max_length=60, verbose_name="链长")),
                ("lead_post", models.CharField(blank=True, max_length=120, verbose_name="链长职务")),
                ("talent_lead", models.CharField(blank=True, max_length=60, verbose_name="人才链长")),
                ("talent_lead_post", models.CharField(blank=True, max_length=120, verbose_name="人才链长职务")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "chain",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lead",
                        to="codes.industrychain",
                        verbose_name="产业链",
                    ),
                ),
            ],
            options={
                "verbose_name": "产业链负责人",
                "verbose_name_plural": "产业链负责人",
            },
        ),
        migrations.CreateModel(
            name="Frozen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("taken_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="存档日期")),
                ("rows", models.JSONField(verbose_name="内容")),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="atlas",
                        to="needs.round",
                        verbose_name="征集轮次",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="存档人",
                    ),
                ),
            ],
            options={
                "verbose_name": "图谱存档",
                "verbose_name_plural": "图谱存档",
                "ordering": ["-round__year", "-round__half"],
            },
        ),
    ]
