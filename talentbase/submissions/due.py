"""Tasks whose day has come, or comes within three days, and that somebody has not answered; and tasks with files to see to."""

from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q
from django.utils import timezone

from talentbase.imports.due import DECIDE_WITHIN, WAITING, gather
from talentbase.submissions.models import Expected, Submission, Task
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


def unfinished(user, today):
    """Tasks with files that wait; `files` of them, the first since `since`. One line each, be it three hundred files."""
    mine = Submission.objects.visible_to(user).filter(batch__state__in=WAITING)
    waiting = Q(submissions__in=mine)
    tasks = Task.objects.visible_to(user).annotate(
        files=Count("submissions", filter=waiting), since=Min("submissions__arrived_at", filter=waiting)
    )
    return tasks.filter(files__gt=0).order_by("since", "pk")


def due_files(task: Task) -> Due:
    day_of = timezone.localdate(task.since)
    more = f"{task.files}个文件待导入或核对，{day(day_of)}起"
    return Due("处理报送：", task.title, task.get_absolute_url(), day_of + DECIDE_WITHIN, more)


register(Source(unanswered, due_task, "imports.use"), Source(unfinished, due_files, "imports.use"))
gather(lambda: Submission.objects.exclude(batch=None).values("batch"))
