"""Leaders of firms, visits to them, 人才服务专员."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_unit_labels"),
        ("enterprises", "0002_rules"),
        ("liaison", "0006_paces"),
        ("registry", "0009_outsiders"),
    ]

    operations = [
        migrations.CreateModel(
            name="FirmPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(default=django.utils.timezone.localdate, verbose_name="联系起始")),
                ("until", models.DateField(blank=True, null=True, verbose_name="联系结束")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaders",
                        to="enterprises.enterprise",
                        verbose_name="企业",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="firms",
                        to="liaison.office",
                        verbose_name="联系领导",
                    ),
                ),
            ],
            options={
                "verbose_name": "联系企业",
                "verbose_name_plural": "联系企业",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("office", "enterprise"),
                        name="care_pair_once",
                        violation_error_message="这位领导已联系这家企业。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="care_pair_order",
                        violation_error_message="联系结束不能早于联系起始。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FirmVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("leader", models.CharField(max_length=60, verbose_name="走访领导")),
                ("visited_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="走访日期")),
                ("content", models.TextField(blank=True, verbose_name="走访情况")),
                ("problem", models.TextField(blank=True, verbose_name="反映问题")),
                ("handler", models.CharField(blank=True, max_length=80, verbose_name="承办单位")),
                ("result", models.TextField(blank=True, verbose_name="办理结果")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leader_visits",
                        to="enterprises.enterprise",
                        verbose_name="企业",
                    ),
                ),
            ],
            options={
                "verbose_name": "走访企业",
                "verbose_name_plural": "走访企业",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("visited_on"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="care_visit_list",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("leader", ""), _negated=True),
                        name="care_visit_leader",
                        violation_error_message="走访领导没有填。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closed_on", None), ("closed_on__gte", models.F("visited_on")), _connector="OR"),
                        name="care_visit_order",
                        violation_error_message="办结日期不能早于走访日期。",
                    ),
                    models.UniqueConstraint(
                        fields=("enterprise", "leader", "visited_on"),
                        name="care_visit_once",
                        violation_error_message="这位领导当天走访这家企业已登记。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Officer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="专员姓名")),
                ("post", models.CharField(blank=True, max_length=80, verbose_name="专员职务")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="专员电话")),
                ("village", models.CharField(blank=True, max_length=60, verbose_name="服务村（社区）")),
                ("since", models.DateField(default=django.utils.timezone.localdate, verbose_name="起始日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officers",
                        to="enterprises.enterprise",
                        verbose_name="服务企业",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officers",
                        to="registry.person",
                        verbose_name="服务人才",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="所在单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "人才服务专员",
                "verbose_name_plural": "人才服务专员",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="care_officer_named",
                        violation_error_message="专员姓名没有填。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("enterprise__isnull", False), ("person", None), ("village", "")),
                            models.Q(("enterprise", None), ("person__isnull", False), ("village", "")),
                            models.Q(("enterprise", None), ("person", None), models.Q(("village", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="care_officer_of_one",
                        violation_error_message="服务企业、服务人才、服务村填写一项。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="care_officer_order",
                        violation_error_message="结束日期不能早于起始日期。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("enterprise__isnull", False), ("until", None)),
                        fields=("enterprise",),
                        name="care_officer_of_firm",
                        violation_error_message="这家企业已有服务专员，请先登记结束日期。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False), ("until", None)),
                        fields=("person",),
                        name="care_officer_of_person",
                        violation_error_message="这个人已有服务专员，请先登记结束日期。",
                    ),
                ],
            },
        ),
    ]
