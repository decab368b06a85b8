"""Words and shapes for templates."""

from django import template

register = template.Library()
