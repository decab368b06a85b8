"""The words of the trade, as the county changes them."""

import django.contrib.postgres.fields
import django.utils.timezone
from django.db import migrations, models

from talentbase.audit.triggers import attach_audit, attach_touch


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0004_outcome"),
        ("audit", "0004_only_kept_columns"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("同义", "同义"), ("相关", "相关")], default="同义", max_length=4, verbose_name="类别"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None, verbose_name="词"
                    ),
                ),
                ("chain", models.CharField(blank=True, max_length=30, verbose_name="产业链")),
                ("is_off", models.BooleanField(default=False, verbose_name="停用")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
            ],
            options={
                "verbose_name": "词组",
                "verbose_name_plural": "词组",
                "ordering": ["chain", "kind", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "name"),
                        name="matching_words_once",
                        violation_error_message="已有同名的词组，请在原词组上修改。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="matching_words_named",
                        violation_error_message="名称没有填。",
                    ),
                ],
            },
        ),
        attach_touch("matching_wordgroup"),
        attach_audit("matching_wordgroup", skip=("version", "changed_at")),
    ]
