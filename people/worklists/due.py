"""Lists that wait for somebody's approval."""

from people.worklists.models import Worklist
from talentbase.todo.due import Due, Source, register


def waiting(user, today):
    lists = Worklist.objects.visible_to(user).filter(state=Worklist.State.REVIEW).exclude(submitted_by=user.pk)
    return lists.select_related("submitted_by").order_by("day", "pk")


def due_list(worklist: Worklist) -> Due:
    more = f"{worklist.get_purpose_display()}　{worklist.submitted_by.full_name}送审"
    return Due("审核名单", worklist.title, worklist.get_absolute_url(), worklist.day, more)


register(Source(waiting, due_list, "lists.approve"))
