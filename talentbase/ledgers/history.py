"""变更记录 of entries: column by column, numbers of people masked."""

from talentbase.audit.history import register_reader
from talentbase.audit.models import Change
from talentbase.ledgers.cells import shown
from talentbase.ledgers.models import Column


def read_values(change: Change) -> list[str]:
    before, after = ((side or {}).get("values") or {} for side in (change.before, change.after))
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    columns = {column.key: column for column in Column.objects.filter(ledger__entries=change.row_id, key__in=keys)}
    return [
        f"{columns[key].label}由“{shown(columns[key], before.get(key)) or '空'}”改为“{shown(columns[key], after.get(key)) or '空'}”"
        for key in keys
        if key in columns
    ]


register_reader("ledgers_entry", "values", read_values)
