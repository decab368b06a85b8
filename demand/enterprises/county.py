"""One look past the asker's scope: is a name taken, which serial number comes next. Nothing else may be read this way."""

import contextlib

from django.db import connection

from talentbase.audit.actor import COUNTY, set_local


@contextlib.contextmanager
def whole_county():
    """Inside, row-level security shows every row; afterwards the scope is as before. Needs an open transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.scope', true)")
        before = cursor.fetchone()[0] or ""
    set_local({"scope": COUNTY.scope})
    try:
        yield
    finally:
        if not connection.needs_rollback:
            set_local({"scope": before})
