"""沿用上次 in a survey: the open needs of earlier rounds go into the round that runs now."""

from contextlib import suppress

from demand.needs.actions import carry_over
from demand.needs.models import Need
from demand.needs.rounds import Refused, open_round_now
from talentbase.submissions import carry
from talentbase.submissions.models import Expected, Task


def carry_last(expected: Expected, *, by) -> str:
    """Of the firm, or of all firms the unit looks after. A need that this round has already stays as it is."""
    current = open_round_now()
    if current is None:
        raise carry.NothingToCarry("现在没有进行中的征集轮次，不能沿用上次的需求。请先开启新一轮。")
    earlier = Need.objects.open().exclude(round=current).exclude(round=None).select_related("enterprise", "round")
    own = {"enterprise": expected.enterprise} if expected.enterprise else {"enterprise__unit": expected.unit}
    carried = 0
    for need in earlier.filter(**own).order_by("pk"):
        with suppress(Refused):
            carry_over(need, by=by)
            carried += 1
    if not carried and Need.objects.filter(round=current, **own).counted().exists():
        raise carry.NothingToCarry(f"{expected.sender}在本轮已有需求，不用沿用。")
    if not carried:
        raise carry.NothingToCarry(f"{expected.sender}没有可沿用的需求，请选“无需求”或报送表格。")
    return f"沿用{carried}条需求"


carry.register(Task.Kind.DEMAND, carry_last)
