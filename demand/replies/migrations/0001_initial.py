"""One signed link per firm and survey."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import demand.replies.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("submissions", "0004_firm_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "nonce",
                    models.CharField(
                        default=demand.replies.models.fresh_nonce, editable=False, max_length=22, verbose_name="随机码"
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="生成时间")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                ("answered_by", models.CharField(blank=True, max_length=60, verbose_name="填报人")),
                (
                    "expected",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="link",
                        to="submissions.expected",
                        verbose_name="应报单位",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="生成人",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="submissions.submission",
                        verbose_name="答复",
                    ),
                ),
            ],
            options={
                "verbose_name": "企业填报链接",
                "verbose_name_plural": "企业填报链接",
                "ordering": ["expected__enterprise__folded_name"],
            },
        ),
    ]
