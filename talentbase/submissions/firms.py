"""企业 as respondents: a survey asks each firm, through the unit that looks after it; its file is known by the firm's name."""

from collections.abc import Mapping

from demand.enterprises.identity import folded_name
from demand.enterprises.models import Enterprise
from talentbase.imports.models import Batch
from talentbase.submissions.models import Task

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
