"""The database half of 走访台账: the same expert, leader, day and mode is the visit known already."""

from people.liaison.models import Visit
from people.registry.models import Person
from talentbase.imports import undo
from talentbase.imports.models import Row
from talentbase.imports.recipe import Item
from talentbase.registers.recipe import RegisterRecipe, fitting

PLAIN = {
    "leader": "leader", "leader_post": "leader_post", "expert": "expert", "expert_post": "expert_post", "date": "visited_on",
    "date_end": "visited_until", "date_text": "date_text", "mode": "modes", "visit_kind": "kind", "request": "request",
    "unit": "handled_by", "result": "result", "closed": "closed_on",
}  # fmt: skip


class VisitRecipe(RegisterRecipe):
    model, list_url = Visit, "liaison:list"
    right = "people.edit"

    def fields_of(self, values):
        return {name: values[key] for key, name in PLAIN.items() if values.get(key) not in (None, "", [])}

    def candidates(self, found, unit):
        return Visit.objects.filter(expert__in={values.get("expert", "") for values in found}).order_by("pk")

    def meets(self, record, values):
        same = record.expert == values.get("expert") and record.leader == values.get("leader", "")
        when = (record.visited_on or record.date_text) == (values.get("date") or values.get("date_text", ""))
        is_known = (
            same and when and bool(record.visited_on or record.date_text) and set(record.modes) == set(values.get("mode", ()))
        )
        return ("same_visit", "已登记过，对象、联系人、时间和方式相同", False) if is_known else ("", "", False)

    def apply(self, items, *, batch, by):
        """Experts of the register are found by name, and by the unit where the name alone is not enough."""
        names = {item.values.get("expert", "") for item in items}
        self.people: dict[str, list[Person]] = {}
        for person in Person.objects.present().filter(name__in=names).order_by("pk"):
            self.people.setdefault(person.name, []).append(person)
        return super().apply(items, batch=batch, by=by)

    def _create(self, item: Item, batch):
        fields = fitting(Visit, self.fields_of(item.values))
        visit = Visit.objects.create(unit=batch.unit, person=self._person(fields), **fields)
        return visit.pk, Row.Outcome.ADDED

    def _person(self, fields: dict) -> Person | None:
        found = self.people.get(fields["expert"], [])
        said = fields.get("expert_post", "")
        named = [person for person in found if person.employer and person.employer in said]
        chosen = named or (found if not said else [person for person in found if not person.employer])
        return chosen[0] if len(chosen) == 1 else None


undo.register(Visit, lambda ids: None)
