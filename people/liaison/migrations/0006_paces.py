"""How often whom; birthdays by the lunar calendar."""

import django.db.models.deletion
from django.db import migrations, models

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [
        ("liaison", "0005_pairs"),
        ("audit", "0004_only_kept_columns"),
        ("registry", "0009_outsiders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "whom",
                    models.CharField(
                        choices=[("leader", "领导联系专家"), ("key", "重点联系对象")],
                        max_length=8,
                        unique=True,
                        verbose_name="对象",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="间隔（天）")),
            ],
            options={
                "verbose_name": "联系频次",
                "verbose_name_plural": "联系频次",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 7), ("days__lte", 1100)),
                        name="liaison_pace_days",
                        violation_error_message="间隔应在7至1100天之间。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LunarBirthday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.PositiveSmallIntegerField(verbose_name="农历月")),
                ("day", models.PositiveSmallIntegerField(verbose_name="农历日")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lunar_birthday",
                        to="registry.person",
                        verbose_name="人才",
                    ),
                ),
            ],
            options={
                "verbose_name": "农历生日",
                "verbose_name_plural": "农历生日",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("day__gte", 1), ("day__lte", 30), ("month__gte", 1), ("month__lte", 12)),
                        name="liaison_lunar_range",
                        violation_error_message="农历月为1至12，日为1至30。",
                    )
                ],
            },
        ),
        attach_audit("liaison_pace"),
        attach_audit("liaison_lunarbirthday", subject=("registry_person", "person_id")),
        protect_rows("liaison_lunarbirthday", through("registry_person", "person_id")),
    ]
