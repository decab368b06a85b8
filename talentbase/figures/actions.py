"""Verbs on reported numbers: report, withdraw, set_opening. The audit trigger keeps what was there before."""

from django.db import transaction

from talentbase.figures.models import Opening, Reported


@transaction.atomic
def report(item: Reported, *, by) -> Reported:
    """A new or corrected report, under the name of whoever entered it last."""
    item.reported_by = by.full_name
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
