"""An event belongs to a unit; guests to the event."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows, through
from talentbase.audit.triggers import attach_audit, attach_touch

EVENT, GUEST = "events_event", "events_guest"


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial"), ("audit", "0004_only_kept_columns")]

    operations = [
        attach_touch(EVENT),
        attach_audit(EVENT, skip=("version", "changed_at")),
        attach_audit(GUEST, subject=(EVENT, "event_id")),
        protect_rows(EVENT, of_units("unit_id")),
        protect_rows(GUEST, through(EVENT, "event_id")),
    ]
