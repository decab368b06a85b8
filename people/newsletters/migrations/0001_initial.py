"""Issues and to whom they went."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_unit_labels"),
        ("files", "0002_rules"),
        ("registry", "0009_outsiders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Issue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=40, verbose_name="刊名")),
                ("number", models.PositiveIntegerField(verbose_name="期号")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="本期主题")),
                ("published_on", models.DateField(verbose_name="印发日期")),
                ("contents", models.TextField(blank=True, verbose_name="栏目和篇目")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="修改时间"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="电子版",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="编印单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "刊物",
                "verbose_name_plural": "刊物",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[("post", "邮寄"), ("wechat", "微信"), ("mail", "邮件"), ("hand", "当面")],
                        default="post",
                        max_length=8,
                        verbose_name="方式",
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="寄送日期")),
                ("is_returned", models.BooleanField(default=False, verbose_name="退回")),
                ("note", models.CharField(blank=True, max_length=80, verbose_name="备注")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="newsletters",
                        to="registry.person",
                        verbose_name="人才",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="newsletters.issue",
                        verbose_name="刊物",
                    ),
                ),
            ],
            options={
                "verbose_name": "刊物寄送",
                "verbose_name_plural": "刊物寄送",
                "ordering": [models.OrderBy(models.F("sent_on"), nulls_first=True), "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("series", ""), _negated=True), ("number__gt", 0)),
                name="newsletters_named",
                violation_error_message="刊名和期号都要填写。",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(
                fields=("series", "number"), name="newsletters_once", violation_error_message="这一期已经登记。"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("issue", "person"), name="newsletters_delivery_once"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_returned", False), ("sent_on__isnull", False), _connector="OR"),
                name="newsletters_returned",
                violation_error_message="没有寄出的不会退回。",
            ),
        ),
    ]
