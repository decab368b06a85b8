"""Who is only outside the register is known from public sources."""

from django.db import migrations, models

from talentbase.audit.actor import COUNTY, acting

SOURCE_MISSING = "升级前登记，出处待补"


def sources_of_outsiders(apps, editor):
    with acting(COUNTY):
        apps.get_model("registry", "Person").objects.filter(populations=["outside"]).exclude(
            models.Q(basis="public") & ~models.Q(basis_evidence="")
        ).update(basis="public", basis_evidence=SOURCE_MISSING)


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_strokes")]

    operations = [
        migrations.RunPython(sources_of_outsiders, migrations.RunPython.noop),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=models.Q(
                    ("populations__contained_by", ["away", "introduced", "outside"]),
                    models.Q(("populations", []), _negated=True),
                ),
                name="registry_person_populations",
                violation_error_message="人员范围至少选一项。",
            ),
        ),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("populations", ["outside"]), _negated=True),
                    models.Q(("basis", "public"), models.Q(("basis_evidence", ""), _negated=True)),
                    _connector="OR",
                ),
                name="registry_person_outside_by_public_sources",
                violation_error_message="库外专家只登记公开信息：处理依据选“已公开信息”，依据说明写明出处。",
            ),
        ),
    ]
