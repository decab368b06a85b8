"""When a register begins to count what was reported so far: the reports become part of the 期初, none is lost."""

from django.db import migrations

_FOLD = """
SELECT set_config('app.scope', 'county', true);
WITH told AS (
    SELECT sum(value) AS value, max(happened_on) AS day, count(*) AS number FROM figures_reported
    WHERE figure = '{key}'
    AND happened_on > COALESCE((SELECT as_of FROM figures_opening WHERE figure = '{key}'), '0001-01-01')
)
INSERT INTO figures_opening (figure, value, as_of, evidence, made_by, made_at)
SELECT '{key}', value, day, '截至' || to_char(day, 'YYYY.MM.DD') || '的填报数' || number || '条', '系统升级', now()
FROM told WHERE number > 0
ON CONFLICT (figure) DO UPDATE SET value = figures_opening.value + excluded.value, as_of = excluded.as_of,
    evidence = left(figures_opening.evidence || '；' || excluded.evidence, 120)
"""


def fold_reports(key: str) -> migrations.RunSQL:
    """A migration's operation; the reports themselves stay where they are."""
    return migrations.RunSQL(_FOLD.format(key=key), migrations.RunSQL.noop)
