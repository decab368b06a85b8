"""One person in several populations; orders by strokes and by hand; when each way to reach him was confirmed; scope by label."""

import django.contrib.postgres.fields
from django.db import migrations, models

import people.registry.models
from talentbase.audit.actor import COUNTY, acting
from talentbase.audit.scope import of_unit_list, reprotect_rows
from talentbase.audit.triggers import attach_audit
from talentbase.text.strokes import stroke_key

TABLE = "registry_person"
DERIVED = [
    "search",
    "pinyin",
    "strokes",
    "version",
    "changed_at",
    "id_number_hash",
    "degree_rank",
    "title_level",
    "unit_ids",
    "chain_ids",
]
AUDIT_OFF = f'DROP TRIGGER audit_{TABLE} ON "{TABLE}"; DROP TRIGGER audit_{TABLE}_new ON "{TABLE}"'
COUNTED = ["categories", "title_level", "town", "location_province", "chain_ids", "degree_rank", "unit_ids", "labels"]
SOURCE_MISSING = "升级前登记，出处待补"


def populations() -> django.contrib.postgres.fields.ArrayField:
    choices = [("away", "在外人才"), ("introduced", "引进人才"), ("outside", "库外专家")]
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(choices=choices, max_length=10),
        default=people.registry.models._away,
        size=None,
        verbose_name="人员范围",
    )


def sources_of_outsiders(apps, editor):
    with acting(COUNTY):
        apps.get_model("registry", "Person").objects.filter(populations=["outside"]).exclude(
            models.Q(basis="public") & ~models.Q(basis_evidence="")
        ).update(basis="public", basis_evidence=SOURCE_MISSING)


def fill_strokes(apps, editor):
    """Derived from the name: no change of the record, so neither its version nor the log moves."""
    with acting(COUNTY), editor.connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{TABLE}" DISABLE TRIGGER USER')
        names = apps.get_model("registry", "Person").objects.values_list("name", flat=True).distinct()
        pairs = [(stroke_key(name)[:160], name) for name in names]
        cursor.executemany(f'UPDATE "{TABLE}" SET strokes = %s WHERE name = %s', pairs)
        cursor.execute(f'ALTER TABLE "{TABLE}" ENABLE TRIGGER USER')


def facets_of(population: str) -> migrations.AddIndex:
    return migrations.AddIndex(
        "person",
        models.Index(
            models.OrderBy(models.F("is_key_contact"), descending=True),
            models.OrderBy(models.F("last_confirmed"), descending=True, nulls_last=True),
            models.F("id"),
            condition=models.Q(("archived_at", None), ("populations__contains", [population])),
            include=COUNTED,
            name=f"registry_person_{population}",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_labels"), ("accounts", "0003_unit_labels")]

    operations = [
        migrations.RemoveIndex("person", "registry_person_facets"),
        migrations.RemoveIndex("person", "registry_person_list"),
        migrations.RenameField("person", "population", "populations"),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f'ALTER TABLE "{TABLE}" ALTER COLUMN populations TYPE varchar(10)[] USING ARRAY[populations]',
                    f'ALTER TABLE "{TABLE}" ALTER COLUMN populations TYPE varchar(10) USING populations[1]',
                )
            ],
            state_operations=[migrations.AlterField("person", "populations", populations())],
        ),
        migrations.AddField("person", "strokes", models.CharField("笔画排序", max_length=160, editable=False, default="")),
        migrations.AddField("person", "list_number", models.PositiveIntegerField("排序号", null=True, blank=True)),
        migrations.AddField("person", "email_confirmed_on", models.DateField("邮箱核实日期", null=True, editable=False)),
        migrations.AddField("person", "wechat_confirmed_on", models.DateField("微信核实日期", null=True, editable=False)),
        migrations.AddField(
            "person", "family_address_confirmed_on", models.DateField("住址核实日期", null=True, editable=False)
        ),
        migrations.RunSQL(AUDIT_OFF, migrations.RunSQL.noop),
        attach_audit(TABLE, skip=tuple(DERIVED), secret=("id_number_cipher",)),
        reprotect_rows(TABLE, of_unit_list(labels="labels")),
        migrations.RunPython(sources_of_outsiders, migrations.RunPython.noop),
        migrations.RunPython(fill_strokes, migrations.RunPython.noop),
        *(facets_of(population) for population in ("away", "introduced", "outside")),
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
