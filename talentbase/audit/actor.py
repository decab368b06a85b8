"""One transaction per act, with the actor and his scope set inside it.

The settings are local to the transaction: they vanish with COMMIT, so a pooled connection can never carry one user's
scope into another's request. Without them row-level security shows nothing.
"""

import contextlib
from dataclasses import dataclass

from django.db import connection, transaction

SETTINGS = ("actor", "actor_name", "address", "request", "batch", "scope", "units", "categories", "labels")


@dataclass(frozen=True)
class Reach:
    """What the database lets through. scope: "county" everything, "units" rows of these units, categories or labels."""

    scope: str = "none"
    units: tuple[int, ...] = ()
    categories: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


COUNTY = Reach("county")


@contextlib.contextmanager
def acting(
    reach: Reach,
    *,
    actor_id: int | None = None,
    actor_name: str = "系统",
    address: str = "",
    request_id: str = "",
    batch: str = "",
):
    """Open a transaction in which every change is recorded under this actor and every read limited to `reach`."""
    with transaction.atomic():
        values = (
            "" if actor_id is None else str(actor_id),
            actor_name,
            address,
            request_id,
            batch,
            reach.scope,
            ",".join(map(str, reach.units)),
            ",".join(reach.categories),
            ",".join(reach.labels),
        )
        set_local(dict(zip(SETTINGS, values, strict=True)))
        yield


def set_local(values: dict[str, str]) -> None:
    """Set `app.<key>` until the end of the present transaction."""
    columns = ", ".join(["set_config(%s, %s, true)"] * len(values))
    parameters = [part for key, value in values.items() for part in (f"app.{key}", value)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", parameters)


@contextlib.contextmanager
def widened():
    """For a comparison over the whole county inside a narrower act: what is found must be told without its content."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.scope', true)")
        before = cursor.fetchone()[0] or "none"
    set_local({"scope": "county"})
    try:
        yield
    finally:
        set_local({"scope": before})
