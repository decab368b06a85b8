"""The words of a need in templates: {{ need|pay_in_full }}."""

from django import template

from demand.enterprises.columns import masked_phones
from demand.needs import words

register = template.Library()
for function in (
    words.headcount,
    words.pay,
    words.pay_in_full,
    words.degree,
    words.title,
    words.age,
    words.hardness,
    words.deadline,
    words.state_tone,
    masked_phones,
):
    register.filter(function.__name__, function)
