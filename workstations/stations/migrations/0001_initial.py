"""Stations, their heads, their log and their rules."""

import django.contrib.postgres.fields
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
            name="Charter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("effective_on", models.DateField(verbose_name="施行日期")),
                ("text", models.TextField(verbose_name="正文或修订要点")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
            ],
            options={
                "verbose_name": "工作站管理办法",
                "verbose_name_plural": "工作站管理办法",
                "ordering": ["-effective_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Station",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("city", models.CharField(max_length=30, verbose_name="所在城市")),
                ("host", models.CharField(blank=True, max_length=80, verbose_name="依托单位")),
                (
                    "state",
                    models.CharField(
                        choices=[("preparing", "筹建"), ("running", "运行"), ("closed", "撤销")],
                        default="preparing",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("plaque_on", models.DateField(blank=True, null=True, verbose_name="授牌日期")),
                (
                    "covers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="联系城市",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="地址")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                ("remark", models.TextField(blank=True, verbose_name="备注")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="station",
                        to="accounts.unit",
                        verbose_name="工作站",
                    ),
                ),
            ],
            options={
                "verbose_name": "驻外工作站",
                "ordering": ["id"],
                "verbose_name_plural": "驻外工作站",
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[("meeting", "例会"), ("visit", "走访对接"), ("event", "活动"), ("other", "其他")],
                        default="visit",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="内容")),
                ("by_name", models.CharField(blank=True, editable=False, max_length=60, verbose_name="登记人")),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="stations.station",
                        verbose_name="工作站",
                    ),
                ),
            ],
            options={
                "verbose_name": "工作站日志",
                "verbose_name_plural": "工作站日志",
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "post",
                    models.CharField(
                        choices=[("head", "站长"), ("deputy", "副站长"), ("contact", "联络员")],
                        max_length=10,
                        verbose_name="职务",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("since", models.DateField(verbose_name="聘任日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="聘期至")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="离任日期")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="聘书或文号")),
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
                        related_name="station_posts",
                        to="registry.person",
                        verbose_name="档案",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="stations.station",
                        verbose_name="工作站",
                    ),
                ),
            ],
            options={
                "verbose_name": "工作站聘任",
                "verbose_name_plural": "工作站聘任",
                "ordering": [models.OrderBy(models.F("ended_on"), descending=True, nulls_first=True), "post", "-since", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="station",
            constraint=models.CheckConstraint(
                condition=models.Q(("city", ""), _negated=True),
                name="stations_station_city",
                violation_error_message="所在城市没有填。",
            ),
        ),
        migrations.AddConstraint(
            model_name="station",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("plaque_on__isnull", False), ("state", "running")),
                        models.Q(("state", "running"), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("closed_on__isnull", False), ("state", "closed")),
                        models.Q(models.Q(("state", "closed"), _negated=True), ("closed_on", None)),
                        _connector="OR",
                    ),
                ),
                name="stations_station_state",
                violation_error_message="运行的工作站须有授牌日期，撤销的须有撤销日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="logentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="stations_log_said",
                violation_error_message="内容没有填。",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="stations_appointment_named",
                violation_error_message="姓名没有填。",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                    models.Q(("ended_on", None), ("ended_on__gte", models.F("since")), _connector="OR"),
                ),
                name="stations_appointment_order",
                violation_error_message="聘期和离任日期不能早于聘任日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None), ("post", "head")),
                fields=("station",),
                name="stations_one_head",
                violation_error_message="这个工作站已有站长，请先登记离任。",
            ),
        ),
    ]
