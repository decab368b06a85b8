"""One person in several populations; orders by strokes and by hand; when each way to reach him was confirmed; scope by label."""

import django.contrib.postgres.fields
from django.db import migrations, models

import people.registry.models
from talentbase.audit.scope import of_unit_list, reprotect_rows
from talentbase.audit.triggers import attach_audit

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


def populations() -> django.contrib.postgres.fields.ArrayField:
    choices = [("away", "在外人才"), ("introduced", "引进人才"), ("outside", "库外专家")]
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(choices=choices, max_length=10),
        default=people.registry.models._away,
        size=None,
        verbose_name="人员范围",
    )


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
        *(facets_of(population) for population in ("away", "introduced", "outside")),
    ]
