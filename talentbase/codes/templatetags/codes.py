"""Code keys -> words in templates."""

from django import template

from talentbase.codes.book import name_of

register = template.Library()


@register.filter
def code_name(key) -> str:
    """`degrees.208` -> 工学博士, empty for none."""
    return name_of(key)
