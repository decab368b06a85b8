"""What talents ask of the county, and how it was handled."""

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
            name="ServiceRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(editable=False, max_length=16, unique=True, verbose_name="编号")),
                ("name", models.CharField(max_length=60, verbose_name="申请人")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="联系电话")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("school", "子女入学"),
                            ("papers", "证照办理"),
                            ("medical", "就医"),
                            ("housing", "住房"),
                            ("spouse", "配偶就业"),
                            ("project", "项目"),
                            ("other", "其他"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("desk", "窗口"), ("phone", "电话"), ("web", "网上"), ("visit", "走访")],
                        default="desk",
                        max_length=8,
                        verbose_name="受理方式",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="事项")),
                ("content", models.TextField(blank=True, verbose_name="具体诉求")),
                ("received_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="受理日期")),
                ("due_on", models.DateField(verbose_name="办结时限")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "待交办"),
                            ("under_way", "办理中"),
                            ("answered", "已答复"),
                            ("closed", "已办结"),
                            ("cancelled", "已撤回"),
                        ],
                        default="new",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                (
                    "rating",
                    models.PositiveSmallIntegerField(
                        blank=True, choices=[(3, "满意"), (2, "基本满意"), (1, "不满意")], null=True, verbose_name="满意度"
                    ),
                ),
                ("rating_words", models.CharField(blank=True, max_length=200, verbose_name="评价")),
                ("reopened", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="重办次数")),
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_requests",
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
                        verbose_name="受理单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "服务事项",
                "verbose_name_plural": "服务事项",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("assign", "交办"),
                            ("progress", "办理情况"),
                            ("extend", "延期"),
                            ("answer", "答复"),
                            ("close", "办结"),
                            ("reopen", "重办"),
                            ("cancel", "撤回"),
                        ],
                        max_length=10,
                        verbose_name="事项",
                    ),
                ),
                ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="日期")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="情况")),
                ("by_name", models.CharField(blank=True, max_length=60, verbose_name="登记人")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="services.servicerequest",
                        verbose_name="服务事项",
                    ),
                ),
            ],
            options={
                "verbose_name": "办理过程",
                "verbose_name_plural": "办理过程",
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(fields=["state", "due_on"], name="services_state_due"),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(fields=["closed_on"], name="services_closed"),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("name", ""), _negated=True)),
                name="services_titled",
                violation_error_message="申请人和事项都要填写。",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("received_on"))),
                name="services_order",
                violation_error_message="办结时限不能早于受理日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("state", "closed")),
                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_on", None)),
                    _connector="OR",
                ),
                name="services_closed_dated",
                violation_error_message="办结的须有办结日期，没有办结的不能有。",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("rating", None), ("state", "closed"), _connector="OR"),
                name="services_rated",
                violation_error_message="办结后才能评价。",
            ),
        ),
    ]
