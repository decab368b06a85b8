"""Through whom experts outside of the register could be approached."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registry", "0009_outsiders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Introducer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("how", models.CharField(max_length=60, verbose_name="关系")),
                ("is_willing", models.BooleanField(default=False, verbose_name="本人愿意引荐")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="introducers",
                        to="registry.person",
                        verbose_name="库外专家",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="introduces",
                        to="registry.person",
                        verbose_name="引荐人",
                    ),
                ),
            ],
            options={
                "verbose_name": "引荐关系",
                "verbose_name_plural": "引荐关系",
                "ordering": ["-is_willing", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("expert", "person"), name="introducers_once"),
                    models.CheckConstraint(
                        condition=models.Q(("expert", models.F("person")), _negated=True), name="introducers_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how", ""), _negated=True),
                        name="introducers_how",
                        violation_error_message="关系没有填。",
                    ),
                ],
            },
        ),
    ]
