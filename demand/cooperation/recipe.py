"""The database half of 合作项目: a row of the same parties and a similar project is the project known already."""

import re
from decimal import Decimal

from demand.cooperation.identity import same_matter
from demand.cooperation.models import Project
from talentbase.registers.recipe import RegisterRecipe
from talentbase.text.folding import fold

NOT_YET = r"(?<!未)(?<!没有)(?<!尚待)(?<!等待)(?<!准备)(?<!计划)(?<!待)"
STATES = (  # what a clause of 进展情况 says -> state
    (re.compile(NOT_YET + r"(?:终止|解除|中止|取消)"), Project.State.ENDED),
    (re.compile(NOT_YET + r"(?:结题|通过验收|验收(?:合格|通过|完毕)|已验收|期满|已到期|(?:合作|项目|全部)(?:已经?)?完成(?!签|协议|合同))"),
     Project.State.DONE),
    (re.compile(r"洽谈|在谈|对接|拟签|意向|未签|待签"), Project.State.TALKS),
    (re.compile(NOT_YET + r"(?:已签|签约|签订|签署|履约|履行|实施|推进|建设|安装|调试|投产|运行|合作中)"), Project.State.RUNNING),
)  # fmt: skip
CLAUSE = re.compile(r"[，,。；;\n]")
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


def state_of(status: str) -> str:
    """What the last clause that tells a state says, "" where none does: 前期洽谈后已签约 runs, 尚未通过验收 says nothing."""
    for clause in reversed(CLAUSE.split(status)):
        told = [(found.start(), state) for pattern, state in STATES for found in pattern.finditer(clause)]
        if told:
            return max(told, key=lambda pair: pair[0])[1]
    return ""


class ProjectRecipe(RegisterRecipe):
    model, list_url = Project, "cooperation:list"
    right = "cooperation.edit"

    def fields_of(self, values):
        fields = {name: values[key] for key, name in PLAIN.items() if values.get(key) not in (None, "")}
        if values.get("amount_wan") is not None:
            fields["amount_wan"] = Decimal(str(values["amount_wan"])).quantize(Decimal("0.01"))
        if state := state_of(values.get("status", "")):
            fields["state"] = state
        return fields

    def candidates(self, found, unit):
        return Project.objects.select_related("enterprise")

    def meets(self, record, values):
        stored = {"project": record.name, "party_a": record.county_side, "party_b": record.party_b}
        if record.amount_wan is not None:
            stored["amount_wan"] = float(record.amount_wan)
        common = same_matter(stored, values, ("party_a", "party_b"), by_amount=False)
        is_certain = fold(record.name) == fold(values.get("project", ""))
        is_certain = is_certain and self.fields_of(values).get("state", record.state) == record.state
        return ("similar_lead", f"{common}，已登记为“{record.name}”", not is_certain) if common else ("", "", False)

    def brought(self, batch, fields):
        """Without a word on it a signed agreement runs."""
        station = batch.unit if batch.unit.kind == "station" else None
        state = Project.State.RUNNING if fields.get("signed") or fields.get("status") else Project.State.TALKS
        return {"unit": batch.unit, "station": station, "state": state}
