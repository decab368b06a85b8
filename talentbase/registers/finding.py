"""The search box of a small register: every word must stand in one of the fields."""

from django.db.models import Q


def containing(text: str, *fields: str) -> Q:
    """Some hundred to some thousand rows are read through; larger registers have an index of their own."""
    found = Q()
    for word in text.replace("\0", "").split():
        any_field = Q()
        for field in fields:
            any_field |= Q(**{f"{field}__icontains": word})
        found &= any_field
    return found
