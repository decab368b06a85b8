"""The form of an entry: one box per column of the ledger."""

from django import forms
from django.core.exceptions import ValidationError

from people.registry.fields import PersonInput, str_of
from people.registry.models import Person
from talentbase.accounts.models import Unit
from talentbase.files import office, store
from talentbase.ledgers.cells import BadCell, Named, shown, value_of
from talentbase.ledgers.models import Column, Entry

Kind = Column.Kind


class EntryForm(forms.Form):
    """After `is_valid` `stored` holds what every cell is to be. Numbers of people are shown masked and stay where untouched."""

    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, files=None, *, entry: Entry, columns: list[Column], user):
        super().__init__(data, files)
        self.entry, self.columns, self.user = entry, columns, user
        self.people = Person.objects.visible_to(user).present()
        self.references = {each.column_id: each for each in entry.references.all()} if entry.pk else {}
        for column in columns:
            self.fields[column.key] = box = self._box(column)
            self.initial[column.key] = now = self._typed(column)
            if isinstance(box, forms.ChoiceField) and now not in dict(box.choices):
                box.choices = [*box.choices, (now, now)]
            if column.kind == Kind.FILE and now:
                box.help_text = f"现为“{now}”，选择新文件则替换。"
        self.initial["opened_version"] = entry.version if entry.pk else None

    def _typed(self, column: Column) -> str:
        reference = self.references.get(column.pk)
        if reference is None:
            value = self.entry.values.get(column.key)
            return str(value) if column.kind == Kind.DATE and value is not None else shown(column, value)
        if reference.person_id:
            return str_of(reference.person) if reference.person else ""
        return reference.unit.name if reference.unit_id else reference.file.name

    def _is_untouched(self, column: Column, data: dict) -> bool:
        """A person who is archived or out of reach, a closed unit, a masked number stay where nobody wrote anything else."""
        if column.kind == Kind.FILE:
            return not data.get(column.key) or data[column.key] == self.initial[column.key]
        return bool(self.entry.pk) and column.key in data and data[column.key] == self.initial[column.key]

    def _stored(self, column: Column):
        return self.references.get(column.pk) or self.entry.values.get(column.key)

    @staticmethod
    def _box(column: Column) -> forms.Field:
        given = {"label": column.label, "required": False}
        if column.kind == Kind.CHOICE:
            return forms.ChoiceField(choices=[("", "未登记"), *((each, each) for each in column.choices)], **given)
        if column.kind == Kind.UNIT:
            names = Unit.objects.active().values_list("name", flat=True)
            return forms.ChoiceField(choices=[("", "未登记"), *((name, name) for name in names)], **given)
        if column.kind == Kind.PERSON:
            return forms.CharField(widget=PersonInput, max_length=80, **given)
        if column.kind == Kind.FILE:
            return forms.FileField(**given)
        if column.kind == Kind.DATE:
            return forms.CharField(max_length=20, widget=forms.TextInput(attrs={"placeholder": "如2026.03.15"}), **given)
        return forms.CharField(max_length=1000, **given)

    def clean(self):
        data, cells, named = super().clean(), {}, Named(self.people)
        for column in self.columns:
            if column.key in self.errors:
                continue
            if self._is_untouched(column, data):
                cells[column] = self._stored(column)
                continue
            try:
                cells[column] = (
                    self._file(data[column.key]) if column.kind == Kind.FILE else value_of(column, data.get(column.key), named)
                )
            except (BadCell, office.NotKept) as problem:
                self.add_error(column.key, f"{str(problem).rstrip('。')}。")
        if not self.errors and all(value is None for value in cells.values()):
            raise ValidationError("至少填写一项。")
        self.stored = cells
        return data

    def _file(self, given):
        content = given.read(office.MEGABYTES * 1024 * 1024 + 1)
        office.check(given.name, content)
        return store.store(given.name, content, kind="ledger-cell", unit=self.user.unit, by=self.user)
