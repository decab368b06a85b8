"""The order by strokes of everybody who is there. A transaction of its own: rows of a table that was just rebuilt wait for checks."""

from django.db import migrations

from talentbase.audit.actor import COUNTY, acting
from talentbase.text.strokes import stroke_key

TABLE = "registry_person"


def fill_strokes(apps, editor):
    """Derived from the name: no change of the record, so neither its version nor the log moves."""
    with acting(COUNTY), editor.connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{TABLE}" DISABLE TRIGGER USER')
        names = apps.get_model("registry", "Person").objects.order_by().values_list("name", flat=True).distinct()
        pairs = [(stroke_key(name)[:160], name) for name in names]
        cursor.executemany(f'UPDATE "{TABLE}" SET strokes = %s WHERE name = %s', pairs)
        cursor.execute(f'ALTER TABLE "{TABLE}" ENABLE TRIGGER USER')


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_several_populations")]

    operations = [migrations.RunPython(fill_strokes, migrations.RunPython.noop)]
