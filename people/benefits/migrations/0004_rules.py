"""Nobody is paid twice for one kind and month: kept beside every payment by the database. Rolls and honours follow their unit."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch
from talentbase.figures.folding import fold_reports

KEEP_MONTHS = """
CREATE FUNCTION benefits_keep_months() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE payee text;
BEGIN
    DELETE FROM benefits_paidmonth WHERE payment_id = NEW.id;
    payee := CASE
        WHEN NEW.id_number_hash <> '' THEN 'i' || NEW.id_number_hash
        WHEN NEW.person_id IS NOT NULL THEN 'p' || NEW.person_id
        ELSE 'n' || NEW.name || '|' || NEW.employer END;
    INSERT INTO benefits_paidmonth (payment_id, who, kind, month)
    SELECT NEW.id, payee, NEW.kind, month
    FROM unnest(CASE WHEN NEW.months = '{}' THEN ARRAY[''::varchar] ELSE NEW.months END) AS month;
    RETURN NULL;
END $$;
CREATE TRIGGER benefits_months AFTER INSERT OR UPDATE OF months, kind, id_number_hash, person_id, name, employer
ON benefits_payment FOR EACH ROW EXECUTE FUNCTION benefits_keep_months()
"""
DROP_MONTHS = "DROP TRIGGER benefits_months ON benefits_payment; DROP FUNCTION benefits_keep_months()"
# payments of the version before: the first of two that overlap keeps the month
OLDER = """
SELECT set_config('app.scope', 'county', true);
INSERT INTO benefits_paidmonth (payment_id, who, kind, month)
SELECT p.id, CASE WHEN p.id_number_hash <> '' THEN 'i' || p.id_number_hash
    WHEN p.person_id IS NOT NULL THEN 'p' || p.person_id ELSE 'n' || p.name || '|' || p.employer END, p.kind, m
FROM benefits_payment p, unnest(CASE WHEN p.months = '{}' THEN ARRAY[''::varchar] ELSE p.months END) AS m
ORDER BY p.id ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0003_rolls_and_honours"),
        ("audit", "0004_only_kept_columns"),
        ("figures", "0002_rules"),
    ]

    operations = [
        attach_touch("benefits_roll"),
        attach_touch("benefits_honour"),
        attach_audit("benefits_roll", skip=("version", "changed_at")),
        attach_audit("benefits_honour", skip=("version", "changed_at")),
        protect_rows("benefits_roll", of_units("unit_id")),
        protect_rows("benefits_honour", of_units("unit_id")),
        protect_rows("benefits_paidmonth", through("benefits_payment", "payment_id")),
        migrations.RunSQL(OLDER, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP_MONTHS, DROP_MONTHS),
        fold_reports("benefits.paid_wan"),
    ]
