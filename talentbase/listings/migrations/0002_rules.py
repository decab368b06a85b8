"""What a user keeps is the user's own; a query may be shared with a unit."""

from django.db import migrations

from talentbase.audit.scope import of_units, protect_rows
from talentbase.audit.triggers import attach_audit

ACTOR = "(SELECT NULLIF(current_setting('app.actor', true), '')::bigint)"


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial"), ("audit", "0002_rules"), ("accounts", "0002_rules")]

    operations = [
        attach_audit("listings_savedquery", secret=("query",)),
        attach_audit("listings_columnchoice"),
        protect_rows("listings_savedquery", f"owner_id = {ACTOR} OR {of_units('unit_id')}"),
        protect_rows("listings_columnchoice", f"user_id = {ACTOR}"),
    ]
