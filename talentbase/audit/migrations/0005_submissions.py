"""Submissions of the public page stand in the access log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0004_only_kept_columns"),
    ]

    operations = [
        migrations.AlterField(
            model_name="access",
            name="kind",
            field=models.CharField(
                choices=[
                    ("login", "登录"),
                    ("login_failed", "登录失败"),
                    ("logout", "退出"),
                    ("reveal", "查看原文"),
                    ("export", "导出"),
                    ("print", "打印"),
                    ("denied", "拒绝访问"),
                    ("upload", "上传文件"),
                    ("setting", "修改设置"),
                    ("submit", "网上提交"),
                ],
                max_length=16,
                verbose_name="类别",
            ),
        ),
    ]
