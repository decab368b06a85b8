"""Policies with their clauses."""

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
            name="Policy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160, verbose_name="文件名")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                (
                    "level",
                    models.CharField(
                        choices=[("nation", "国家"), ("province", "省"), ("city", "市"), ("county", "县")],
                        default="county",
                        max_length=10,
                        verbose_name="层级",
                    ),
                ),
                ("office", models.CharField(blank=True, max_length=80, verbose_name="发文机关")),
                ("effective_on", models.DateField(verbose_name="施行日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("remark", models.TextField(blank=True, verbose_name="说明")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
            ],
            options={
                "verbose_name": "政策",
                "verbose_name_plural": "政策",
                "ordering": ["-effective_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="policies_policy_titled",
                        violation_error_message="文件名没有填。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("effective_on")), _connector="OR"),
                        name="policies_policy_order",
                        violation_error_message="有效期不能早于施行日期。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("document", ""), _negated=True),
                        fields=("document",),
                        name="policies_policy_document",
                        violation_error_message="这个文号的政策已经登记。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(blank=True, max_length=20, verbose_name="条款号")),
                ("title", models.CharField(max_length=60, verbose_name="待遇名称")),
                ("target", models.CharField(blank=True, max_length=160, verbose_name="对象")),
                (
                    "period",
                    models.CharField(
                        choices=[("monthly", "按月"), ("once", "一次性")],
                        default="monthly",
                        max_length=8,
                        verbose_name="发放方式",
                    ),
                ),
                (
                    "standard_yuan",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="标准（元）"),
                ),
                ("amount_text", models.CharField(blank=True, max_length=160, verbose_name="金额")),
                ("procedure", models.CharField(blank=True, max_length=300, verbose_name="程序")),
                ("time_limit", models.CharField(blank=True, max_length=120, verbose_name="时限")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clauses",
                        to="policies.policy",
                        verbose_name="政策",
                    ),
                ),
            ],
            options={
                "verbose_name": "政策条款",
                "verbose_name_plural": "政策条款",
                "ordering": ["policy", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="policies_clause_titled",
                        violation_error_message="待遇名称没有填。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standard_yuan", None), ("standard_yuan__gte", 0), _connector="OR"),
                        name="policies_clause_standard",
                        violation_error_message="标准不能为负数。",
                    ),
                ],
            },
        ),
    ]
