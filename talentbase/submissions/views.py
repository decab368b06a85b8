"""报送任务 and the inbox of one task. County clerks see all, a unit sees and answers its own rows."""

from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from talentbase.imports.actions import NotYet
from talentbase.submissions import absent, actions
from talentbase.submissions.forms import AbsenceForm, AnswerForm, PickedForm, TaskForm, UnitForm
from talentbase.submissions.inbox import inbox, is_county, notices, totals
from talentbase.submissions.models import Absence, Expected, Submission, Task
from talentbase.submissions.receiving import senders
from talentbase.submissions.reminders import reminders
from talentbase.submissions.returns import returns_zip
from talentbase.web.requests import address_of, is_htmx
from talentbase.web.views import Door

SAID = 3  # reasons told after an act on many rows
OPENING = "needs.rounds"  # who opens the rounds of a survey opens reporting tasks: clerks of the county


class TaskList(Door):
    right = "imports.use"

    def get(self, request):
        tasks = list(Task.objects.visible_to(request.user))
        boxes = [(task, _progress(task, request.user)) for task in tasks]
        running = sum(task.closed_on is None for task in tasks)
        context = {"boxes": boxes, "running": running, "can_open": request.user.may(OPENING)}
        return render(request, "submissions/list.html", context)


def _progress(task: Task, user) -> dict:
    asked = task.expected.visible_to(user)
    return {"asked": asked.count(), "answered": asked.count() - asked.missing(running=False).count()}


class OpenTask(Door):
    right = OPENING

    def get(self, request):
        return render(request, "submissions/open.html", {"form": TaskForm()})

    def post(self, request):
        form = TaskForm(request.POST)
        if not form.is_valid():
            return render(request, "submissions/open.html", {"form": form}, status=422)
        data = form.cleaned_data
        asked = {"firms": data["firms"]} if data["firms"] else {"units": data["units"]}
        task = actions.open_task(form.save(commit=False), **asked, by=request.user)
        number, word = (len(data["firms"]), "家企业") if data["firms"] else (len(data["units"]), "个单位")
        messages.success(request, f"已新建“{task}”，应报{number}{word}。")
        return redirect(task)


class CloseTask(Door):
    """结束收件, and the way back."""

    right = OPENING

    def post(self, request, pk):
        task = get_object_or_404(Task.objects.visible_to(request.user), pk=pk)
        try:
            if "reopen" in request.POST:
                actions.reopen_task(task, by=request.user)
                messages.success(request, f"“{task}”重新接收报送。")
                return redirect(task)
            actions.close_task(task, by=request.user)
            messages.success(request, f"“{task}”已结束，不再接收报送；收到的文件仍可导入。")
        except actions.NotNow as problem:
            messages.info(request, str(problem))
        return redirect("submissions:list")


class TaskDoor(Door):
    """A page about one task, of the rows the user may see."""

    right = "imports.use"

    def task(self, request, pk) -> Task:
        return get_object_or_404(Task.objects.visible_to(request.user), pk=pk)

    def show(self, request, task: Task, said: str = "", status: int = 200):
        box, part = inbox(task, request.user), _part(request)
        context = {
            "task": task,
            "box": box,
            "show": part,
            "tabs": box.tabs(),
            "lines": (lines := box.part(part)),
            "totals": totals(lines),
            "said": said,
            "notices": notices(box),
            "is_county": is_county(request.user),
            "reminders": reminders(task) if is_county(request.user) else [],
            "can_open": request.user.may(OPENING),
            "units": [unit for group in senders(task, request.user) for unit in group],
            "is_part": is_htmx(request),
        }
        return render(
            request, "submissions/_inbox.html" if context["is_part"] else "submissions/inbox.html", context, status=status
        )

    def after(self, request, task: Task, said: str, refused: bool = False):
        """The part for htmx, else back to the page with the words on top."""
        if is_htmx(request):
            response = self.show(request, task, said)
            if refused:
                response.headers["X-Keep-Ticks"] = "1"
            return response
        (messages.warning if refused else messages.success)(request, said)
        return redirect(task)


def _part(request) -> str:
    """Which part of the table is looked at; an act by htmx comes from an address of its own."""
    if request.method == "GET":
        return request.GET.get("show", "")
    with suppress(ValueError):  # the header is whatever somebody sends
        return parse_qs(urlsplit(request.headers.get("HX-Current-URL", "")).query).get("show", [""])[-1]
    return ""


class InboxPage(TaskDoor):
    def get(self, request, pk):
        return self.show(request, self.task(request, pk))


class Drop(TaskDoor):
    def post(self, request, pk):
        task = self.task(request, pk)
        files = request.FILES.getlist("files")
        if not files:
            return self.after(request, task, "没有选择文件。请选择多个表格或一个zip压缩包。", refused=True)
        try:
            dropped = actions.drop_files(task, files, by=request.user, address=address_of(request))
        except actions.NotNow as problem:
            return self.after(request, task, str(problem), refused=True)
        return self.after(request, task, str(dropped), refused=bool(dropped.refused))


class ImportAll(TaskDoor):
    def post(self, request, pk):
        task = self.task(request, pk)
        jobs = actions.import_all_clean(task, by=request.user)
        said = f"正在导入{len(jobs)}个文件的无问题行。" if jobs else "现在没有可以直接导入的文件。"
        return self.after(request, task, said, refused=not jobs)


class Picked(TaskDoor):
    """One act on the ticked rows."""

    def post(self, request, pk):
        task = self.task(request, pk)
        units = [unit for group in senders(task, request.user) for unit in group]
        form = PickedForm(request.POST, units=units, lines=inbox(task, request.user).lines)
        if not form.is_valid():
            return self.after(request, task, "没有办理：操作或单位已不可选，请刷新页面后重试。", refused=True)
        act, unit = form.cleaned_data["act"], form.cleaned_data["unit"]
        if not form.picked:
            return self.after(request, task, "请先勾选要处理的行。", refused=True)
        if act == "unit" and unit is None:
            return self.after(request, task, "请选择要归到哪个单位。", refused=True)
        done, refusals = ACTS[act](task, form.picked, unit, request.user)
        refusals += ["行已有变化，请刷新后再选"] * form.gone
        label = dict(PickedForm.ACTS)[act] + (str(unit) if act == "unit" else "")
        said = f"{done}行已{label}。" if done else ""
        said += f"{len(refusals)}行没有处理：{_joined(refusals)}。" if refusals else ""
        return self.after(request, task, said or "所选的行不适用这项操作。", refused=bool(refusals) or not done)


def _joined(refusals: list[str]) -> str:
    """The first few reasons, each once."""
    reasons = list(dict.fromkeys(reason.removesuffix("。") for reason in refusals))
    return "；".join(reasons[:SAID]) + ("等" if len(reasons) > SAID else "")


def _import(task, lines, unit, user) -> tuple[int, list[str]]:
    jobs = actions.import_all_clean(task, by=user, only={line.submission.pk for line in lines if line.submission})
    started = {job.arguments["batch"] for job in jobs}
    left = [line for line in lines if not line.batch or line.batch.pk not in started]
    return len(jobs), [f"状态是“{line.label}”的不能直接导入。" for line in left]


def _file_under(task, lines, unit, user) -> tuple[int, list[str]]:
    files = [each for each in _files(lines) if each.batch]
    return actions.act_on(files, actions.choose_unit, unit, by=user)


def _remove(task, lines, unit, user) -> tuple[int, list[str]]:
    return actions.act_on(_files(lines), actions.remove, by=user)


def _answer(answer: str):
    def act(task, lines, unit, user) -> tuple[int, list[str]]:
        asked = {line.expected.pk: line.expected for line in lines if line.expected}.values()
        return actions.act_on(asked, actions.answer_without_file, answer, by=user)

    return act


def _files(lines) -> list[Submission]:
    return [line.submission for line in lines if line.submission and (line.batch or line.submission.refusal)]


ACTS = {
    "import": _import,
    "unit": _file_under,
    "none": _answer(Submission.Answer.NONE),
    "same": _answer(Submission.Answer.SAME),
    "remove": _remove,
}


class Returns(TaskDoor):
    def get(self, request, pk):
        task = self.task(request, pk)
        lines = inbox(task, request.user).returns
        if not lines:
            messages.info(request, "现在没有需要退回的表格。")
            return redirect(task)
        response = HttpResponse(returns_zip(lines, request), content_type="application/zip")
        response.headers["Content-Disposition"] = content_disposition_header(True, f"退回_{task.title}.zip")
        return response


class Answer(TaskDoor):
    """无需求 or 沿用上次 of a unit that is asked."""

    def post(self, request, pk):
        asked = Expected.objects.visible_to(request.user).select_related("task", "unit", "enterprise")
        expected = get_object_or_404(asked, pk=pk)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.after(request, expected.task, "请选择“无需求”或“沿用上次”。", refused=True)
        try:
            answer = actions.answer_without_file(expected, form.cleaned_data["answer"], by=request.user)
        except actions.NotNow as problem:
            return self.after(request, expected.task, str(problem), refused=True)
        more = f"，{answer.note}" if answer.note else ""
        return self.after(request, expected.task, f"{expected.sender}已答复“{answer.get_answer_display()}”{more}。")


class RowDoor(TaskDoor):
    """A page about one row of the inbox."""

    def submission(self, request, pk) -> Submission:
        rows = Submission.objects.visible_to(request.user).select_related("task", "unit", "batch__unit", "batch__file")
        return get_object_or_404(rows, pk=pk)


class ChooseUnit(RowDoor):
    def post(self, request, pk):
        submission = self.submission(request, pk)
        groups = senders(submission.task, request.user)
        form = UnitForm(request.POST, units=[unit for group in groups for unit in group])
        if not form.is_valid() or submission.batch is None:
            return self.after(request, submission.task, "请选择报送单位。", refused=True)
        unit = form.cleaned_data["unit"]
        try:
            actions.choose_unit(submission, unit, by=request.user)
        except (actions.NotNow, NotYet) as problem:
            return self.after(request, submission.task, str(problem), refused=True)
        return self.after(request, submission.task, f"“{submission.name}”已归到{unit}。")


class Remove(RowDoor):
    """Takes a file that was not taken off the page."""

    def post(self, request, pk):
        submission = self.submission(request, pk)
        try:
            actions.remove(submission, by=request.user)
        except (actions.NotNow, NotYet) as problem:
            return self.after(request, submission.task, str(problem), refused=True)
        return self.after(request, submission.task, f"已移除“{submission.name}”。")


class AbsentPage(RowDoor):
    """本次未报: who they are and where they went."""

    def get(self, request, pk):
        return self.page(request, self.submission(request, pk))

    def post(self, request, pk):
        submission = self.submission(request, pk)
        form = AbsenceForm(request.POST)
        if not form.is_valid() or submission.batch is None:
            return self.page(request, submission, 422, "请选择去向。")
        try:
            stored = actions.answer_absent(submission, **form.cleaned_data, by=request.user)
        except actions.NotNow as problem:
            return self.page(request, submission, 422, str(problem))
        messages.success(request, f"{stored.words}：已注明{stored.get_answer_display()}。")
        return redirect("submissions:absent", pk)

    @staticmethod
    def page(request, submission: Submission, status: int = 200, problem: str = ""):
        listed = absent.of_submission(submission) or []
        context = {
            "submission": submission,
            "listed": listed,
            "open": sum(each.answer is None for each in listed),
            "answers": Absence.Answer.choices,
            "problem": problem,
        }
        return render(request, "submissions/absent.html", context, status=status)
