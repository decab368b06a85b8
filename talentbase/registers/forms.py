"""Forms of a register: fields that depend on who asks, words offered while typing, days picked from a calendar."""

from collections.abc import Iterable

from django import forms

from talentbase.accounts.models import Unit
from talentbase.accounts.scope import reach_of
from talentbase.web.edits import VersionedForm


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


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RegisterForm(VersionedForm):
    """OFFERED: {field: words} offered while typing; anything else may be typed. Fields with `for_user` are told who asks."""

    OFFERED: dict[str, Iterable[str]] = {}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        fit(self, user)
        for name in self.OFFERED:
            self.fields[name].widget.attrs |= {"list": f"offered-{name}", "autocomplete": "off"}

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
        elif isinstance(field, forms.TypedChoiceField):
            field.choices = [(value, label if value else "未登记") for value, label in field.choices]


class ActForm(forms.Form):
    """What one act asks for; see RecordAct."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        fit(self, user)
