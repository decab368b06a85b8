"""Forms of a register: fields that depend on who asks, words offered while typing, days picked from a calendar."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError

from talentbase.accounts.models import Unit
from talentbase.accounts.scope import reach_of
from talentbase.text.phones import mask_phone, read_phones
from talentbase.web.edits import VersionedForm

BIRTH, RECENT = "如1985.03", "如2026.03.15"  # examples in boxes of partial dates


class UnitField(forms.ModelChoiceField):
    """A unit the user may write for; kinds: of which kinds, () = all. The user's own unit is chosen at first."""

    def __init__(self, *, kinds: tuple[str, ...] = (), everybody: bool = False, **kwargs):
        self.kinds, self.everybody = kinds, everybody
        super().__init__(Unit.objects.none(), **{"empty_label": "请选择", **kwargs})

    def for_user(self, user) -> None:
        """everybody: any unit may be chosen (who is to act, not whose record it is)."""
        reach, units = reach_of(user), Unit.objects.active()
        if self.kinds:
            units = units.filter(kind__in=self.kinds)
        self.queryset = units if self.everybody or reach.scope == "county" else units.filter(pk__in=reach.units)

    def offers(self, pk: int) -> bool:
        return self.queryset.filter(pk=pk).exists()


class NumbersField(forms.CharField):
    """Numbers to call. Stored ones are shown masked, as on every page, and stay where nothing else is typed.

    is_list: whether the model keeps a list instead of one text.
    """

    def __init__(self, *, is_list: bool = False, **kwargs):
        super().__init__(**{"required": False, "max_length": 120, **kwargs})
        self.is_list = is_list
        self.stored: list[str] = []

    def hold(self, value) -> None:
        """What the record holds, before anything is typed."""
        self.stored = list(value) if self.is_list else [number for number in (value or "").split("、") if number]

    @property
    def masked(self) -> str:
        return "、".join(map(mask_phone, self.stored))

    def prepare_value(self, value):
        shown = "、".join(value) if isinstance(value, list) else value or ""
        return self.masked if self.stored and shown == "、".join(self.stored) else shown

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != (data or "").strip()

    def clean(self, value):
        text = super().clean(value)
        if self.stored and text == self.masked:
            return self.stored if self.is_list else "、".join(self.stored)
        reading = read_phones(text)
        if reading.bad:
            raise ValidationError(reading.bad[0][1] + "。")
        if reading.words:
            raise ValidationError(f"“{reading.words[:20]}”不是号码，请填写手机或带区号的固定电话。")
        return list(reading.numbers) if self.is_list else "、".join(reading.numbers)


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RegisterForm(VersionedForm):
    """OFFERED: {field: words} offered while typing; anything else may be typed. Fields with `for_user` are told who asks and say
    by `offers(pk)` what they would offer.
    """

    OFFERED: dict[str, Iterable[str]] = {}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        fit(self, user)
        for name, field in self.fields.items():
            self._hold_unit(name)
            if isinstance(field, NumbersField):
                field.hold(getattr(self.instance, name))
        self.unseen = [name for name in self.fields if self._is_unseen(name)]
        for name in self.unseen:
            self.fields[name].required = False
            self.fields[name].help_text = "现登记的已归档或不在您的范围内，不填则不变。"
        for name in self.OFFERED:
            self.fields[name].widget.attrs |= {"list": f"offered-{name}", "autocomplete": "off"}

    def _hold_unit(self, name: str) -> None:
        """A record of another unit may be worked on, but not be taken over."""
        field, known = self.fields[name], getattr(self.instance, f"{name}_id", None)
        if known and isinstance(field, UnitField) and not field.everybody and not field.offers(known):
            field.queryset, field.disabled = Unit.objects.filter(pk=known), True

    def _is_unseen(self, name: str) -> bool:
        """The record points to something that this user cannot be offered: an empty box must not take it away."""
        field, known = self.fields[name], getattr(self.instance, f"{name}_id", None)
        return bool(known and hasattr(field, "for_user") and not field.offers(known))

    def clean(self):
        data = super().clean()
        self.unseen = [name for name in self.unseen if not data.get(name)]
        for name in self.unseen:
            data.pop(name, None)
        return data

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in self.unseen]

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | set(self.unseen)

    @property
    def offered(self) -> list[tuple[str, Iterable[str]]]:
        return [(f"offered-{name}", words) for name, words in self.OFFERED.items()]


def fit(form: forms.BaseForm, user) -> None:
    """Days get the browser's calendar, long texts three lines, and fields that depend on the user are told who it is."""
    for field in form.fields.values():
        if hasattr(field, "for_user"):
            field.for_user(user)
        if isinstance(field, forms.DateField):
            field.widget = day_input()
        elif isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3
        elif field.widget.attrs.get("placeholder") == BIRTH:  # days of registers are days of our time
            field.widget.attrs["placeholder"] = RECENT
        elif isinstance(field, forms.TypedChoiceField):
            field.choices = [(value, label if value else "未登记") for value, label in field.choices]


class ActForm(forms.Form):
    """What one act asks for; see RecordAct."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        fit(self, user)
