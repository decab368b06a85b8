"""Ledgers that are figures: their rows counted, or one column added up."""

from functools import partial

from talentbase.figures.figure import Figure, Reading, add_source
from talentbase.ledgers.models import Entry, Ledger
from talentbase.ledgers.views import number_in


def _rows(user, period, *, ledger: int, column: str):
    rows = Entry.objects.visible_to(user).filter(ledger=ledger).order_by("pk")
    return rows.annotate(number=number_in(column)).exclude(number=None) if column else rows


def _link(user, period, *, ledger: Ledger) -> str:
    return ledger.get_absolute_url()


def of_ledgers() -> list[Figure]:
    found = Ledger.objects.present().filter(counts=True)
    return [
        Figure(
            key=f"ledgers.{ledger.pk}", name=ledger.name, unit=ledger.measure, reading=Reading.NOW, has_past=False,
            definition=f"自建台账“{ledger.name}”的{'合计' if ledger.sums else '条数'}。", right="ledgers.view",
            rows=partial(_rows, ledger=ledger.pk, column=ledger.sums), column="number" if ledger.sums else "",
            link=partial(_link, ledger=ledger),
        )
        for ledger in found
    ]  # fmt: skip


add_source(of_ledgers)
