"""What a match that succeeded came to, and what it is owed to."""

import django.db.models.deletion
from django.db import migrations, models

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_unit_labels"),
        ("matching", "0003_shared"),
        ("audit", "0004_only_kept_columns"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("full_time", "全职引进"),
                            ("flexible", "柔性引进"),
                            ("technical", "技术合作"),
                            ("project", "项目合作"),
                            ("startup", "返乡创业"),
                            ("work", "返乡就业"),
                        ],
                        max_length=10,
                        verbose_name="合作方式",
                    ),
                ),
                ("event", models.CharField(blank=True, max_length=80, verbose_name="促成活动")),
                ("recommender", models.CharField(blank=True, max_length=60, verbose_name="牵线人")),
                (
                    "match",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcome",
                        to="matching.match",
                        verbose_name="匹配",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="促成工作站",
                    ),
                ),
            ],
            options={
                "verbose_name": "对接成果",
                "verbose_name_plural": "对接成果",
            },
        ),
        attach_audit("matching_outcome", subject=("matching_match", "match_id")),
        protect_rows("matching_outcome", through("matching_match", "match_id")),
    ]
