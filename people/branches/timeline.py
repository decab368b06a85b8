"""Memberships on the timeline of 一人一档; how many take part is a figure; members stay when an import is taken back."""

from collections.abc import Iterator

from people.branches.models import Branch, Member
from people.branches.views import COLUMNS, with_number
from people.registry.extras import Event, add_events
from people.registry.models import Person
from talentbase.figures.figure import Reading, figure
from talentbase.imports import undo


def memberships(person: Person, user) -> Iterator[Event]:
    if not user.may("events.view"):
        return
    seen = Branch.objects.visible_to(user).values("pk")
    for member in Member.objects.filter(person=person, branch__in=seen).select_related("branch"):
        branch = member.branch
        since, until = (day.isoformat() if day else "" for day in (member.since, member.ended_on))
        yield Event(since, "组织", f"{branch}{member.get_post_display()}", member.note, until, branch.get_absolute_url())


def members(ids: list[int]) -> undo.Reasons:
    return dict.fromkeys(
        Member.objects.filter(person__in=ids).values_list("person_id", flat=True), "已是人才组织成员，没有撤销"
    )


@figure(
    key="branches.standing", name="人才组织", unit="个", reading=Reading.NOW, has_past=False, columns=COLUMNS, right="events.view",
    definition="活动中的博士团分会、同乡会、商会等。",
)  # fmt: skip
def standing(user, period):
    return with_number(Branch.objects.visible_to(user).standing().select_related("unit")).order_by("pk")


add_events(memberships)
undo.keep(Person, members)
