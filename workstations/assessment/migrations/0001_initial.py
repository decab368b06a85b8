"""Criteria, assessments of stations by half-year, points that people give."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("stations", "0003_logentry_writer"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("half", models.PositiveSmallIntegerField(verbose_name="半年")),
                ("comment", models.TextField(blank=True, verbose_name="评语")),
                ("lines", models.JSONField(blank=True, default=list, verbose_name="考核明细")),
                ("total", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="总分")),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="定稿日期")),
                ("settled_by", models.CharField(blank=True, max_length=60, verbose_name="定稿人")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="stations.station",
                        verbose_name="工作站",
                    ),
                ),
            ],
            options={
                "verbose_name": "工作站考核",
                "verbose_name_plural": "工作站考核",
                "ordering": [
                    models.OrderBy(models.F("year"), descending=True),
                    models.OrderBy(models.F("half"), descending=True),
                    "station__unit__order",
                    "id",
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="考核项目")),
                ("maximum", models.PositiveSmallIntegerField(verbose_name="满分")),
                (
                    "measure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("leads", "报送招商线索（首报）"),
                            ("won", "签约落地线索"),
                            ("on_time", "线索按时跟进率（%）"),
                            ("tips", "报送人才信息"),
                            ("entered", "人才信息新入库"),
                            ("projects", "促成合作项目"),
                            ("returns", "促成返乡"),
                            ("log", "工作日志"),
                        ],
                        max_length=10,
                        verbose_name="计算依据",
                    ),
                ),
                ("target", models.PositiveIntegerField(blank=True, null=True, verbose_name="满分数量")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
            ],
            options={
                "verbose_name": "考核项目",
                "verbose_name_plural": "考核项目",
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="assessment_criterion_named",
                        violation_error_message="考核项目没有填。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("measure", ""), ("target", None)),
                            models.Q(models.Q(("measure", ""), _negated=True), ("target__gt", 0)),
                            _connector="OR",
                        ),
                        name="assessment_criterion_target",
                        violation_error_message="计算的项目须填写满分数量，评定的项目不填。",
                    ),
                    models.UniqueConstraint(
                        fields=("name",), name="assessment_criterion_once", violation_error_message="已有这个考核项目。"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("points", models.DecimalField(decimal_places=1, max_digits=4, verbose_name="得分")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="assessment.assessment",
                        verbose_name="工作站考核",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="assessment.criterion",
                        verbose_name="考核项目",
                    ),
                ),
            ],
            options={
                "verbose_name": "评定得分",
                "verbose_name_plural": "评定得分",
            },
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("half__in", [1, 2])), name="assessment_half", violation_error_message="半年只有1和2。"
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(fields=("station", "year", "half"), name="assessment_once"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_on", None), ("total", None)),
                    models.Q(("settled_on__isnull", False), ("total__isnull", False)),
                    _connector="OR",
                ),
                name="assessment_settled",
            ),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.UniqueConstraint(fields=("assessment", "criterion"), name="assessment_judgement_once"),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(condition=models.Q(("points__gte", 0)), name="assessment_judgement_points"),
        ),
    ]
