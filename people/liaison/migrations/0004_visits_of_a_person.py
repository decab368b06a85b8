"""A visit is once per unit and person; whether somebody was reached."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_rules"),
        ("liaison", "0003_note"),
        ("registry", "0005_number_confirmed"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="visit",
            name="liaison_visit_once",
        ),
        migrations.AddField(
            model_name="visit",
            name="is_reached",
            field=models.BooleanField(default=True, verbose_name="已联系上"),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("visited_on", ""), _negated=True), ("person", None)),
                fields=("unit", "expert", "leader", "visited_on", "modes"),
                name="liaison_visit_once",
                violation_error_message="同一领导、专家、时间和方式的走访已登记。",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("visited_on", ""), _negated=True), ("person__isnull", False)),
                fields=("unit", "person", "leader", "visited_on", "modes"),
                name="liaison_visit_of_person_once",
                violation_error_message="同一领导、专家、时间和方式的走访已登记。",
            ),
        ),
    ]
