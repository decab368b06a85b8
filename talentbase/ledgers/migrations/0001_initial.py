"""Ledgers with typed columns and their entries."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_unit_labels"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ledger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="台账名称")),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("counts", models.BooleanField(default=False, verbose_name="列为指标")),
                ("sums", models.CharField(blank=True, max_length=12, verbose_name="合计列")),
                ("measure", models.CharField(default="条", max_length=6, verbose_name="计量单位")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="责任单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账",
                "verbose_name_plural": "台账",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("values", models.JSONField(default=dict, verbose_name="内容")),
                ("words", models.TextField(blank=True, editable=False, verbose_name="检索")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="ledgers.ledger",
                        verbose_name="台账",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账记录",
                "verbose_name_plural": "台账记录",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Column",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(editable=False, max_length=12, verbose_name="键")),
                ("label", models.CharField(max_length=40, verbose_name="列名")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "文字"),
                            ("number", "数字"),
                            ("date", "日期"),
                            ("choice", "选项"),
                            ("person", "人才"),
                            ("unit", "单位"),
                        ],
                        default="text",
                        max_length=8,
                        verbose_name="类型",
                    ),
                ),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name="选项"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="columns",
                        to="ledgers.ledger",
                        verbose_name="台账",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账列",
                "verbose_name_plural": "台账列",
                "ordering": ["order", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="ledger",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="ledgers_named",
                violation_error_message="台账名称没有填。",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledger",
            constraint=models.UniqueConstraint(
                fields=("unit", "name"), name="ledgers_once", violation_error_message="这个单位已有同名的台账。"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["ledger", "id"], name="ledgers_entry_list"),
        ),
        migrations.AddConstraint(
            model_name="column",
            constraint=models.UniqueConstraint(
                fields=("ledger", "label"), name="ledgers_column_once", violation_error_message="已有同名的列。"
            ),
        ),
        migrations.AddConstraint(
            model_name="column",
            constraint=models.UniqueConstraint(fields=("ledger", "key"), name="ledgers_column_key"),
        ),
        migrations.AddConstraint(
            model_name="column",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True),
                name="ledgers_column_named",
                violation_error_message="列名没有填。",
            ),
        ),
    ]
