"""The database half of the two need sheets: which needs the round holds already, and writing what was confirmed."""

from demand.enterprises.actions import Source, Taken
from demand.enterprises.identity import folded_name
from demand.needs.actions import register_many
from demand.needs.models import Need
from demand.needs.reading import DemandReading, TechReading
from demand.needs.record import KINDS, record_of, schema_key
from demand.needs.rounds import open_round_now
from talentbase.codes.book import current_book
from talentbase.imports.models import Row
from talentbase.imports.recipe import Item, Known, RowReading
from talentbase.jobs.run import JobRefused
from talentbase.registers.recipe import told
from talentbase.text.folding import fold


class _NeedRecipe:
    kind = ""
    label = ""
    list_url = "needs:list"
    table = "needs_need"
    right = "needs.edit"
    reading = DemandReading

    @property
    def columns(self):
        return self.reading.columns

    def reader(self):
        return self.reading(book=current_book())

    def known(self, readings: list[RowReading], *, by: int | None, unit=None) -> dict[int, Known]:
        """Needs of the present round with the same employer and title; certain, so nobody is asked."""
        records = [record_of(self.kind, reading.values, current_book()) for reading in readings]
        wanted = {folded_name(record.employer.get("name", "")) for record in records}
        stored = Need.objects.filter(round=open_round_now(), kind=KINDS[self.kind], enterprise__folded_name__in=wanted)
        index = {
            (need.enterprise.folded_name, fold(need.title)): need for need in stored.counted().select_related("enterprise")
        }
        found = {}
        for number, record in enumerate(records):
            need = index.get((folded_name(record.employer.get("name", "")), fold(record.fields.get("title", ""))))
            if need:
                changes = tuple(_changes(need, record))
                words = f"{need.number}　{need.enterprise}　{need.title}"
                found[number] = Known(need.pk, "same_job", "本轮已有同一单位的同名需求", changes=changes, words=words)
        return found

    def apply(self, items: list[Item], *, batch, by) -> list[tuple[int, str]]:
        if not items:
            return []
        records = [record_of(self.kind, item.values, current_book()) for item in items]
        source = Source(batch.unit, batch.reported_on, f"{batch.unit.name}报送"[:60])
        try:
            outcomes = register_many(records, round=open_round_now(), source=source)
        except Taken as taken:
            raise JobRefused(f"没有导入：{_told(taken, records)}由别的责任单位管理，请交县级导入。") from None
        kinds = {"added": Row.Outcome.ADDED, "changed": Row.Outcome.CHANGED, "same": Row.Outcome.SAME}
        return [(outcome.need.pk, kinds[outcome.what]) for outcome in outcomes]


def _told(taken: Taken, records: list) -> str:
    """By the names the sheet itself writes: a credit code must not answer whose it is."""
    known = {enterprise.folded_name for enterprise in taken.enterprises}
    named = [name for record in records if folded_name(name := record.employer.get("name", "")) in known]
    return "、".join(dict.fromkeys(named)) or "表中有的统一社会信用代码"


class DemandRecipe(_NeedRecipe):
    kind = "demand"
    label = "岗位需求"
    reading = DemandReading


class TechRecipe(_NeedRecipe):
    kind = "tech_demand"
    label = "技术需求"
    reading = TechReading


def _changes(need: Need, record) -> list[tuple[str, str, str, str]]:
    """(label, stored, new, schema keys) of what the row would change."""
    found = []
    for name, value in record.fields.items():
        if name != "title" and getattr(need, name) != value:
            field = Need._meta.get_field(name.removesuffix("_id"))
            found.append((str(field.verbose_name), told(field, getattr(need, name)), told(field, value), schema_key(name)))
    return found
