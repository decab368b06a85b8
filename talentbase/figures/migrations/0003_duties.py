"""The paper behind a reported number, and who tells which number every month."""

import django.db.models.deletion
from django.db import migrations, models

from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0004_only_kept_columns"),
        ("accounts", "0003_unit_labels"),
        ("figures", "0002_rules"),
        ("files", "0002_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="reported",
            name="file",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
                verbose_name="依据附件",
            ),
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("figure", models.CharField(max_length=40, verbose_name="指标")),
                ("due_day", models.PositiveSmallIntegerField(default=25, verbose_name="每月几日前")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="填报单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "填报任务",
                "verbose_name_plural": "填报任务",
                "ordering": ["unit__order", "figure", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("figure", "unit"),
                        name="figures_duty_once",
                        violation_error_message="这个单位的这项填报任务已登记。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_day__gte", 1), ("due_day__lte", 28)),
                        name="figures_duty_day",
                        violation_error_message="应为1至28日。",
                    ),
                ],
            },
        ),
        attach_audit("figures_duty"),
    ]
