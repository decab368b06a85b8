"""Addresses of records and pages; a list page has a hundred and twenty, and resolving each anew costs a tenth of the page."""

from functools import cache, lru_cache

from django.urls import reverse


def record_address(name: str, pk: int) -> str:
    """What `reverse(name, args=[pk])` gives, for an address with one number in it."""
    before, after = _around(name)
    return f"{before}{pk}{after}"


@lru_cache(maxsize=500)
def page_address(name: str, *words: str) -> str:
    """What `reverse` gives for a page of no record; words: of a closed list, such as the keys of registers."""
    return reverse(name, args=words)


@cache
def _around(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[0]).rpartition("0")
    return before, after
