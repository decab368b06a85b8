"""The database half of 人才信息: the same person from the same station is the same tip; the reviewers compare with the register."""

from people.intake.models import Nomination
from talentbase.codes.book import key_of
from talentbase.imports import undo
from talentbase.imports.models import Row
from talentbase.imports.recipe import Item
from talentbase.registers.recipe import RegisterRecipe, fitting
from workstations.tips import actions
from workstations.tips.models import Tip

PLAIN = {
    "name": "name", "employer": "employer", "position": "position", "field": "field", "contact_text": "contact_text",
    "referrer": "referrer", "follow": "follow", "remark": "remark", "coop_mode": "modes", "phones": "phones",
}  # fmt: skip
CODES = {"education": ("education_id", "education"), "degree": ("degree_id", "degrees"), "title": ("title_id", "titles")}


class TipRecipe(RegisterRecipe):
    model, list_url = Tip, "tips:list"
    right = "tips.report"

    def fields_of(self, values):
        fields = {name: values[key] for key, name in PLAIN.items() if values.get(key) not in (None, "", [])}
        for key, (name, table) in CODES.items():
            if values.get(key):
                fields[name] = key_of(table, values[key])
        if values.get("title_text") or fields.get("title_id"):
            fields["title_text"] = values.get("title_text") or self._book().name("titles", values["title"])
        return fields

    def _book(self):
        from talentbase.codes.book import current_book

        return current_book()

    def candidates(self, found, unit):
        """Of the same station: what another one reported is its own merit."""
        tips = Tip.objects.filter(name__in={values.get("name", "") for values in found}).order_by("pk")
        return tips.filter(unit=unit) if unit else tips

    def meets(self, record, values):
        if record.name != values.get("name"):
            return "", "", False
        if set(record.phones) & set(values.get("phones") or []):
            return "same_name_mobile", "已报送过，姓名和电话相同", False
        same = bool(record.employer) and record.employer == values.get("employer")
        return ("same_name_mobile", "已报送过，姓名和单位相同", False) if same else ("", "", False)

    def _write(self, item: Item, record: Tip | None, batch):
        """What the reviewers have decided on stays as it is; what they still have to read follows the tip."""
        fields = fitting(Tip, self.fields_of(item.values))
        if record is not None:
            changed = [name for name, value in fields.items() if getattr(record, name) != value]
            if item.echo or not changed or record.state != Tip.State.NEW:
                return record.pk, Row.Outcome.SAME
            for name in changed:
                setattr(record, name, fields[name])
            return actions.keep(record, opened_version=record.version, by=None).pk, Row.Outcome.CHANGED
        tip = actions.keep(Tip(unit=batch.unit, received_on=batch.reported_on, **fields), opened_version=None, by=None)
        return tip.pk, Row.Outcome.ADDED


def judged(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(
        Tip.objects.filter(pk__in=ids).exclude(state=Tip.State.NEW).values_list("pk", flat=True), "已审核，没有撤销"
    )


def reviewed(ids: list[int]) -> undo.Reasons:
    waiting = Nomination.objects.filter(state=Nomination.State.NEW).exclude(
        pk__in=Tip.objects.exclude(nomination=None).values("nomination")
    )
    standing = Nomination.objects.filter(pk__in=ids).exclude(pk__in=waiting.values("pk"))
    return dict.fromkeys(standing.values_list("pk", flat=True), "已审核，没有撤销")


undo.register(Nomination, lambda ids: None)  # before its tip: the tip is taken back first
undo.register(Tip, lambda ids: None)
undo.keep(Nomination, reviewed)
undo.keep(Tip, judged)
