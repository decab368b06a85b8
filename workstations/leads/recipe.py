"""The database half of 招商线索: what a station reports again is the lead it reported before."""

from decimal import Decimal

from demand.cooperation.identity import same_matter
from talentbase.codes.models import IndustryChain
from talentbase.imports import undo
from talentbase.imports.models import Row
from talentbase.imports.recipe import Item
from talentbase.registers.recipe import RegisterRecipe, fitting
from talentbase.text.folding import fold
from workstations.leads import actions
from workstations.leads.models import Lead

PLAIN = {
    "project": "project", "content": "content", "investor": "investor", "investor_intro": "investor_intro",
    "amount_text": "amount_text", "industry": "industry", "source": "source", "contact": "contact", "receiver": "receiver",
    "progress": "progress", "reported": "reported", "remark": "remark",
}  # fmt: skip


class LeadRecipe(RegisterRecipe):
    model, list_url = Lead, "leads:list"
    right = "stations.report"

    def fields_of(self, values):
        fields = {name: values[key] for key, name in PLAIN.items() if values.get(key) not in (None, "")}
        if values.get("amount_wan") is not None:
            fields["amount_wan"] = Decimal(str(values["amount_wan"])).quantize(Decimal("0.01"))
            fields["amount_is_approximate"] = bool(values.get("amount_approx"))
        return fields

    def candidates(self, found, unit):
        """Of the same station: what another one reports of the same matter is a report of its own."""
        return Lead.objects.filter(unit=unit).order_by("pk") if unit else Lead.objects.order_by("pk")

    def meets(self, record, values):
        common = same_matter(actions.values_of(record), values, ("investor",), by_amount=True)
        is_certain = fold(record.project) == fold(values.get("project", ""))
        return ("similar_lead", f"{common}，已登记为“{record.project}”", not is_certain) if common else ("", "", False)

    def apply(self, items, *, batch, by):
        self.chains = {chain.name: chain for chain in IndustryChain.objects.active()}
        self.earlier = actions.earlier_reports()
        return super().apply(items, batch=batch, by=by)

    def _create(self, item: Item, batch):
        fields = fitting(Lead, self.fields_of(item.values))
        chain = self.chains.get(fields.get("industry", "").removesuffix("产业链"))
        lead = Lead(unit=batch.unit, chain=chain, **{"reported": f"{batch.reported_on:%Y-%m-%d}"} | fields)
        actions.keep(lead, opened_version=None, by=None, earlier=self.earlier)
        if lead.repeats is None:
            self.earlier.append(lead)
        return lead.pk, Row.Outcome.ADDED


undo.register(Lead, lambda ids: None)


def begun(ids: list[int]) -> undo.Reasons:
    """Leads that somebody has begun to work on stay."""
    return dict.fromkeys(
        Lead.objects.filter(pk__in=ids).exclude(steps=None).values_list("pk", flat=True), "已有进展，没有撤销"
    )


def repeated(ids: list[int]) -> undo.Reasons:
    """First reports that others repeated stay: the credit must not be lost."""
    later = Lead.objects.filter(repeats__in=ids).exclude(pk__in=ids)
    return dict.fromkeys(later.values_list("repeats_id", flat=True), "其他单位后来也报送了这个项目，没有撤销")


undo.keep(Lead, begun)
undo.keep(Lead, repeated)
