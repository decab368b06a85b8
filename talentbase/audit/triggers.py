"""The audit triggers as a migration operation: bulk statements and raw SQL leave their trace as well.

Changes and deletions are written row by row, new rows one INSERT per statement: half the price for an import of thousands.
Of a new row the log keeps what is not blank.
"""

from django.db import migrations

FUNCTIONS = """
CREATE OR REPLACE FUNCTION audit_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  skipped text[] := string_to_array(TG_ARGV[0], ',');
  secret text[] := string_to_array(TG_ARGV[1], ',');
  was jsonb := to_jsonb(OLD) - skipped;
  now_is jsonb; key_name text; kept_was jsonb := '{}'; kept_now jsonb := '{}';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    now_is := to_jsonb(NEW) - skipped;
    FOR key_name IN SELECT jsonb_object_keys(now_is) LOOP
      IF (was -> key_name) IS DISTINCT FROM (now_is -> key_name) THEN
        kept_was := kept_was || jsonb_build_object(key_name, was -> key_name);
        kept_now := kept_now || jsonb_build_object(key_name, now_is -> key_name);
      END IF;
    END LOOP;
    IF kept_now = '{}' THEN RETURN NULL; END IF;
    was := kept_was; now_is := kept_now;
  END IF;
  FOREACH key_name IN ARRAY secret LOOP
    IF was ? key_name AND (was ->> key_name) <> '' THEN was := was || jsonb_build_object(key_name, '***'); END IF;
    IF now_is ? key_name AND (now_is ->> key_name) <> '' THEN now_is := now_is || jsonb_build_object(key_name, '***'); END IF;
  END LOOP;
  INSERT INTO audit_change (at, "table", row_id, operation, before, after, subject_table, subject_id,
                            actor_id, actor_name, address, request_id, batch)
  VALUES (clock_timestamp(), TG_TABLE_NAME, COALESCE(to_jsonb(OLD) ->> 'id', ''), left(TG_OP, 1), was, now_is,
          TG_ARGV[2], COALESCE(COALESCE(to_jsonb(NEW), to_jsonb(OLD)) ->> TG_ARGV[3], ''),
          NULLIF(current_setting('app.actor', true), '')::bigint,
          COALESCE(NULLIF(current_setting('app.actor_name', true), ''), session_user),
          COALESCE(current_setting('app.address', true), ''), COALESCE(current_setting('app.request', true), ''),
          COALESCE(current_setting('app.batch', true), ''));
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION audit_new_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  skipped text[] := string_to_array(TG_ARGV[0], ',');
  secret text[] := string_to_array(TG_ARGV[1], ',');
  constructor boolean := current_setting('server_version_num')::integer >= 160000;  -- of PostgreSQL 16, twice as fast
  fresh text;
BEGIN
  -- most columns of most rows are blank and say nothing; what is left out, blank or hidden never becomes jsonb
  SELECT string_agg(format(CASE WHEN constructor THEN '%1$L VALUE %2$s' ELSE '%2$s AS %1$I' END, attname, told), ', '
                    ORDER BY attnum) INTO fresh
    FROM (SELECT attnum, attname,
                 format(CASE WHEN attname = ANY (secret) THEN 'CASE WHEN %1$I::text <> '''' THEN ''***'' END'
                             WHEN typcategory = 'S' THEN 'NULLIF(%1$I, '''')'
                             WHEN typcategory = 'A' THEN 'NULLIF(%1$I, ''{}'')'
                             WHEN typcategory = 'B' THEN 'NULLIF(%1$I, false)' ELSE '%1$I' END, attname) AS told
          FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
          WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped AND attname <> ALL (skipped)) AS columns;
  fresh := CASE WHEN constructor THEN format('SELECT JSON_OBJECT(%s ABSENT ON NULL RETURNING jsonb) AS fresh FROM new_rows', fresh)
           ELSE format('SELECT jsonb_strip_nulls(to_jsonb(each)) AS fresh FROM (SELECT %s FROM new_rows) AS each', fresh) END;
  EXECUTE format(
    'INSERT INTO audit_change (at, "table", row_id, operation, after, subject_table, subject_id,
                               actor_id, actor_name, address, request_id, batch)
     SELECT clock_timestamp(), $1, COALESCE(fresh ->> ''id'', ''''), ''I'', fresh, $2, COALESCE(fresh ->> $3, ''''),
            $4, $5, $6, $7, $8
     FROM (%s OFFSET 0) AS given', fresh)
  USING TG_TABLE_NAME, TG_ARGV[2], TG_ARGV[3],
        NULLIF(current_setting('app.actor', true), '')::bigint,
        COALESCE(NULLIF(current_setting('app.actor_name', true), ''), session_user),
        COALESCE(current_setting('app.address', true), ''), COALESCE(current_setting('app.request', true), ''),
        COALESCE(current_setting('app.batch', true), '');
  RETURN NULL;
END $$;
"""
# every audit trigger of an older house, which wrote new rows one by one, gives way to the pair that attach_audit makes
PAIRS_FOR_SINGLES = """
DO $$
DECLARE old record; given text;
BEGIN
  FOR old IN SELECT tgname, relname, tgargs FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
             WHERE tgfoid = 'audit_row'::regproc AND tgtype & 4 <> 0 LOOP
    SELECT string_agg(quote_literal(word), ', ' ORDER BY place) INTO given
      FROM unnest((string_to_array(encode(old.tgargs, 'escape'), '\\000'))[1:4]) WITH ORDINALITY AS words(word, place);
    EXECUTE format('DROP TRIGGER %I ON %I', old.tgname, old.relname);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_row(%s)',
                   old.tgname, old.relname, given);
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows '
                   'FOR EACH STATEMENT EXECUTE FUNCTION audit_new_rows(%s)', old.tgname || '_new', old.relname, given);
  END LOOP;
END $$;
"""


def attach_audit(
    table: str, *, subject: tuple[str, str] | None = None, skip: tuple[str, ...] = (), secret: tuple[str, ...] = ()
) -> migrations.RunSQL:
    """Migration operation. subject: (table, column) whose history the row belongs to; default the row itself.

    skip: derived columns that never count as a change. secret: columns of which only "changed" is recorded.
    """
    subject_table, subject_column = subject or (table, "id")
    arguments = ", ".join(f"'{part}'" for part in (",".join(skip), ",".join(secret), subject_table, subject_column))
    return migrations.RunSQL(
        f'CREATE TRIGGER audit_{table} AFTER UPDATE OR DELETE ON "{table}" '
        f"FOR EACH ROW EXECUTE FUNCTION audit_row({arguments});"
        f'CREATE TRIGGER audit_{table}_new AFTER INSERT ON "{table}" REFERENCING NEW TABLE AS new_rows '
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit_new_rows({arguments})",
        f'DROP TRIGGER audit_{table} ON "{table}"; DROP TRIGGER audit_{table}_new ON "{table}"',
    )


TOUCH = """
CREATE OR REPLACE FUNCTION touch_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW IS DISTINCT FROM OLD THEN
    NEW.version := OLD.version + 1;
    NEW.changed_at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;
"""


def attach_touch(table: str) -> migrations.RunSQL:
    """Migration operation: every real change raises `version` and sets `changed_at`, whoever makes it."""
    return migrations.RunSQL(
        f'CREATE TRIGGER touch_{table} BEFORE UPDATE ON "{table}" FOR EACH ROW EXECUTE FUNCTION touch_row()',
        f'DROP TRIGGER touch_{table} ON "{table}"',
    )
