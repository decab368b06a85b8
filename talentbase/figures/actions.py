"""Verbs on reported numbers: report, withdraw, set_opening. The audit trigger keeps what was there before."""

from django.db import transaction

from talentbase.figures.models import Duty, Opening, Reported
from talentbase.files.models import StoredFile


@transaction.atomic
def report(item: Reported, *, by, file: StoredFile | None = None) -> Reported:
    """A new or corrected report, under the name of whoever entered it last. file: a new one takes the place of the old."""
    item.reported_by, item.file = by.full_name, file or item.file
    item.save()
    return item


@transaction.atomic
def withdraw(item: Reported, *, by) -> None:
    """Entered by mistake; the audit log keeps the row."""
    item.delete()


@transaction.atomic
def set_opening(opening: Opening, *, by) -> Opening:
    opening.made_by = by.full_name
    opening.save()
    return opening


@transaction.atomic
def expect(duty: Duty, *, by) -> Duty:
    """Raises IntegrityError where the unit tells this number already."""
    duty.save()
    return duty


@transaction.atomic
def excuse(duty: Duty, *, by) -> None:
    """The unit tells this number no more; what it told stays."""
    duty.delete()
