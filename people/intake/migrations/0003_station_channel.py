"""Stations point people out as well."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0002_rules"),
    ]

    operations = [
        migrations.AlterField(
            model_name="nomination",
            name="channel",
            field=models.CharField(
                choices=[
                    ("hotline", "来电"),
                    ("letter", "来信来访"),
                    ("expert", "以才荐才"),
                    ("department", "部门推荐"),
                    ("station", "工作站推荐"),
                    ("self", "网上自荐"),
                ],
                max_length=12,
                verbose_name="来源",
            ),
        ),
    ]
