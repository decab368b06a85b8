"""Who looks after a match, what was said about it, its papers."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("attachments", "0002_rules"),
        ("matching", "0004_outcome"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("remind_on", models.DateField(blank=True, null=True, verbose_name="提醒日期")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="下一步")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "match",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignment",
                        to="matching.match",
                        verbose_name="匹配",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="承办人",
                    ),
                ),
            ],
            options={
                "verbose_name": "承办与提醒",
                "verbose_name_plural": "承办与提醒",
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="attachments.attachment",
                        verbose_name="附件",
                    ),
                ),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="matching.match",
                        verbose_name="匹配",
                    ),
                ),
            ],
            options={
                "verbose_name": "对接材料",
                "verbose_name_plural": "对接材料",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500, verbose_name="意见")),
                ("by_id", models.BigIntegerField(null=True, verbose_name="登记人编号")),
                ("by_name", models.CharField(max_length=60, verbose_name="登记人")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="matching.match",
                        verbose_name="匹配",
                    ),
                ),
            ],
            options={
                "verbose_name": "对接意见",
                "verbose_name_plural": "对接意见",
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="cases_comment_said",
                        violation_error_message="意见没有填。",
                    )
                ],
            },
        ),
    ]
