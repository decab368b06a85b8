"""Verbs on agreements and returns beside plain saving. Each is one transaction."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from demand.cooperation.models import Milestone, Participant, Project
from people.registry.models import Person
from talentbase.registers.saving import Refused


@transaction.atomic
def plan(project: Project, name: str, due_on: dt.date, *, by) -> Milestone:
    """One more milestone. Raises Refused where the same is planned."""
    try:
        with transaction.atomic():
            return Milestone.objects.create(project=project, name=name, due_on=due_on)
    except IntegrityError:
        raise Refused(f"{due_on:%Y.%m.%d}已有节点“{name}”。") from None


@transaction.atomic
def reach(milestone: Milestone, done_on: dt.date, note: str = "", *, by) -> Milestone:
    """The milestone is reached. Raises Refused for a day to come, or where it was reached before."""
    milestone = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
    if milestone.done_on:
        raise Refused(f"“{milestone.name}”已于{milestone.done_on:%Y.%m.%d}完成。")
    if done_on > timezone.localdate():
        raise Refused("完成日期不能晚于今天。")
    milestone.done_on, milestone.note = done_on, note
    milestone.save(update_fields=["done_on", "note"])
    return milestone


@transaction.atomic
def drop(milestone: Milestone, *, by) -> None:
    milestone.delete()


@transaction.atomic
def take_part(project: Project, person: Person, role: str = "", *, by) -> Participant:
    """Raises Refused where the person takes part already."""
    try:
        with transaction.atomic():
            return Participant.objects.create(project=project, person=person, role=role)
    except IntegrityError:
        raise Refused(f"{person.name}已是这个项目的参与人。") from None


@transaction.atomic
def leave(participant: Participant, *, by) -> None:
    participant.delete()


@transaction.atomic
def conclude(project: Project, state: str, outcome: str = "", *, by) -> Project:
    """The agreement is fulfilled (DONE) or given up (ENDED). Raises Refused unless it was running or talked about."""
    project = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if project.state not in (Project.State.TALKS, Project.State.RUNNING):
        raise Refused(f"“{project.name}”已经{project.get_state_display()}。")
    if state == Project.State.DONE and project.state == Project.State.TALKS:
        raise Refused("还在洽谈的项目不能结题，请先登记签约。")
    project.state, project.outcome = state, outcome or project.outcome
    project.save(update_fields=["state", "outcome"])
    return project
