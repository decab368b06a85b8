"""Events and their guests."""

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
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="活动名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("home", "家乡行"),
                            ("talk", "座谈会"),
                            ("trade", "恳谈会"),
                            ("lecture", "大讲堂"),
                            ("week", "人才周"),
                            ("fair", "招聘会"),
                            ("other", "其他"),
                        ],
                        default="talk",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="日期")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="地点")),
                ("host", models.CharField(blank=True, max_length=80, verbose_name="主办单位")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "筹备"), ("done", "已举办"), ("cancelled", "取消")],
                        default="planned",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("itinerary", models.TextField(blank=True, verbose_name="日程安排")),
                ("outcome", models.TextField(blank=True, verbose_name="成效和后续")),
                ("others", models.PositiveIntegerField(default=0, verbose_name="名册外参加人数")),
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
                "verbose_name": "活动",
                "verbose_name_plural": "活动",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Guest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[("none", "未答复"), ("yes", "参加"), ("no", "不参加")],
                        default="none",
                        max_length=6,
                        verbose_name="答复",
                    ),
                ),
                ("came", models.BooleanField(default=False, verbose_name="到会")),
                ("follow_up", models.CharField(blank=True, max_length=200, verbose_name="后续")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guests",
                        to="events.event",
                        verbose_name="活动",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="registry.person",
                        verbose_name="人才",
                    ),
                ),
            ],
            options={
                "verbose_name": "受邀人",
                "verbose_name_plural": "受邀人",
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                models.OrderBy(models.F("begins_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="events_event_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True),
                name="events_titled",
                violation_error_message="活动名称没有填。",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"),
                name="events_order",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                fields=("unit", "title", "begins_on"), name="events_once", violation_error_message="同一天的这个活动已经登记。"
            ),
        ),
        migrations.AddConstraint(
            model_name="guest",
            constraint=models.UniqueConstraint(
                fields=("event", "person"), name="events_guest_once", violation_error_message="这个人已在受邀名单中。"
            ),
        ),
    ]
