"""What became of those who were brought in, and what was promised to them."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

import talentbase.web.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registry", "0009_outsiders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("arrived", "引进"),
                            ("confirmed", "转正"),
                            ("promoted", "提拔"),
                            ("seconded", "挂职"),
                            ("moved", "岗位调整"),
                            ("title", "职称评聘"),
                            ("trained", "培训"),
                            ("assessed", "考核"),
                            ("awarded", "表彰"),
                            ("left", "离开"),
                        ],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("begun", talentbase.web.fields.PartialDateField(blank=True, default="", max_length=10, verbose_name="时间")),
                (
                    "ended",
                    talentbase.web.fields.PartialDateField(blank=True, default="", max_length=10, verbose_name="结束时间"),
                ),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="单位")),
                ("position", models.CharField(blank=True, max_length=120, verbose_name="岗位或职务")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="registry.person",
                        verbose_name="人才",
                    ),
                ),
            ],
            options={
                "verbose_name": "成长记录",
                "verbose_name_plural": "成长记录",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("begun", ""), _negated=True),
                        name="growth_stage_dated",
                        violation_error_message="时间没有填。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended", ""),
                            (
                                "ended__gte",
                                django.db.models.functions.text.Left("begun", django.db.models.functions.text.Length("ended")),
                            ),
                            _connector="OR",
                        ),
                        name="growth_stage_order",
                        violation_error_message="结束时间不能早于开始时间。",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "kind", "begun", "employer", "position"),
                        name="growth_stage_once",
                        violation_error_message="同一时间的这条成长记录已经登记。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begun", ""),
                            ("begun__regex", "^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$"),
                            _connector="OR",
                        ),
                        name="growth_stage_begun_form",
                        violation_error_message="日期应写成1985、1985.03或1985.03.12。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended", ""),
                            ("ended__regex", "^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$"),
                            _connector="OR",
                        ),
                        name="growth_stage_ended_form",
                        violation_error_message="日期应写成1985、1985.03或1985.03.12。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Treatment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("employer", models.CharField(max_length=120, verbose_name="用人单位")),
                ("item", models.CharField(max_length=40, verbose_name="待遇")),
                ("promise", models.CharField(blank=True, max_length=200, verbose_name="约定内容")),
                (
                    "amount_wan",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="金额（万元）"),
                ),
                ("basis", models.CharField(blank=True, max_length=120, verbose_name="依据")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="应落实日期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("promised", "待落实"),
                            ("under_way", "落实中"),
                            ("settled", "已落实"),
                            ("dropped", "不再适用"),
                        ],
                        default="promised",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="落实日期")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="落实情况")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="treatments",
                        to="registry.person",
                        verbose_name="人才",
                    ),
                ),
            ],
            options={
                "verbose_name": "待遇落实",
                "verbose_name_plural": "待遇落实",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("item", ""), _negated=True),
                        name="growth_treatment_item",
                        violation_error_message="待遇没有填。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("employer", ""), _negated=True),
                        name="growth_treatment_employer",
                        violation_error_message="用人单位没有填。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_on__isnull", False), ("state", "settled")),
                            models.Q(models.Q(("state", "settled"), _negated=True), ("settled_on", None)),
                            _connector="OR",
                        ),
                        name="growth_treatment_settled",
                        violation_error_message="已落实的写明落实日期，没有落实的不写。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_wan", None), ("amount_wan__gte", 0), _connector="OR"),
                        name="growth_treatment_amount",
                        violation_error_message="金额不能是负数。",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "employer", "item", "due_on"),
                        name="growth_treatment_once",
                        nulls_distinct=False,
                        violation_error_message="这个人的同一项待遇已经登记。",
                    ),
                ],
            },
        ),
    ]
