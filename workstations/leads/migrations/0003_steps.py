"""What is done with a lead, by whom and until when; who reported it first."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_unit_labels"),
        ("leads", "0002_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="lead",
            name="duty",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.unit",
                verbose_name="责任单位",
            ),
        ),
        migrations.AddField(
            model_name="lead",
            name="last_step_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="最近跟进"),
        ),
        migrations.AddField(
            model_name="lead",
            name="repeats",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="repeated",
                to="leads.lead",
                verbose_name="首报线索",
            ),
        ),
        migrations.AddField(
            model_name="lead",
            name="responded_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="响应日期"),
        ),
        migrations.AlterField(
            model_name="lead",
            name="stage",
            field=models.CharField(
                choices=[
                    ("new", "新线索"),
                    ("judged", "已研判"),
                    ("talks", "在谈"),
                    ("signed", "已签约"),
                    ("settled", "已落地"),
                    ("ended", "已终止"),
                ],
                default="new",
                max_length=10,
                verbose_name="阶段",
            ),
        ),
        migrations.CreateModel(
            name="LeadStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("respond", "响应"),
                            ("judge", "研判"),
                            ("follow", "跟进反馈"),
                            ("talk", "进入洽谈"),
                            ("sign", "签约"),
                            ("settle", "落地"),
                            ("end", "终止"),
                            ("reopen", "重新启动"),
                        ],
                        max_length=10,
                        verbose_name="事项",
                    ),
                ),
                ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="日期")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="情况")),
                ("by_name", models.CharField(blank=True, max_length=60, verbose_name="登记人")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="leads.lead",
                        verbose_name="招商线索",
                    ),
                ),
            ],
            options={
                "verbose_name": "线索进展",
                "verbose_name_plural": "线索进展",
                "ordering": ["-on", "-id"],
            },
        ),
    ]
