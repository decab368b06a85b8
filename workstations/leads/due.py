"""Leads whose next step is due within three days or overdue."""

import datetime as dt

from talentbase.todo.due import Due, Source, register
from talentbase.web.templatetags.ui import day
from workstations.leads.models import Lead
from workstations.leads.rules import Act, lawful

AHEAD = dt.timedelta(days=3)


def steps(user, today):
    found = Lead.objects.visible_to(user).open().counted().filter(next_step_on__lte=today + AHEAD)
    return found.select_related("unit").order_by("next_step_on", "pk")


def due_step(lead: Lead) -> Due:
    since = lead.last_step_on or lead.entered_on
    more = f"{lead.unit}{day(since)}{'最近跟进' if lead.last_step_on else '报来'}，{lead.get_stage_display()}"
    return Due(Act(lawful(lead)[0]).label, lead.project, lead.get_absolute_url(), lead.next_step_on, more)


register(Source(steps, due_step, "stations.report"))
