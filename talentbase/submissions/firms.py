"""企业 as respondents: a survey asks each firm, through the unit that looks after it; its file is known by the firm's name."""

from collections.abc import Mapping

from demand.enterprises.actions import on_change
from demand.enterprises.identity import folded_name
from demand.enterprises.models import Enterprise
from talentbase.imports.models import Batch
from talentbase.submissions.models import Expected, Submission, Task

SHORTEST = 4  # characters of a name that is looked for in file names


def firms_of(task: Task) -> dict[str, Enterprise]:
    """{folded name: firm} of the register; empty for a task that is no survey of needs."""
    if task.kind != Task.Kind.DEMAND:
        return {}
    return {firm.folded_name: firm for firm in Enterprise.objects.present().select_related("unit")}


def firm_in(text: str, firms: Mapping[str, Enterprise]) -> Enterprise | None:
    """The one firm whose whole name stands in `text`; None where none or several do."""
    folded = folded_name(text)
    named = [key for key in firms if len(key) >= SHORTEST and key in folded]
    longest = [key for key in named if not any(key in other and key != other for other in named)]
    return firms[longest[0]] if len(longest) == 1 else None


def firms_in_sheet(batch: Batch) -> dict[str, str]:
    """{folded name: name as written} of the employers the rows speak of."""
    written = batch.rows.order_by("pk").values_list("values__enterprise", flat=True)
    return {folded_name(name): name for name in reversed(written) if name}


def follow_firm(firm: Enterprise, before: Enterprise) -> None:
    """Renamed or handed to another unit while a survey runs: its duty and its answers go along."""
    Expected.objects.filter(enterprise=firm, task__closed_on=None).exclude(unit=firm.unit).update(unit=firm.unit)
    for answer in Submission.objects.filter(task__closed_on=None, firm_keys__contains=[before.folded_name]):
        others = [key for key in answer.firm_keys if key != before.folded_name]
        if answer.firm_key == before.folded_name:
            answer.of_firm(firm.name)
            answer.unit = firm.unit if answer.unit_id else None
        answer.firm_keys = sorted({*others, firm.folded_name})
        answer.save(update_fields=["firm", "firm_key", "firm_keys", "unit"])


on_change(follow_firm)
