"""Agreements a person takes part in, and the return, on the timeline of 一人一档."""

from collections.abc import Iterator

from demand.cooperation.models import Participant, Project, Return
from people.events.causes import Result, add_results
from people.registry.extras import Event, add_events
from people.registry.models import Person


def cooperation(person: Person, user) -> Iterator[Event]:
    if not user.may("cooperation.view"):
        return
    projects = Project.objects.visible_to(user)
    for part in Participant.objects.filter(person=person, project__in=projects.values("pk")).select_related("project"):
        project, words = part.project, f"{part.role}：{part.project.name}".lstrip("：")
        yield Event(project.signed, "合作", words, project.outcome, project.ends, project.get_absolute_url())
    for each in Return.objects.visible_to(user).filter(person=person).select_related("station"):
        words = f"{each.get_kind_display()}{each.project and f'：{each.project}'}"
        yield Event(each.returned_on.isoformat(), "返乡", words, each.owed_to, url=each.get_absolute_url())


def came_of(event, user) -> Iterator[Result]:
    if not user.may("cooperation.view"):
        return
    for project in Project.objects.visible_to(user).filter(occasion=event):
        yield Result("合作项目", project.name, project.get_absolute_url(), project.signed)
    for each in Return.objects.visible_to(user).filter(occasion=event):
        yield Result(
            "返乡", f"{each}{each.project and f'：{each.project}'}", each.get_absolute_url(), each.returned_on.isoformat()
        )


add_events(cooperation)
add_results(came_of)
