"""Firms answer a survey one by one, each through the unit that looks after it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_rules"),
        ("enterprises", "0002_rules"),
        ("submissions", "0002_rules"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="expected",
            options={
                "ordering": ["unit__order", "unit_id", "enterprise__folded_name"],
                "verbose_name": "应报单位",
                "verbose_name_plural": "应报单位",
            },
        ),
        migrations.RemoveConstraint(
            model_name="expected",
            name="submissions_expected_once",
        ),
        migrations.AddField(
            model_name="expected",
            name="enterprise",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="enterprises.enterprise",
                verbose_name="用人单位",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="firm",
            field=models.CharField(blank=True, max_length=120, verbose_name="企业"),
        ),
        migrations.AddField(
            model_name="submission",
            name="firm_key",
            field=models.CharField(blank=True, editable=False, max_length=120, verbose_name="企业名称索引"),
        ),
        migrations.AddConstraint(
            model_name="expected",
            constraint=models.UniqueConstraint(
                fields=("task", "unit", "enterprise"), name="submissions_expected_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="expected",
            constraint=models.UniqueConstraint(fields=("task", "enterprise"), name="submissions_firm_once"),
        ),
    ]
