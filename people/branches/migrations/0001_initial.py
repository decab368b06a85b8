"""Branches and their members."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_unit_labels"),
        ("registry", "0009_outsiders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Branch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[("doctors", "博士团"), ("home", "同乡会"), ("chamber", "商会"), ("other", "其他")],
                        default="doctors",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("city", models.CharField(blank=True, max_length=30, verbose_name="所在城市")),
                ("host", models.CharField(blank=True, max_length=80, verbose_name="依托单位")),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="停止活动日期")),
                ("remark", models.TextField(blank=True, verbose_name="备注")),
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
                        verbose_name="联系单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "人才组织",
                "verbose_name_plural": "人才组织",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("1head", "会长（团长）"),
                            ("2deputy", "副会长（副团长）"),
                            ("3secretary", "秘书长"),
                            ("4council", "理事"),
                            ("5member", "成员"),
                        ],
                        default="5member",
                        max_length=12,
                        verbose_name="职务",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="加入日期")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="退出日期")),
                ("note", models.CharField(blank=True, max_length=80, verbose_name="分工")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="branches.branch",
                        verbose_name="人才组织",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="registry.person",
                        verbose_name="人才",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织成员",
                "verbose_name_plural": "组织成员",
                "ordering": [models.OrderBy(models.F("ended_on"), descending=True, nulls_first=True), "post", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="branch",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="branches_named", violation_error_message="名称没有填。"
            ),
        ),
        migrations.AddConstraint(
            model_name="branch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on", None), ("founded_on", None), ("closed_on__gte", models.F("founded_on")), _connector="OR"
                ),
                name="branches_order",
                violation_error_message="停止活动日期不能早于成立日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="branch",
            constraint=models.UniqueConstraint(
                fields=("name",), name="branches_once", violation_error_message="已有同名的组织。"
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("branch", "person"),
                name="branches_member_once",
                violation_error_message="这个人已在成员中。",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None), ("post", "1head")),
                fields=("branch",),
                name="branches_one_head",
                violation_error_message="已有会长（团长），请先登记卸任。",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("since", None), ("ended_on", None), ("ended_on__gte", models.F("since")), _connector="OR"),
                name="branches_member_order",
                violation_error_message="退出日期不能早于加入日期。",
            ),
        ),
    ]
