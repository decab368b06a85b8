"""A tip is judged as a nomination."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0003_station_channel"),
        ("tips", "0002_rules"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="tip",
            options={"ordering": ["id"], "verbose_name": "人才信息", "verbose_name_plural": "人才信息"},
        ),
        migrations.AddField(
            model_name="tip",
            name="nomination",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="tip",
                to="intake.nomination",
                verbose_name="推荐自荐",
            ),
        ),
        migrations.AlterField(
            model_name="tip",
            name="state",
            field=models.CharField(
                choices=[("new", "待审核"), ("entered", "已入库"), ("known", "库内已有"), ("dropped", "不采用")],
                default="new",
                max_length=10,
                verbose_name="状态",
            ),
        ),
    ]
