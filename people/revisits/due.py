"""A unit's list of the month waits until everybody on it was called."""

import calendar
import datetime as dt

from people.revisits.models import Round
from talentbase.todo.due import Due, Source, register


def waiting(user, today):
    """Lists of one's own unit, this month's and the last one's, with somebody still to be called."""
    last = f"{today.replace(day=1) - dt.timedelta(days=1):%Y-%m}"
    mine = Round.objects.visible_to(user).filter(unit=user.unit_id, month__gte=last)
    return mine.with_numbers().filter(rest__gt=0).select_related("unit").order_by("month")


def due_round(found: Round) -> Due:
    year, month = map(int, found.month.split("-"))
    last_day = dt.date(year, month, calendar.monthrange(year, month)[1])
    return Due("完成回访", str(found), found.get_absolute_url(), last_day, f"还有{found.rest}人未核实")


register(Source(waiting, due_round, "people.edit"))
