"""Leaders' offices with their terms, and whom each keeps in touch with. A pair follows the person in sight and in history."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from talentbase.audit.scope import protect_rows, through
from talentbase.audit.triggers import attach_audit


class Migration(migrations.Migration):
    dependencies = [
        ("liaison", "0004_visits_of_a_person"),
        ("registry", "0007_several_populations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Office",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.CharField(max_length=120, verbose_name="职务")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("abolished_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
            ],
            options={
                "verbose_name": "联系领导",
                "verbose_name_plural": "联系领导",
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("post", ""), _negated=True),
                        name="liaison_office_named",
                        violation_error_message="职务没有填。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("abolished_on", None)),
                        fields=("post",),
                        name="liaison_office_once",
                        violation_error_message="已有这个职务。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_first", models.BooleanField(default=True, verbose_name="第一联络人")),
                ("since", models.DateField(default=django.utils.timezone.localdate, verbose_name="开始日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairs",
                        to="liaison.office",
                        verbose_name="联系领导",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs",
                        to="registry.person",
                        verbose_name="人才",
                    ),
                ),
            ],
            options={
                "verbose_name": "结对联系",
                "verbose_name_plural": "结对联系",
                "ordering": ["-is_first", "since", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("person", "office"), name="liaison_pair_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_first", True), ("until", None)),
                        fields=("person",),
                        name="liaison_pair_one_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="liaison_pair_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("since", models.DateField(verbose_name="任职日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="离任日期")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="liaison.office",
                        verbose_name="职务",
                    ),
                ),
            ],
            options={
                "verbose_name": "任职",
                "verbose_name_plural": "任职",
                "ordering": ["-since", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="liaison_term_named",
                        violation_error_message="姓名没有填。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="liaison_term_order",
                        violation_error_message="离任日期不能早于任职日期。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("office",), name="liaison_term_one_holder"
                    ),
                ],
            },
        ),
        attach_audit("liaison_office"),
        attach_audit("liaison_term", subject=("liaison_office", "office_id")),
        attach_audit("liaison_pair", subject=("registry_person", "person_id")),
        protect_rows("liaison_pair", through("registry_person", "person_id")),
    ]
