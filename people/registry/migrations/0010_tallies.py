"""Counts of people by value, kept by triggers: what is appended is read with everything else of the same transaction."""

import django.contrib.postgres.fields
from django.db import migrations, models

from talentbase.audit.actor import COUNTY, acting
from talentbase.audit.scope import IS_COUNTY

# one row per person, population and facet, as the facets of the list name them
PARTS = """
INSERT INTO registry_tally (population, facet, value, last_confirmed, number)
SELECT population, facet, value, confirmed, sum(sign)
FROM ({source}) AS moved
CROSS JOIN LATERAL unnest(populations) AS population
CROSS JOIN LATERAL (VALUES
  ('category', categories::text[], NULL::date),
  ('level', ARRAY[NULLIF(title_level, '')], NULL),
  ('town', ARRAY[town_id], NULL),
  ('province', ARRAY[NULLIF(location_province, '')], NULL),
  ('chain', chain_ids::text[], NULL),
  ('confirmed', ARRAY[]::text[], last_confirmed),
  ('degree', ARRAY[degree_rank::text], NULL)
) AS facets (facet, value, confirmed)
GROUP BY 1, 2, 3, 4 HAVING sum(sign) <> 0
"""
COLUMNS = "populations, categories, title_level, town_id, location_province, chain_ids, last_confirmed, degree_rank"


def people_of(rows: str, sign: int) -> str:
    return f"SELECT {sign} AS sign, {COLUMNS} FROM {rows} WHERE archived_at IS NULL"


NEW, OLD = people_of("new_rows", 1), people_of("old_rows", -1)
EVENTS = {
    "INSERT": ("new", "NEW TABLE AS new_rows", NEW),
    "UPDATE": ("change", "OLD TABLE AS old_rows NEW TABLE AS new_rows", f"{OLD} UNION ALL {NEW}"),
    "DELETE": ("gone", "OLD TABLE AS old_rows", OLD),
}
ATTACH = "".join(
    f"""
CREATE FUNCTION tally_people_{name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  {PARTS.format(source=source)};
  RETURN NULL;
END $$;
CREATE TRIGGER tally_{name} AFTER {event} ON registry_person REFERENCING {tables}
FOR EACH STATEMENT EXECUTE FUNCTION tally_people_{name}();
"""
    for event, (name, tables, source) in EVENTS.items()
)
DETACH = "".join(
    f"DROP TRIGGER tally_{name} ON registry_person; DROP FUNCTION tally_people_{name}();" for name, _, _ in EVENTS.values()
)
# anybody who may change a person moves the counts; only the whole county may read them
PROTECT = f"""
ALTER TABLE registry_tally ENABLE ROW LEVEL SECURITY;
ALTER TABLE registry_tally FORCE ROW LEVEL SECURITY;
CREATE POLICY registry_tally_append ON registry_tally FOR INSERT WITH CHECK (true);
CREATE POLICY registry_tally_read ON registry_tally FOR SELECT USING ({IS_COUNTY});
CREATE POLICY registry_tally_add_up ON registry_tally FOR DELETE USING ({IS_COUNTY});
"""


def count_everybody(apps, editor):
    with acting(COUNTY), editor.connection.cursor() as cursor:
        cursor.execute(PARTS.format(source=people_of("registry_person", 1)))


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_outsiders")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("population", models.CharField(max_length=10, verbose_name="人员范围")),
                ("facet", models.CharField(max_length=20, verbose_name="筛选项")),
                (
                    "value",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(null=True), default=list, size=None, verbose_name="值"
                    ),
                ),
                ("last_confirmed", models.DateField(null=True, verbose_name="最近核实")),
                ("number", models.IntegerField(verbose_name="增减人数")),
            ],
            options={"verbose_name": "筛选计数", "verbose_name_plural": "筛选计数", "ordering": ["id"]},
        ),
        migrations.AddConstraint(
            "tally", models.CheckConstraint(condition=models.Q(("number", 0), _negated=True), name="registry_tally_moves")
        ),
        migrations.RunSQL(PROTECT, migrations.RunSQL.noop),
        migrations.RunPython(count_everybody, migrations.RunPython.noop),
        migrations.RunSQL(ATTACH, DETACH),
    ]
