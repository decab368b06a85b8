"""Rolls on their way, months that are paid, honours."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_unit_labels"),
        ("benefits", "0002_rules"),
        ("policies", "0002_rules"),
        ("registry", "0009_outsiders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Roll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("kind", models.CharField(max_length=60, verbose_name="补贴类别")),
                (
                    "months",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=7), blank=True, default=list, size=None, verbose_name="补贴月份"
                    ),
                ),
                ("months_until", models.CharField(blank=True, editable=False, max_length=7, verbose_name="最后月份")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "造册"), ("checked", "已核对"), ("approved", "已审核"), ("paid", "已发放")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("checked_by", models.CharField(blank=True, max_length=60, verbose_name="核对人")),
                ("approved_by", models.CharField(blank=True, max_length=60, verbose_name="审核人")),
                ("approver", models.BigIntegerField(null=True, verbose_name="审核人编号")),
                ("checker", models.BigIntegerField(null=True, verbose_name="核对人编号")),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="发放日期")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="退回原因")),
                ("remark", models.TextField(blank=True, verbose_name="备注")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rolls",
                        to="policies.clause",
                        verbose_name="政策条款",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="造册单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "补贴花名册",
                "verbose_name_plural": "补贴花名册",
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="payment",
            name="roll",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="payments",
                to="benefits.roll",
                verbose_name="花名册",
            ),
        ),
        migrations.CreateModel(
            name="Honour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("award", "表彰奖励"),
                            ("post", "名誉职务"),
                            ("card", "人才绿卡"),
                            ("plaque", "牌匾"),
                            ("certificate", "证书"),
                        ],
                        default="award",
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="获得者")),
                ("title", models.CharField(max_length=120, verbose_name="荣誉或职务")),
                ("issuer", models.CharField(blank=True, max_length=120, verbose_name="授予单位")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="证书编号")),
                ("granted_on", models.DateField(verbose_name="授予日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="终止日期")),
                (
                    "amount_wan",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="奖金（万元）"),
                ),
                ("remark", models.TextField(blank=True, verbose_name="备注")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="honours",
                        to="registry.person",
                        verbose_name="档案",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="登记单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "荣誉",
                "verbose_name_plural": "荣誉",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("title", ""), _negated=True)),
                        name="benefits_honour_titled",
                        violation_error_message="获得者和荣誉都要填写。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("until", None), ("until__gte", models.F("granted_on")), _connector="OR"),
                            models.Q(("ended_on", None), ("ended_on__gte", models.F("granted_on")), _connector="OR"),
                        ),
                        name="benefits_honour_order",
                        violation_error_message="有效期和终止日期不能早于授予日期。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("kind", "number"),
                        name="benefits_honour_number",
                        violation_error_message="这个证书编号已经登记。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaidMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.CharField(max_length=200, verbose_name="领取人")),
                ("kind", models.CharField(max_length=60, verbose_name="补贴类别")),
                ("month", models.CharField(max_length=7, verbose_name="月份")),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paid_months",
                        to="benefits.payment",
                        verbose_name="补贴",
                    ),
                ),
            ],
            options={
                "verbose_name": "补贴月份",
                "verbose_name_plural": "补贴月份",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("who", "kind", "month"),
                        name="benefits_paid_once",
                        violation_error_message="同一人同类补贴的这个月已经造册，不能重复发放。",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="roll",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("kind", ""), _negated=True)),
                name="benefits_roll_titled",
                violation_error_message="名称和补贴类别都要填写。",
            ),
        ),
        migrations.AddConstraint(
            model_name="roll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paid_on__isnull", False), ("state", "paid")),
                    models.Q(models.Q(("state", "paid"), _negated=True), ("paid_on", None)),
                    _connector="OR",
                ),
                name="benefits_roll_paid",
                violation_error_message="已发放的须有发放日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="roll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approver", None), models.Q(("approver", models.F("checker")), _negated=True), _connector="OR"
                ),
                name="benefits_roll_two",
                violation_error_message="核对人和审核人不能是同一人。",
            ),
        ),
    ]
