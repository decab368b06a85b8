"""The digest of each morning: written once a day for everybody who has to act, shown on the first pages he opens."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as
from talentbase.todo.due import sized, waiting_in_menu
from talentbase.todo.models import Digest

KEPT = dt.timedelta(days=60)


@dataclass(frozen=True)
class Morning:
    """more: against the digest before it, None where there is none; lines: (what, how many, how many more)."""

    digest: Digest
    more: int | None
    lines: list[tuple[str, int, int]]

    @property
    def fewer(self) -> int:
        return -(self.more or 0)


@transaction.atomic
def write_all(today: dt.date) -> int:
    """How many were written; those of the day stay as they are. Old ones go."""
    Digest.objects.filter(day__lt=today - KEPT).delete()
    there = set(Digest.objects.filter(day=today).values_list("user_id", flat=True))
    written = 0
    for user in User.objects.filter(is_active=True).exclude(pk__in=there).select_related("unit"):
        with acting_as(user):
            if waiting_in_menu(user) is None:
                continue
            lines = Counter()
            for what, number in sized(user):
                lines[what] += number
        Digest.objects.create(user=user, day=today, waiting=sum(lines.values()), lines=[list(line) for line in lines.items()])
        written += 1
    return written


def morning(user, today: dt.date) -> Morning | None:
    """Today's, compared with the one before it; None before it was written."""
    found = list(Digest.objects.filter(user=user, day__lte=today)[:2])
    if not found or found[0].day != today:
        return None
    before = found[1] if len(found) > 1 else None
    known = dict(map(tuple, before.lines)) if before else {}
    lines = [(what, number, number - known.get(what, 0) if before else 0) for what, number in found[0].lines]
    return Morning(found[0], found[0].waiting - before.waiting if before else None, lines)
