"""One person under two names of the ledger: who is known by ID number and by file holds the month under both."""

from django.db import migrations

PAYEES = """
CREATE OR REPLACE FUNCTION benefits_payees(payment benefits_payment) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT 'i' || payment.id_number_hash WHERE payment.id_number_hash <> ''
    UNION ALL SELECT 'p' || payment.person_id WHERE payment.person_id IS NOT NULL
    UNION ALL SELECT 'n' || payment.name || '|' || payment.employer
        WHERE payment.id_number_hash = '' AND payment.person_id IS NULL
$$
"""
KEEP = """
CREATE OR REPLACE FUNCTION benefits_keep_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM benefits_paidmonth WHERE payment_id = NEW.id;
    INSERT INTO benefits_paidmonth (payment_id, who, kind, month)
    SELECT NEW.id, payee, NEW.kind, month
    FROM benefits_payees(NEW) AS payee,
        unnest(CASE WHEN NEW.months = '{}' THEN ARRAY[''::varchar] ELSE NEW.months END) AS month;
    RETURN NULL;
END $$
"""
# payments of the version before: of two that turn out to be one person's, the first keeps the month
OLDER = """
SELECT set_config('app.scope', 'county', true);
INSERT INTO benefits_paidmonth (payment_id, who, kind, month)
SELECT p.id, payee, p.kind, m
FROM benefits_payment p, benefits_payees(p) AS payee,
    unnest(CASE WHEN p.months = '{}' THEN ARRAY[''::varchar] ELSE p.months END) AS m
ORDER BY p.id ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("benefits", "0004_rules")]

    operations = [
        migrations.RunSQL(PAYEES, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.RunSQL(OLDER, migrations.RunSQL.noop),
    ]
