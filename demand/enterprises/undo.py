"""After an import was taken back: the columns of employers that are made from others."""

from demand.enterprises.actions import BATCH, refresh_derived
from demand.enterprises.models import Enterprise
from talentbase.imports import undo


def rebuild(ids: list[int]) -> None:
    employers = list(Enterprise.objects.filter(pk__in=ids))
    for employer in employers:
        refresh_derived(employer)
    Enterprise.objects.bulk_update(employers, ["folded_name", "search"], batch_size=BATCH)


undo.register(Enterprise, rebuild)
