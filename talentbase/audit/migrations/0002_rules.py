"""Rights of the runtime role, the trigger functions, and the two append-only tables."""

from django.conf import settings
from django.db import migrations

from talentbase.audit.triggers import FUNCTIONS, TOUCH

ROLE = settings.TALENTBASE_APP_ROLE

GRANTS = f"""
GRANT USAGE ON SCHEMA public TO "{ROLE}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{ROLE}";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{ROLE}";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{ROLE}";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO "{ROLE}";
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_change FROM "{ROLE}";
REVOKE UPDATE, DELETE, TRUNCATE ON audit_access FROM "{ROLE}";
"""

APPEND_ONLY = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '日志只能追加，不能修改或删除'; END $$;
CREATE TRIGGER audit_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_change
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_access_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_access
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, "DROP FUNCTION audit_row; DROP FUNCTION audit_new_rows"),
        migrations.RunSQL(TOUCH, "DROP FUNCTION touch_row"),
        migrations.RunSQL(
            APPEND_ONLY,
            "DROP TRIGGER audit_change_append_only ON audit_change; DROP TRIGGER audit_access_append_only ON audit_access; "
            "DROP FUNCTION audit_refuse",
        ),
    ]
