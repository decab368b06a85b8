"""A station sees itself; the county sees all. What was reported of heads so far becomes part of the 期初."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch
from talentbase.figures.folding import fold_reports

STATION, CHARTER = "stations_station", "stations_charter"
CHILDREN = ("stations_appointment", "stations_logentry")


class Migration(migrations.Migration):
    dependencies = [("stations", "0001_initial"), ("audit", "0004_only_kept_columns"), ("figures", "0002_rules")]

    operations = [
        *(attach_touch(table) for table in (STATION, CHARTER, CHILDREN[0])),
        *(attach_audit(table, skip=("version", "changed_at")) for table in (STATION, CHARTER)),
        attach_audit(CHILDREN[0], subject=(STATION, "station_id"), skip=("version", "changed_at")),
        attach_audit(CHILDREN[1], subject=(STATION, "station_id")),
        protect_rows(STATION, of_units("unit_id")),
        *(protect_rows(table, through(STATION, "station_id")) for table in CHILDREN),
        fold_reports("stations.heads"),
    ]
