"""Agreements get kinds, states, ends and milestones; who came back gets a register."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

import talentbase.web.fields


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_unit_labels"),
        ("codes", "0002_rules"),
        ("cooperation", "0002_rules"),
        ("enterprises", "0002_rules"),
        ("matching", "0003_shared"),
        ("registry", "0009_outsiders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="节点")),
                ("due_on", models.DateField(verbose_name="应完成日期")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="完成情况")),
            ],
            options={
                "verbose_name": "合作节点",
                "verbose_name_plural": "合作节点",
                "ordering": ["due_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(blank=True, max_length=40, verbose_name="角色")),
            ],
            options={
                "verbose_name": "合作参与人",
                "verbose_name_plural": "合作参与人",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.CharField(blank=True, max_length=80, verbose_name="促成活动")),
                ("recommender", models.CharField(blank=True, max_length=60, verbose_name="牵线人")),
                ("remark", models.TextField(blank=True, verbose_name="备注")),
                (
                    "entered_on",
                    models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name="登记日期"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("startup", "返乡创业"),
                            ("work", "返乡就业"),
                            ("move", "企业回迁"),
                            ("capital", "资金回流"),
                            ("flexible", "柔性服务"),
                        ],
                        default="startup",
                        max_length=10,
                        verbose_name="返乡方式",
                    ),
                ),
                ("returned_on", models.DateField(verbose_name="返乡日期")),
                ("project", models.CharField(blank=True, max_length=120, verbose_name="项目或岗位")),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("talks", "洽谈"),
                            ("signed", "签约"),
                            ("building", "在建"),
                            ("running", "运营"),
                            ("stopped", "停办"),
                        ],
                        max_length=10,
                        verbose_name="项目阶段",
                    ),
                ),
                ("industry", models.CharField(blank=True, max_length=60, verbose_name="行业")),
                (
                    "investment_wan",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="投资额（万元）"),
                ),
                (
                    "output_wan",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="年产值（万元）"),
                ),
                ("jobs", models.PositiveIntegerField(blank=True, null=True, verbose_name="带动就业（人）")),
                ("evidence", models.CharField(blank=True, max_length=160, verbose_name="依据")),
            ],
            options={
                "verbose_name": "返乡创业就业",
                "verbose_name_plural": "返乡创业就业",
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="project",
            name="document",
            field=models.CharField(blank=True, max_length=80, verbose_name="协议文号"),
        ),
        migrations.AddField(
            model_name="project",
            name="ends",
            field=talentbase.web.fields.PartialDateField(blank=True, default="", max_length=10, verbose_name="到期时间"),
        ),
        migrations.AddField(
            model_name="project",
            name="event",
            field=models.CharField(blank=True, max_length=80, verbose_name="促成活动"),
        ),
        migrations.AddField(
            model_name="project",
            name="kind",
            field=models.CharField(
                choices=[
                    ("school_place", "校地合作"),
                    ("school_firm", "校企合作"),
                    ("technical", "技术合作"),
                    ("academician", "院士工作站"),
                    ("enclave", "人才飞地"),
                    ("team", "团队引进"),
                    ("other", "其他"),
                ],
                default="school_firm",
                max_length=14,
                verbose_name="合作类型",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="match",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="matching.match",
                verbose_name="供需匹配",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="outcome",
            field=models.CharField(blank=True, max_length=300, verbose_name="成果"),
        ),
        migrations.AddField(
            model_name="project",
            name="recommender",
            field=models.CharField(blank=True, max_length=60, verbose_name="牵线人"),
        ),
        migrations.AddField(
            model_name="project",
            name="state",
            field=models.CharField(
                choices=[("talks", "在谈"), ("running", "履约中"), ("done", "已结题"), ("ended", "已终止")],
                default="running",
                max_length=8,
                verbose_name="状态",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="station",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.unit",
                verbose_name="促成工作站",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="entered_on",
            field=models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name="登记日期"),
        ),
        migrations.AlterField(
            model_name="project",
            name="status",
            field=models.CharField(blank=True, max_length=200, verbose_name="进展情况"),
        ),
        migrations.AlterField(
            model_name="project",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit", verbose_name="责任单位"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends", ""),
                    (
                        "ends__gte",
                        django.db.models.functions.text.Left("signed", django.db.models.functions.text.Length("ends")),
                    ),
                    _connector="OR",
                ),
                name="cooperation_project_ends",
                violation_error_message="到期时间不能早于签约时间。",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends", ""), ("ends__regex", "^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$"), _connector="OR"
                ),
                name="cooperation_project_ends_form",
                violation_error_message="日期应写成1985、1985.03或1985.03.12。",
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="milestones",
                to="cooperation.project",
                verbose_name="合作项目",
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="cooperations",
                to="registry.person",
                verbose_name="人才",
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="participants",
                to="cooperation.project",
                verbose_name="合作项目",
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="chain",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="codes.industrychain",
                verbose_name="产业链",
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="enterprise",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returns",
                to="enterprises.enterprise",
                verbose_name="用人单位",
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="match",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="matching.match",
                verbose_name="供需匹配",
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returns",
                to="registry.person",
                verbose_name="人才",
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="station",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.unit",
                verbose_name="促成工作站",
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="town",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="codes.code",
                verbose_name="落地乡镇",
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit", verbose_name="责任单位"
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="cooperation_milestone_named",
                violation_error_message="节点没有填。",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.UniqueConstraint(
                fields=("project", "name", "due_on"),
                name="cooperation_milestone_once",
                violation_error_message="同一天的这个节点已经登记。",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("project", "person"),
                name="cooperation_participant_once",
                violation_error_message="这个人已在项目参与人中。",
            ),
        ),
        migrations.AddIndex(
            model_name="return",
            index=models.Index(
                models.OrderBy(models.F("returned_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="cooperation_return_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="cooperation_return_named",
                violation_error_message="姓名没有填。",
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("investment_wan", None), ("investment_wan__gte", 0), _connector="OR"),
                    models.Q(("output_wan", None), ("output_wan__gte", 0), _connector="OR"),
                ),
                name="cooperation_return_amounts",
                violation_error_message="金额不能为负数。",
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.UniqueConstraint(
                fields=("person", "returned_on", "project"),
                name="cooperation_return_once",
                violation_error_message="这个人同一天的这个项目已经登记。",
            ),
        ),
    ]
