"""Tasks whose day has come, or comes within three days, and that somebody has not answered."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Prefetch

from talentbase.submissions.models import Expected, Task
from talentbase.todo.due import Due, Source, register
from talentbase.web.templatetags.ui import day

AHEAD = timedelta(days=3)
NAMED = 5


def unanswered(user, today):
    missing = Expected.objects.visible_to(user).missing()
    tasks = Task.objects.visible_to(user).open().filter(due_on__lte=today + AHEAD)
    tasks = tasks.filter(Exists(missing.filter(task=OuterRef("pk")))).order_by("due_on", "pk")
    return tasks.prefetch_related(Prefetch("expected", missing.select_related("unit", "enterprise"), to_attr="silent"))


def due_task(task: Task) -> Due:
    names = "、".join(str(expected.sender) for expected in task.silent[:NAMED])
    more = f"截止{day(task.due_on)}　未报{len(task.silent)}个：{names}{'等' if len(task.silent) > NAMED else ''}"
    return Due("收齐报送：", task.title, task.get_absolute_url(), task.due_on, more)


register(Source(unanswered, due_task, "imports.use"))
