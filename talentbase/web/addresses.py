"""Addresses of records; a list page has a hundred, and resolving each anew costs a tenth of the page."""

from functools import cache

from django.urls import reverse


def record_address(name: str, pk: int) -> str:
    """What `reverse(name, args=[pk])` gives, for an address with one number in it."""
    before, after = _around(name)
    return f"{before}{pk}{after}"


@cache
def _around(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[0]).rpartition("0")
    return before, after
