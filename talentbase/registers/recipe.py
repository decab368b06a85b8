"""Rows of a sheet into a register: compared with what it holds, new ones added, known ones brought up to date."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Field, Model

from talentbase.codes.book import name_of
from talentbase.codes.models import Code
from talentbase.imports.models import Row
from talentbase.imports.recipe import CheckOnly, Item, Known, RowReading

SAME = "与库中一致，没有变化"


class RegisterRecipe(CheckOnly):
    """The database half for a register whose records are one row each.

    model, list_url as for RoomRecipe. A room says how values become fields, which stored records may be meant, and whether
    one of them is.
    """

    model: type[Model]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def fields_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Model fields; what the row leaves empty is left out."""
        raise NotImplementedError

    def candidates(self, found: Sequence[dict[str, Any]], unit) -> Iterable[Model]:
        """Stored records that one of these rows may be, in one query. unit: whose sheet it is, None where nobody says."""
        raise NotImplementedError

    def meets(self, record: Model, values: dict[str, Any]) -> tuple[str, str, bool]:
        """(rule of the closed list, sentence, whether a human decides) where the row may tell of this record; rule "" = no."""
        raise NotImplementedError

    def brought(self, batch, fields: dict[str, Any]) -> dict[str, Any]:
        """What a new record of a batch gets beside its own fields, which come first."""
        return {"unit": batch.unit}

    def known(self, readings: list[RowReading], *, by, unit=None) -> dict[int, Known]:
        stored = list(self.candidates([reading.values for reading in readings if not reading.held], unit))
        found = {}
        for number, reading in enumerate(readings):
            if reading.held:
                continue
            for record in stored:
                rule, sentence, review = self.meets(record, reading.values)
                if rule:
                    found[number] = self._tell(record, reading, rule, sentence, review)
                    break
        return found

    def _tell(self, record: Model, reading: RowReading, rule: str, sentence: str, review: bool) -> Known:
        """A row that says nothing new needs nobody."""
        changes = tuple(self._changes(record, fitting(self.model, self.fields_of(reading.values))))
        if not changes:
            return Known(record.pk, "echo", SAME, words=str(record))
        return Known(record.pk, rule, sentence, review, changes, str(record))

    def _changes(self, record: Model, fields: dict[str, Any]) -> Iterable[tuple[str, str, str, str]]:
        for name, value in fields.items():
            if getattr(record, name) != value:
                field = self.model._meta.get_field(name.removesuffix("_id"))
                yield str(field.verbose_name), told(field, getattr(record, name)), told(field, value), name

    def apply(self, items: list[Item], *, batch, by) -> list[tuple[int | None, str]]:
        targets = [item.target for item in items if item.target]
        stored = {record.pk: record for record in self.model.objects.select_for_update(of=("self",)).filter(pk__in=targets)}
        return [self._write(item, stored.get(item.target), batch) for item in items]

    def _create(self, item: Item, batch) -> tuple[int, str]:
        fields = fitting(self.model, self.fields_of(item.values))
        return self.model.objects.create(**self.brought(batch, fields) | fields).pk, Row.Outcome.ADDED

    def _write(self, item: Item, record: Model | None, batch) -> tuple[int | None, str]:
        if record is None:
            return self._create(item, batch)
        fields = fitting(self.model, self.fields_of(item.values))
        changed = [name for name, value in fields.items() if getattr(record, name) != value]
        if item.echo or not changed:
            return record.pk, Row.Outcome.SAME
        for name in changed:
            setattr(record, name, fields[name])
        record.save(update_fields=changed)
        return record.pk, Row.Outcome.CHANGED


def fitting(model: type[Model], fields: dict[str, Any]) -> dict[str, Any]:
    """Texts cut to their columns: an import must never fail on a long cell, whose words the import row keeps."""
    lengths = {name: getattr(model._meta.get_field(name.removesuffix("_id")), "max_length", None) for name in fields}
    return {name: value[: lengths[name]] if isinstance(value, str) else value for name, value in fields.items()}


def told(field: Field, value) -> str:
    """A stored value as a person reads it: the label of a choice, the name of a code."""
    if isinstance(value, list):
        return "、".join(map(str, value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value or ""))
    if field.related_model is Code:
        return name_of(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)
