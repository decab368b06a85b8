"""The wizard: 上传文件 -> 对应列名 -> 核对数据 -> 处理重复 -> 导入完成. One step per page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from talentbase.imports import actions, pages
from talentbase.imports.forms import UploadForm
from talentbase.imports.models import Batch, Row
from talentbase.imports.recipe import recipes
from talentbase.imports.rights import barred_kinds
from talentbase.web.requests import address_of
from talentbase.web.views import Door

ROWS_PER_PAGE = 100
CHANGES_SHOWN = 100


class Wizard(Door):
    """A page about one batch of the user's own scope."""

    right = "imports.use"

    def batch(self, request, pk) -> Batch:
        return get_object_or_404(Batch.objects.visible_to(request.user).select_related("file", "unit", "job"), pk=pk)

    def show(self, request, template: str, batch: Batch, step: int, status: int = 200, **context):
        steps = pages.steps(step)
        return render(request, template, {"batch": batch, "steps": steps, "counts": batch.counts, **context}, status=status)

    def refuse(self, request, problem: Exception, batch: Batch):
        messages.warning(request, str(problem))
        return redirect("imports:batch", batch.pk)


class BatchList(Door):
    right = "imports.use"

    def get(self, request):
        batches = Batch.objects.visible_to(request.user).select_related("file", "unit")
        page = Paginator(batches, 50).get_page(request.GET.get("page"))
        return render(request, "imports/list.html", {"page": page})


class Upload(Door):
    right = "imports.use"

    def get(self, request):
        return self.show(request, UploadForm(user=request.user))

    def post(self, request):
        form = UploadForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self.show(request, form, 422)
        data = form.cleaned_data
        try:
            batch = actions.receive(
                data["file"].name,
                data["file"].read(),
                unit=data["unit"],
                by=request.user,
                kind=data["kind"],
                address=address_of(request),
            )
        except actions.AlreadyImported as known:
            messages.info(request, str(known))
            return redirect("imports:batch", known.batch.pk)
        return redirect("imports:batch", batch.pk)

    @staticmethod
    def show(request, form, status=200):
        return render(request, "imports/upload.html", {"form": form, "steps": pages.steps(1)}, status=status)


class BatchPage(Wizard):
    """Where a batch stands: progress, refusal, the step it waits at, or the result."""

    def get(self, request, pk):
        batch = self.batch(request, pk)
        job = batch.job
        if batch.state in (Batch.State.READING, Batch.State.APPLYING):
            return self.show(request, "imports/progress.html", batch, 1 if batch.state == Batch.State.READING else 5, job=job)
        waiting = {
            Batch.State.COLUMNS: "imports:columns",
            Batch.State.CHECK: "imports:check",
            Batch.State.DUPLICATES: "imports:duplicates",
        }
        if batch.state in waiting:
            return redirect(waiting[batch.state], batch.pk)
        lists = [(each.label, f"{reverse(each.list_url)}?batch={pk}") for each in pages.recipes_of(batch) if each.list_url]
        kept = pages.lines(batch, batch.rows.filter(outcome=Row.Outcome.KEPT))
        left_out = pages.not_written(batch)
        waiting = actions.undecided(batch).count()
        return self.show(request, "imports/result.html", batch, 5, lists=lists, kept=kept, left_out=left_out, waiting=waiting)


class Columns(Wizard):
    def get(self, request, pk):
        batch = self.batch(request, pk)
        if not batch.is_open:
            return redirect("imports:batch", pk)
        return self.show(request, "imports/columns.html", batch, 2, tables=pages.tables(batch))

    def post(self, request, pk):
        batch = self.batch(request, pk)
        if not batch.is_open:
            return self.refuse(request, actions.NotYet("这一批已不能再改列名。"), batch)
        chosen, problem = pages.chosen_columns(batch, request.POST)
        if problem:
            return self.show(
                request, "imports/columns.html", batch, 2, 422, tables=pages.tables(batch, chosen), problem=problem
            )
        try:
            actions.take_columns(batch, chosen, by=request.user)
        except actions.NotYet as not_yet:
            return self.refuse(request, not_yet, batch)
        return redirect("imports:batch", pk)


class Check(Wizard):
    def get(self, request, pk):
        batch = self.batch(request, pk)
        if not batch.is_open:
            return redirect("imports:batch", pk)
        tab = request.GET.get("tab", "look")
        rows = Paginator(pages.rows_of(batch, tab), ROWS_PER_PAGE).get_page(request.GET.get("page"))
        context = {"tab": tab, "tabs": pages.check_tabs(batch), "page": rows, "lines": pages.lines(batch, rows)}
        context["barred"] = barred_kinds(batch, request.user)
        return self.show(request, "imports/check.html", batch, 3, **context)


class RowEdit(Wizard):
    """One row: typed text in place of the sheet's (fields of the form), 不导入, or back."""

    def get(self, request, pk, row):
        batch = self.batch(request, pk)
        found = get_object_or_404(batch.rows, pk=row)
        return self.show(request, "imports/row.html", batch, 3, row=found, cells=pages.cells_of(batch, found))

    def post(self, request, pk, row):
        batch = self.batch(request, pk)
        found = get_object_or_404(batch.rows, pk=row)
        try:
            if "dismiss" in request.POST:
                actions.dismiss(batch, found, by=request.user, back=request.POST["dismiss"] == "back")
            else:
                changes = pages.typed_changes(batch, found, request.POST)
                found = actions.edit_row(batch, found, changes, by=request.user) if changes else found
                if changes and found.state == Row.State.HELD:
                    return self.show(request, "imports/row.html", batch, 3, 422, row=found, cells=pages.cells_of(batch, found))
        except actions.NotYet as problem:
            return self.refuse(request, problem, batch)
        return redirect("imports:check", pk)


class Duplicates(Wizard):
    """Before the import, and after it for the doubtful rows it left open."""

    def get(self, request, pk):
        batch = self.batch(request, pk)
        if batch.is_open or (batch.state == Batch.State.APPLIED and actions.undecided(batch).exists()):
            return self.page(request, batch)
        return redirect("imports:batch", pk)

    def post(self, request, pk):
        batch = self.batch(request, pk)
        try:
            left = pages.left_fields(request.POST)
            actions.decide(batch, pages.decisions(request.POST), by=request.user, left=left)
            if "confirm" not in request.POST:
                return redirect("imports:duplicates", pk)
            if batch.state == Batch.State.APPLIED:
                return redirect("jobs:progress", actions.confirm_rest(batch, by=request.user).pk)
            if open_rows := actions.undecided(batch).count():
                return self.page(request, batch, 422, f"还有{open_rows}行没有判定。请逐行选择，或选“不导入”。")
            mode = request.POST.get("mode", "")
            actions.confirm(batch, by=request.user, mode=mode if mode in Batch.Mode.values else Batch.Mode.OVERWRITE)
        except actions.NotYet as problem:
            return self.refuse(request, problem, batch)
        except actions.AlreadyImported as known:
            messages.info(request, str(known))
            return redirect("imports:batch", known.batch.pk)
        return redirect("imports:batch", pk)

    def page(self, request, batch, status=200, problem=""):
        lists = {
            "doubtful": actions.still_open(batch),
            "changed": pages.rows_of(batch, "changed")[: CHANGES_SHOWN if batch.is_open else 0],
            "repeated": batch.rows.filter(state=Row.State.REPEATED),
        }
        context = {name: pages.lines(batch, rows) for name, rows in lists.items()}
        context |= {"problem": problem, "modes": Batch.Mode.choices, "is_writable": actions.is_writable(batch)}
        return self.show(request, "imports/duplicates.html", batch, 4, status, **context)


class Drop(Wizard):
    def post(self, request, pk):
        batch = self.batch(request, pk)
        try:
            actions.drop(batch, by=request.user)
        except actions.NotYet as problem:
            return self.refuse(request, problem, batch)
        messages.success(request, f"已放弃“{batch.file.name}”，没有写入数据。")
        return redirect("imports:list")


class Undo(Wizard):
    """What taking the batch back will do; the POST starts the job."""

    def get(self, request, pk):
        batch = self.batch(request, pk)
        if not batch.may_be_undone:
            return self.refuse(request, actions.NotYet("只能撤销30天内导入的批次。"), batch)
        return self.show(request, "imports/undo.html", batch, 5)

    def post(self, request, pk):
        batch = self.batch(request, pk)
        try:
            job = actions.start_undo(batch, by=request.user)
        except actions.NotYet as problem:
            return self.refuse(request, problem, batch)
        return redirect("jobs:progress", job.pk)


class TryAgain(Wizard):
    def post(self, request, pk):
        batch = self.batch(request, pk)
        try:
            actions.try_again(batch, by=request.user)
        except actions.NotYet as problem:
            return self.refuse(request, problem, batch)
        return redirect("imports:batch", pk)


class Returned(Wizard):
    """The sender's own file with the problems painted and written beside each row."""

    def get(self, request, pk):
        batch = self.batch(request, pk)
        if not batch.layout.get("blocks"):
            return self.refuse(request, actions.NotYet("这个文件没有读出内容，没有可退回的表格。"), batch)
        return pages.annotated(batch, request)


class Template(Door):
    """Our own blank form of one kind."""

    right = "imports.use"

    def get(self, request, kind):
        if kind not in recipes():
            raise Http404
        return pages.blank_form(recipes()[kind])
