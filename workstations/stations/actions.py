"""Verbs on stations. Each is one transaction."""

from django.db import transaction

from talentbase.accounts.models import Unit
from talentbase.registers import saving
from talentbase.registers.saving import Refused
from workstations.stations.models import LogEntry, Station


@transaction.atomic
def keep(station: Station, name: str, *, opened_version: int | None, by) -> Station:
    """A new station is a unit as well, under the county. Raises Stale."""
    if station.unit_id is None:
        county = Unit.objects.get(kind=Unit.Kind.COUNTY)
        order = max(county.children.values_list("order", flat=True), default=0) + 1
        station.unit, _ = Unit.objects.get_or_create(
            parent=county, name=name, defaults={"kind": Unit.Kind.STATION, "order": order}
        )
    elif station.unit.name != name:
        station.unit.name = name
        station.unit.save(update_fields=["name"])
    return saving.keep(station, opened_version=opened_version, by=by)


@transaction.atomic
def write_log(station: Station, *, on, kind: str, text: str, by) -> LogEntry:
    return LogEntry.objects.create(station=station, on=on, kind=kind, text=text, by_name=by.full_name, writer=by.pk)


@transaction.atomic
def drop_log(entry: LogEntry, *, by) -> None:
    """Who wrote it, or the county. Raises Refused."""
    if entry.writer != by.pk and not by.may("stations.edit"):
        raise Refused(f"这条日志由{entry.by_name or '他人'}登记，只能由登记人或县级删除。")
    entry.delete()
