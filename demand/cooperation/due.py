"""Milestones within two weeks or missed, and agreements that end within two months."""

import datetime as dt

from demand.cooperation.filters import AHEAD
from demand.cooperation.models import Milestone, Project
from talentbase.text.dates import last_day
from talentbase.todo.due import Due, Source, register
from talentbase.web.templatetags.ui import dots

MILESTONE_AHEAD = dt.timedelta(days=14)


def milestones(user, today):
    running = Milestone.objects.filter(
        project__in=Project.objects.visible_to(user).filter(state=Project.State.RUNNING).values("pk")
    )
    return running.filter(done_on=None, due_on__lte=today + MILESTONE_AHEAD).select_related("project").order_by("due_on", "pk")


def ending(user, today):
    return Project.objects.visible_to(user).ending_by(today + AHEAD).order_by("ends", "pk")


def due_milestone(milestone: Milestone) -> Due:
    return Due("督促", milestone.name, milestone.project.get_absolute_url(), milestone.due_on, milestone.project.name)


def due_ending(project: Project) -> Due:
    return Due("续签或结题", project.name, project.get_absolute_url(), last_day(project.ends), f"{dots(project.ends)}到期")


register(Source(milestones, due_milestone, "cooperation.edit"), Source(ending, due_ending, "cooperation.edit"))
