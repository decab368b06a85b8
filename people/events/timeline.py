"""Events on the timeline of 一人一档; who was invited stays when the import is taken back. Figures and what is due."""

import datetime as dt
from collections.abc import Iterator

from people.events.models import Event, Guest
from people.events.views import COLUMNS, with_numbers
from people.registry import extras
from people.registry.models import Person
from talentbase.figures.figure import Reading, figure
from talentbase.imports import undo
from talentbase.todo.due import Due, Source, register

AHEAD = dt.timedelta(days=7)


def invitations(person: Person, user) -> Iterator[extras.Event]:
    if not user.may("events.view"):
        return
    seen = Event.objects.visible_to(user).values("pk")
    for guest in Guest.objects.filter(person=person, event__in=seen).select_related("event"):
        came = "到会" if guest.came else f"受邀（{guest.get_answer_display()}）"
        event = guest.event
        yield extras.Event(
            event.begins_on.isoformat(), "活动", f"{event.title}{came}", guest.follow_up, url=event.get_absolute_url()
        )


def invited(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(Guest.objects.filter(person__in=ids).values_list("person_id", flat=True), "已受邀参加活动，没有撤销")


@figure(
    key="events.held", name="今年举办活动", unit="场", reading=Reading.YEAR, columns=COLUMNS, right="events.view",
    definition="今年已到日期、没有取消的活动。",
)  # fmt: skip
def held(user, period):
    rows = Event.objects.visible_to(user).held().filter(period.within_year("begins_on")).select_related("unit")
    return with_numbers(rows).order_by("-begins_on", "pk")


def unanswered(user, today):
    """Events of the next week with guests who have not answered, and past ones still said to be planned."""
    seen = Event.objects.visible_to(user).filter(state=Event.State.PLANNED)
    soon = seen.filter(begins_on__lte=today + AHEAD, begins_on__gte=today, guests__answer=Guest.Answer.NONE)
    return (soon | seen.filter(begins_on__lt=today)).distinct().order_by("begins_on", "pk")


def due_event(event: Event) -> Due:
    is_over = event.begins_on < dt.date.today()
    what, more = ("登记到会和成效", "活动日期已过") if is_over else ("问明参会", "还有受邀人没有答复")
    return Due(what, event.title, event.get_absolute_url(), event.begins_on, more)


extras.add_events(invitations)
undo.keep(Person, invited)
register(Source(unanswered, due_event, "events.edit"))
