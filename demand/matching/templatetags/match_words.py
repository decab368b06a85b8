"""{{ sentence|marked:words }}: the words that met, highlighted."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def marked(text: str, words: list[str]) -> SafeString:
    """Escaped text with <mark> around every one of the words, longest first; letter case does not matter."""
    longest = sorted({word for word in words if word}, key=len, reverse=True)
    if not longest:
        return SafeString(escape(text))
    pattern = re.compile("|".join(map(re.escape, longest)), re.IGNORECASE)
    pieces, end = [], 0
    for found in pattern.finditer(text):
        pieces += [escape(text[end : found.start()]), f"<mark>{escape(found[0])}</mark>"]
        end = found.end()
    return SafeString("".join([*pieces, escape(text[end:])]))
