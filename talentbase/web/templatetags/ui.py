"""Words and shapes for templates. Knows no room: badges take label and tone from the caller."""

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from talentbase.text.phones import mask_phone
from talentbase.web.addresses import page_address

register = template.Library()
TONES = {"blue", "green", "amber", "red"}
WEEKDAYS = "一二三四五六日"


register.simple_tag(page_address, name="address")


@register.simple_tag
@lru_cache(maxsize=500)
def icon(name: str, css: str = "") -> SafeString:
    return format_html('<i class="bi bi-{} {}" aria-hidden="true"></i>', name, css)


@register.simple_tag
def tag(label: str, tone: str = "grey") -> SafeString:
    """A small label; tone: blue in progress, green verified, amber attention, red overdue or wrong, grey neutral."""
    return format_html('<span class="tag {}">{}</span>', tone if tone in TONES else "", label)


@register.filter
def thousands(value) -> str:
    """2716 -> 2,716; 183.5 -> 183.5; 12.345 -> 12.35; None -> –."""
    if value is None or value == "":
        return "–"
    number = float(value)
    return f"{int(number):,}" if number == int(number) else f"{number:,.2f}".rstrip("0").rstrip(".")


@register.filter
def yuan(value) -> str:
    """Money to the cent where there are cents: 1000.5 -> 1,000.50; 3000 -> 3,000; None -> –."""
    if value is None or value == "":
        return "–"
    number = Decimal(str(value))
    return f"{number:,.0f}" if number == number.to_integral_value() else f"{number:,.2f}"


@register.filter
def roughly(value) -> str:
    """2716 -> 2700余, 92 -> 90余, 900 -> 900: floor to hundreds from 1000, to tens below (公文 style)."""
    number = int(value or 0)
    unit = 100 if number >= 1000 else 10
    floor = number // unit * unit
    return str(number) if floor == number or number < 10 else f"{floor}余"


@register.filter
def dots(value) -> str:
    """A partial date or date in tables: 1979-08 -> 1979.08, date -> 2026.11.21."""
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%Y.%m.%d}"
    return str(value or "").replace("-", ".")


@register.filter
def day(value) -> str:
    """2026年11月21日; within the present year 11月21日."""
    if not value:
        return ""
    return f"{value.month}月{value.day}日" if value.year == dt.date.today().year else full_day(value)


@register.filter
def full_day(value) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


@register.filter
def weekday(value) -> str:
    return f"星期{WEEKDAYS[value.weekday()]}"


@register.filter
def or_dash(value):
    return mark_safe('<span class="weak">–</span>') if value in (None, "", []) else value


@register.filter
def or_unknown(value):
    return mark_safe('<span class="weak">未登记</span>') if value in (None, "", []) else value


@register.inclusion_tag("ui/_field.html")
def field(bound, css: str = "") -> dict:
    """Label, widget, help and errors of one form field."""
    return {"field": bound, "css": css}


@register.filter
def masked_phone(number) -> str:
    return mask_phone(number) if number else ""
