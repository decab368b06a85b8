"""Verbs on the monthly report: draft and lock. A locked report never moves."""

from django.db import transaction
from django.utils import timezone

from talentbase.figures.period import Period
from talentbase.reports.models import Report
from talentbase.reports.monthly import checks, compose


class NotLockable(Exception):
    """The month cannot be locked; the message is a Chinese sentence."""


def draft(period: Period) -> Report:
    """The report of the month: as locked, else as its figures stand now (not saved)."""
    locked = Report.objects.filter(month=period.first, state=Report.State.LOCKED).first()
    return locked or compose(period)


@transaction.atomic
def lock(period: Period, *, by) -> Report:
    """Freeze the figures and the words of the month. Raises NotLockable when it is locked or its sums disagree."""
    report, _ = Report.objects.select_for_update().get_or_create(month=period.first)
    if report.state == Report.State.LOCKED:
        raise NotLockable(f"{period.first.year}年{period.name}的数字已经锁定。")
    composed = compose(period)
    wrong = [check.words for check in checks(composed, period) if check.is_good is False]
    if wrong:
        raise NotLockable(f"{'；'.join(wrong)}。请先核对，再锁定。")
    report.figures, report.sentences = composed.figures, composed.sentences
    report.state, report.locked_at, report.locked_by = Report.State.LOCKED, timezone.now(), by.full_name
    report.save()
    return report
