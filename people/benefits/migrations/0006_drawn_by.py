"""Who drew a roll up does not approve it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_unit_labels"),
        ("benefits", "0005_one_payee"),
        ("policies", "0002_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="roll",
            name="drawer",
            field=models.BigIntegerField(editable=False, null=True, verbose_name="造册人编号"),
        ),
        migrations.AddField(
            model_name="roll",
            name="drawn_by",
            field=models.CharField(blank=True, editable=False, max_length=60, verbose_name="造册人"),
        ),
        migrations.AddConstraint(
            model_name="roll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approver", None), models.Q(("approver", models.F("drawer")), _negated=True), _connector="OR"
                ),
                name="benefits_roll_drawer",
                violation_error_message="造册人不能审核自己造的册。",
            ),
        ),
    ]
