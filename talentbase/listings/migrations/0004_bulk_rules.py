"""An act on many rows is told to whoever did it."""

from django.db import migrations

from talentbase.audit.scope import protect_rows
from talentbase.audit.triggers import attach_audit

ACTOR = "(SELECT NULLIF(current_setting('app.actor', true), '')::bigint)"


class Migration(migrations.Migration):
    dependencies = [("listings", "0003_bulk")]

    operations = [attach_audit("listings_bulkact"), protect_rows("listings_bulkact", f"made_by_id = {ACTOR}")]
