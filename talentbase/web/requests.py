"""Small facts about a request."""

from django.conf import settings


def address_of(request) -> str:
    """The caller's address; X-Forwarded-For counts only where a proxy of our own is configured (last hop)."""
    if settings.TRUST_PROXY and (forwarded := request.headers.get("X-Forwarded-For")):
        return forwarded.rpartition(",")[2].strip()[:64]
    return request.META.get("REMOTE_ADDR", "")[:64]


def is_htmx(request) -> bool:
    """True for a part request of htmx; a history restore wants the whole page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-History-Restore-Request") != "true"
