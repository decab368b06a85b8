"""The database half of 合作项目: a row of the same parties and a similar project is the project known already."""

from decimal import Decimal

from demand.cooperation.identity import same_matter
from demand.cooperation.models import Project
from talentbase.registers.recipe import RegisterRecipe
from talentbase.text.folding import fold

STATES = (  # words of 进展情况 -> state; the first that is found
    (("终止", "解除", "中止", "取消"), Project.State.ENDED),
    (("结题", "完成", "验收", "到期"), Project.State.DONE),
    (("洽谈", "在谈", "对接", "拟"), Project.State.TALKS),
)
PLAIN = {
    "project": "name",
    "party_a": "party_a",
    "party_b": "party_b",
    "amount_text": "amount_text",
    "signed": "signed",
    "date_text": "signed_text",
    "status": "status",
    "remark": "remark",
}


def state_of(values: dict) -> str:
    """By the words of the progress; without any, a signed agreement runs."""
    said = values.get("status", "")
    for words, state in STATES:
        if any(word in said for word in words):
            return state
    return Project.State.RUNNING if values.get("signed") or said else Project.State.TALKS


class ProjectRecipe(RegisterRecipe):
    model, list_url = Project, "cooperation:list"

    def fields_of(self, values):
        fields = {name: values[key] for key, name in PLAIN.items() if values.get(key) not in (None, "")}
        if values.get("amount_wan") is not None:
            fields["amount_wan"] = Decimal(str(values["amount_wan"])).quantize(Decimal("0.01"))
        if values.get("status") or values.get("signed"):
            fields["state"] = state_of(values)
        return fields

    def candidates(self, found):
        return Project.objects.select_related("enterprise")

    def meets(self, record, values):
        stored = {"project": record.name, "party_a": record.county_side, "party_b": record.party_b}
        if record.amount_wan is not None:
            stored["amount_wan"] = float(record.amount_wan)
        common = same_matter(stored, values, ("party_a", "party_b"), by_amount=False)
        is_certain = fold(record.name) == fold(values.get("project", ""))
        return ("similar_lead", f"{common}，已登记为“{record.name}”", not is_certain) if common else ("", "", False)

    def brought(self, batch):
        station = batch.unit if batch.unit.kind == "station" else None
        return {"unit": batch.unit, "station": station, "state": Project.State.TALKS}
