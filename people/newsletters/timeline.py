"""Issues sent, on the timeline of 一人一档; issues and copies are figures; who got one stays when an import is taken back."""

from collections.abc import Iterator

from django.db.models import Count, Max

from people.newsletters.models import Delivery, Issue
from people.newsletters.views import COLUMNS, with_numbers
from people.registry.extras import Event, add_events
from people.registry.models import Person
from talentbase.figures.figure import Reading, figure
from talentbase.imports import undo


def sendings(person: Person, user) -> Iterator[Event]:
    """One line per series: forty issues are no forty events of a life."""
    if not user.may("events.view"):
        return
    seen = Issue.objects.visible_to(user).values("pk")
    sent = Delivery.objects.filter(person=person, issue__in=seen, sent_on__isnull=False).order_by()
    for series, number, last in sent.values_list("issue__series").annotate(number=Count("pk"), last=Max("sent_on")):
        yield Event(last.isoformat(), "刊物", f"寄送{series}，共{number}期")


def addressed(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(
        Delivery.objects.filter(person__in=ids).values_list("person_id", flat=True), "在刊物寄送名单中，没有撤销"
    )


@figure(
    key="newsletters.issues", name="今年印发刊物", unit="期", reading=Reading.YEAR, columns=COLUMNS, right="events.view",
    definition="印发日期在今年的刊物期数。",
)  # fmt: skip
def issues(user, period):
    rows = Issue.objects.visible_to(user).filter(period.within_year("published_on")).select_related("unit")
    return with_numbers(rows).order_by("-published_on", "pk")


add_events(sendings)
undo.keep(Person, addressed)
