"""An atlas that was kept is never changed: the database refuses, whoever asks."""

from django.db import migrations

KEPT = """
CREATE FUNCTION atlas_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '图谱存档不能修改'; END $$;
CREATE TRIGGER atlas_frozen_kept BEFORE UPDATE ON atlas_frozen FOR EACH STATEMENT EXECUTE FUNCTION atlas_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("atlas", "0002_rules")]

    operations = [migrations.RunSQL(KEPT, "DROP TRIGGER atlas_frozen_kept ON atlas_frozen; DROP FUNCTION atlas_refuse()")]
