"""For the office: links of a survey's firms, to be sent to them."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from demand.replies import actions
from demand.replies.models import Link
from talentbase.jobs import run
from talentbase.submissions.models import Task
from talentbase.web.views import Door

RIGHT = "needs.rounds"


def is_on() -> bool:
    return settings.TALENTBASE_PUBLIC_REPLIES != "off"


def surveys(user):
    return Task.objects.visible_to(user).filter(kind=Task.Kind.DEMAND)


class Links(Door):
    """Of one survey: a link per firm that has not answered, and who answered by it."""

    right = RIGHT

    def get(self, request, pk):
        task = get_object_or_404(surveys(request.user), pk=pk)
        links = Link.objects.visible_to(request.user).filter(expected__task=task)
        links = links.select_related("expected__enterprise", "expected__unit").order_by(
            "expected__unit__order", "expected__enterprise__folded_name"
        )
        rows = [(link, address(request, link)) for link in links]
        silent = task.expected.missing().exclude(enterprise=None)
        context = {"task": task, "rows": rows, "is_on": is_on(), "texts": texts(task, rows)}
        context |= {"without": silent.filter(link=None).count(), "answered": sum(bool(link.used_at) for link in links)}
        return render(request, "replies/links.html", context)

    def post(self, request, pk):
        task = get_object_or_404(surveys(request.user), pk=pk)
        if is_on():
            made = actions.issue(task, by=request.user)
            messages.success(request, f"已生成{made}个填报链接。" if made else "未报企业都已有填报链接。")
        return redirect("replies:links", pk)


class Workbooks(Door):
    """A workbook per firm that has not answered, as a job."""

    right = RIGHT

    def post(self, request, pk):
        task = get_object_or_404(surveys(request.user), pk=pk)
        job = run.start(
            "replies.workbooks", f"生成企业表格：{task.title}"[:120], by=request.user, task=task.pk, user=request.user.pk
        )
        return redirect("jobs:progress", job.pk)


class Renew(Door):
    right = RIGHT

    def post(self, request, pk):
        link = get_object_or_404(Link.objects.visible_to(request.user).select_related("expected__enterprise"), pk=pk)
        actions.renew(link, by=request.user)
        messages.success(request, f"已为{link.expected.enterprise}重新生成链接，原链接不能再用。")
        return redirect("replies:links", link.expected.task_id)


def address(request, link: Link) -> str:
    """As the firm opens it: through the outer zone where there is one."""
    path = reverse("replies:form", args=[actions.token_of(link)])
    base = settings.TALENTBASE_PUBLIC_ADDRESS
    return f"{base.rstrip('/')}{path}" if base else request.build_absolute_uri(path)


def texts(task: Task, rows) -> list[tuple[str, str]]:
    """Per responsible unit the words to paste into its chat group: firm by firm with its own link."""
    found: dict[str, list[str]] = {}
    for link, url in rows:
        if not link.used_at:
            found.setdefault(link.expected.unit.name, []).append(f"{link.expected.enterprise}：{url}")
    head = f"{task.title}请于{task.due_on:%m月%d日}前填报，每家企业用自己的链接，手机即可填写；没有需求的也请点开勾选。"
    return [(unit, "\n".join([head, *lines])) for unit, lines in found.items()]
