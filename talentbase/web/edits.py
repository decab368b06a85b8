"""Saving a form without losing anybody's work: the version that was opened must still be the version that is stored."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms


class Stale(Exception):
    """Somebody saved the record since it was opened; `stored` is the row as it is now."""

    def __init__(self, stored):
        super().__init__("stale")
        self.stored = stored


class VersionedForm(forms.ModelForm):
    """A ModelForm that carries the version it was opened with. The database raises `version` on every change.

    On a conflict the form keeps what was typed and `conflicts` tells, field by field, what somebody else stored meanwhile.
    GROUPS: (caption, names of fields) in the order of the page.
    """

    GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = ()
    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts: list[Conflict] = []
        self.is_of_old = False
        if self.instance.pk:
            self.fields["opened_version"].initial = self.instance.version

    def groups(self):
        """(caption, bound fields) in the order of the page."""
        for caption, names in self.GROUPS:
            yield caption, [self[name] for name in names if name in self.fields]

    def is_stale(self, stored) -> bool:
        """stored: the row as it is now, locked. True when somebody saved since this form was opened; fills `conflicts`."""
        opened = self.cleaned_data.get("opened_version")
        if opened is None or opened == stored.version:
            return False
        self.is_of_old = True
        self.conflicts = [
            Conflict(str(self.fields[name].label), _words(stored, name), _words(self.instance, name))
            for name in self.changed_data
            if hasattr(stored, name) and _words(stored, name) != _words(self.instance, name)
        ]
        self.data = self.data.copy()
        self.data[self.add_prefix("opened_version")] = stored.version
        self.add_error(None, "您打开之后，别人已保存过这份资料。您填写的内容已保留，请核对后再保存。")
        return True


@dataclass(frozen=True)
class Conflict:
    label: str
    stored: str
    typed: str


def _words(record, name: str) -> str:
    """A field's value as a person reads it."""
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name, "")
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, Decimal):  # 30 and 30.00 are one sum
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
