"""Files that nothing refers to any more: replaced or taken away, kept for as long as the act may be taken back, then gone for good."""

from collections.abc import Iterator

from django.utils import timezone

from talentbase.audit.models import UNDO_FOR, Change
from talentbase.files import store
from talentbase.files.models import StoredFile

KINDS = ("photo", "ledger-cell", "evidence", "newsletter")  # sheets that were imported are kept as they came


def sweep() -> int:
    """How many were removed. Run with the county's eyes: a record out of sight would not count as a use."""
    since = timezone.now() - UNDO_FOR
    left = StoredFile.objects.filter(kind__in=KINDS, made_at__lt=since)
    for relation in _relations():
        used = relation.model._base_manager.exclude(**{relation.attname: None}).values(relation.attname)
        left = left.exclude(pk__in=used)
    gone = list(left.exclude(pk__in=_lately_used(since)))
    for stored in gone:
        store.remove(stored)
    return len(gone)


def _lately_used(since) -> set[int]:
    """What a change of the last weeks took away; it may be put back out of the log."""
    wanted: set[int] = set()
    for relation in _relations():
        changes = Change.objects.filter(table=relation.model._meta.db_table, at__gte=since, before__has_key=relation.column)
        wanted.update(before[relation.column] for before in changes.values_list("before", flat=True).iterator())
    return wanted - {None}


def _relations() -> Iterator:
    """Every foreign key that leads to a stored file, in whatever room."""
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            yield relation.field
