"""报送任务 and the inbox of one task. County clerks see all, a unit sees and answers its own rows."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from talentbase.imports.actions import NotYet
from talentbase.submissions import absent, actions
from talentbase.submissions.forms import AbsenceForm, AnswerForm, TaskForm, UnitForm
from talentbase.submissions.inbox import inbox, is_county, notices
from talentbase.submissions.models import Absence, Expected, Submission, Task
from talentbase.submissions.receiving import senders
from talentbase.submissions.reminders import reminders
from talentbase.submissions.returns import returns_zip
from talentbase.web.requests import address_of, is_htmx
from talentbase.web.views import Door

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
    answers = task.submissions.visible_to(user).answering().filter(unit__in=asked.values("unit"))
    return {"asked": asked.count(), "answered": answers.values("unit").distinct().count()}


class OpenTask(Door):
    right = OPENING

    def get(self, request):
        return render(request, "submissions/open.html", {"form": TaskForm()})

    def post(self, request):
        form = TaskForm(request.POST)
        if not form.is_valid():
            return render(request, "submissions/open.html", {"form": form}, status=422)
        task = actions.open_task(form.save(commit=False), units=list(form.cleaned_data["units"]), by=request.user)
        messages.success(request, f"已新建“{task}”，应报{len(form.cleaned_data['units'])}个单位。")
        return redirect(task)


class CloseTask(Door):
    right = OPENING

    def post(self, request, pk):
        task = get_object_or_404(Task.objects.visible_to(request.user), pk=pk)
        actions.close_task(task, by=request.user)
        messages.success(request, f"“{task}”已结束，不再接收报送；收到的文件仍可导入。")
        return redirect("submissions:list")


class TaskDoor(Door):
    """A page about one task, of the rows the user may see."""

    right = "imports.use"

    def task(self, request, pk) -> Task:
        return get_object_or_404(Task.objects.visible_to(request.user), pk=pk)

    def show(self, request, task: Task, said: str = "", status: int = 200):
        box = inbox(task, request.user)
        context = {
            "task": task,
            "box": box,
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
            return self.show(request, task, said)
        (messages.warning if refused else messages.success)(request, said)
        return redirect(task)


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
        asked = Expected.objects.visible_to(request.user).select_related("task", "unit")
        expected = get_object_or_404(asked, pk=pk)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.after(request, expected.task, "请选择“无需求”或“沿用上次”。", refused=True)
        try:
            answer = actions.answer_without_file(expected, form.cleaned_data["answer"], by=request.user)
        except actions.NotNow as problem:
            return self.after(request, expected.task, str(problem), refused=True)
        return self.after(request, expected.task, f"{expected.unit}已答复“{answer.get_answer_display()}”。")


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
