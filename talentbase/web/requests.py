"""Small facts about a request."""

import datetime as dt

from django.conf import settings
from django.http import QueryDict

LONGEST_ADDRESS = 3800  # servers take a request line of 4094 bytes


def address_of(request) -> str:
    """The caller's address; X-Forwarded-For counts only where a proxy of our own is configured (last hop)."""
    if settings.TRUST_PROXY and (forwarded := request.headers.get("X-Forwarded-For")):
        return forwarded.rpartition(",")[2].strip()[:64]
    return request.META.get("REMOTE_ADDR", "")[:64]


def is_htmx(request) -> bool:
    """True for a part request of htmx; a history restore wants the whole page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-History-Restore-Request") != "true"


def query_of(text: str) -> QueryDict:
    """A query string that came by another way than the address; values with a NUL, which no address may hold, are left out."""
    found = QueryDict(mutable=True)
    for name, values in QueryDict(text).lists():
        found.setlist(name, [value for value in values if "\0" not in value])
    return found


def whole_number(text: str) -> int | None:
    """A record number as it stands in an address: up to nine plain digits; None for anything else (²,٣ are no digits here)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def month_range(text: str) -> tuple[dt.date, dt.date] | None:
    """“2026-11” -> first and last day; None where it is no month of this or the last century."""
    try:
        first = dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return None
    if not 1900 <= first.year <= 2999:
        return None
    following = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return first, following - dt.timedelta(days=1)
