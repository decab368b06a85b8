"""Serial numbers of needs: XQ-2026B-001 within a round, XQ-2026-T001 outside of rounds."""

import re

from django.db import connection
from django.db.models import IntegerField, Max
from django.db.models.functions import Cast, Substr

from demand.enterprises.county import whole_county
from demand.needs.models import Need, Round


def next_numbers(count: int, *, round: Round | None, year: int) -> list[str]:
    """`count` numbers nobody has. Whoever asks next waits until the present transaction ends, so none is given twice.

    year: of needs outside of rounds. The last number is looked up in the whole county, whatever the asker may see.
    """
    prefix = f"XQ-{round.code}-" if round else f"XQ-{year}-T"
    lock(round)
    serial = Cast(Substr("number", len(prefix) + 1), IntegerField())
    with whole_county():
        last = Need.objects.filter(number__regex=rf"^{re.escape(prefix)}\d+$").aggregate(last=Max(serial))["last"] or 0
    return [f"{prefix}{number:03d}" for number in range(last + 1, last + count + 1)]


def lock(round: Round | None) -> None:
    """The row of the round; outside of rounds there is no row, so a lock of that name."""
    if round:
        Round.objects.select_for_update().get(pk=round.pk)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('needs outside of rounds'))")
