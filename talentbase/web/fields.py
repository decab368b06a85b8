"""Model and form fields that know nothing of people: partial dates, choices that a record holds already."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from talentbase.text.dates import EXAMPLE, BadDate, parse_date

PATTERN = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


def partial_date_check(field: str, table: str) -> models.CheckConstraint:
    """The database's promise for one PartialDateField."""
    return models.CheckConstraint(
        name=f"{table}_{field}_form",
        condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": PATTERN}),
        violation_error_message="日期应写成1985、1985.03或1985.03.12。",
    )


class PartialDateField(models.CharField):
    """A date as exact as it is known: "1968", "1968-05" or "1968-05-12". Sorts and compares as text."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, "max_length": None, **kwargs})


class PartialDateFormField(forms.CharField):
    """Takes every spelling a clerk uses (1968.5, 1968年5月, 196805); shows 1968.05. A mistake is answered with the box's own example."""

    def __init__(self, *, max_length=None, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"placeholder": "如1985.03", "autocomplete": "off"}))
        super().__init__(max_length=30, **kwargs)

    def prepare_value(self, value):
        return value.replace("-", ".") if isinstance(value, str) and re.match(PATTERN, value) else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        try:
            return parse_date(text).date.iso()
        except BadDate as problem:
            example = self.widget.attrs.get("placeholder", "").removeprefix("如")
            raise ValidationError(str(problem).replace(EXAMPLE, f"例如{example}" if example else EXAMPLE)) from None


class LabelsField(forms.CharField):
    """A short list of words with 、 between them, for an array of texts (标签)."""

    LONGEST, MOST = 20, 20

    def prepare_value(self, value):
        return "、".join(value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return self.prepare_value(initial or []) != (data or "")

    def clean(self, value):
        words = list(dict.fromkeys(word for word in re.split(r"[、，,;；\s]+", super().clean(value)) if word))
        if len(words) > self.MOST or any(len(word) > self.LONGEST for word in words):
            raise ValidationError(f"最多{self.MOST}个标签，每个最多{self.LONGEST}个字。")
        return words


class HeldChoice(forms.ModelChoiceField):
    """A record keeps what was closed after it was registered: the box offers that besides the open ones."""

    def get_bound_field(self, form, name):
        known = self.held_by(form.instance, name)
        if known:
            self.queryset |= self.queryset.model.objects.filter(pk__in=known)
        return super().get_bound_field(form, name)

    def held_by(self, record, name: str) -> list:
        """Primary keys of what the record holds under the field's name."""
        return list(filter(None, [getattr(record, f"{name}_id", None)]))
