"""The half-year's table of stations, one station's sheet, and the criteria."""

import io
from decimal import Decimal, InvalidOperation

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from talentbase.audit import log
from talentbase.audit.history import history_of
from talentbase.registers.forms import RegisterForm
from talentbase.registers.pages import RecordAct, RecordForm, RecordRemove, Records
from talentbase.registers.saving import Refused
from talentbase.sheets.write_docx import Paragraph, Table, write_document
from talentbase.web.downloads import download
from talentbase.web.edits import Stale
from talentbase.web.requests import address_of
from talentbase.web.views import Door
from workstations.assessment import actions
from workstations.assessment.counting import Half, count
from workstations.assessment.models import Assessment, Criterion
from workstations.assessment.scoring import Line, criteria, lines_of, total

VIEW, EDIT = "stations.view", "stations.edit"
HALVES = 6  # to choose from


def present() -> Half:
    """What is being assessed: the half-year that ended last, in its first two months, else the present one."""
    now = Half.of(timezone.localdate())
    return now.before() if timezone.localdate().month in (1, 2, 7, 8) else now


def table(user, half: Half) -> list[tuple[Assessment, list[Line], Decimal]]:
    """(assessment, lines, total) of every station the user sees, the best first; numbers of all stations counted at once."""
    found = Assessment.objects.visible_to(user).filter(year=half.year, half=half.half)
    found = list(found.select_related("station__unit").prefetch_related("judgements"))
    items, numbers = criteria(), count([each.station for each in found], half)
    rows = [(each, lines_of(each, items, numbers[each.station_id])) for each in found]
    return sorted(((each, lines, total(lines)) for each, lines in rows), key=lambda row: -row[2])


class Comparison(Door):
    """?half=2026H2. A POST opens the half-year for every station."""

    right = VIEW

    def get(self, request):
        half = Half.read(request.GET.get("half", "")) or present()
        now, halves = Half.of(timezone.localdate()), []
        while len(halves) < HALVES:
            halves.append(now)
            now = now.before()
        rows = table(request.user, half)
        names = [line.name for line in rows[0][1]] if rows else []
        context = {"half": half, "halves": halves, "rows": rows, "names": names, "can_edit": request.user.may(EDIT)}
        return render(request, "assessment/table.html", context)

    def post(self, request):
        half = Half.read(request.POST.get("half", ""))
        if half is None or not request.user.may(EDIT):
            return self.http_method_not_allowed(request)
        try:
            made = actions.open_half(half, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{half.words}：新建{made}个工作站的考核。" if made else f"{half.words}的考核都已建立。")
        return redirect(f"{reverse('assessment:table')}?half={half.code}")


class OfAssessments(Records):
    model, noun, list_url, related = Assessment, "工作站考核", "assessment:table", ("station__unit",)


class Sheet(OfAssessments):
    """Counted items with the rows behind them; items to be judged as boxes until it is settled."""

    right = VIEW

    def get(self, request, pk):
        return self.show(request, self.fetch(pk))

    def post(self, request, pk):
        assessment = self.fetch(pk)
        if not request.user.may(EDIT):
            return self.http_method_not_allowed(request)
        points, wrong = self._typed(request.POST)
        if wrong:
            return self.show(request, assessment, f"{'、'.join(wrong)}的得分应为0至满分的数字。", status=422)
        opened = request.POST.get("opened_version", "")
        try:
            actions.judge(
                assessment, points, request.POST.get("comment", "").replace("\0", "")[:2000],
                opened_version=int(opened) if opened.isascii() and opened.isdigit() else None, by=request.user,
            )  # fmt: skip
        except Stale:
            return self.show(request, self.fetch(pk), "您打开之后，别人已保存过这份考核。请核对后再保存。", status=409)
        except Refused as refused:
            return self.show(request, self.fetch(pk), str(refused), status=422)
        messages.success(request, "已保存评定得分。")
        return redirect(assessment)

    @staticmethod
    def _typed(data) -> tuple[dict[int, tuple[Decimal | None, str]], list[str]]:
        points, wrong = {}, []
        for criterion in Criterion.objects.filter(measure=""):
            text = data.get(f"points-{criterion.pk}", "").strip()
            try:
                given = Decimal(text).quantize(Decimal("0.1")) if text else None
            except InvalidOperation:
                given = Decimal(-1)
            if given is not None and not (given.is_finite() and 0 <= given <= criterion.maximum):
                wrong.append(criterion.name)
            points[criterion.pk] = (given, " ".join(data.get(f"note-{criterion.pk}", "").replace("\0", "").split()))
        return points, wrong

    def show(self, request, assessment, problem="", status=200):
        lines = lines_of(assessment, criteria())
        typed = [
            (line, request.POST.get(f"points-{line.criterion}", ""), request.POST.get(f"note-{line.criterion}", ""))
            if problem and line.criterion
            else (line, "" if line.points is None else line.points, line.note)
            for line in lines
        ]
        context = {
            "record": assessment, "half": Half(assessment.year, assessment.half), "lines": typed, "total": total(lines),
            "problem": problem, "can_edit": request.user.may(EDIT), "history": history_of("assessment_assessment", assessment.pk),
        }  # fmt: skip
        return render(request, "assessment/sheet.html", context, status=status)


class Settle(OfAssessments, RecordAct):
    right = EDIT
    heading, sentence = "定稿", "定稿后按今天的数据记下各项得分，以后补登的线索不再改变这份考核；需要时可以退回修改。"

    def act(self, record, data):
        return f"已定稿：{actions.settle(record, by=self.request.user)}。"


class Reopen(OfAssessments, RecordAct):
    right = EDIT
    heading, sentence = "退回修改", "退回后按现在的数据重新计算，改好再定稿。"

    def act(self, record, data):
        return f"已退回：{actions.reopen(record, by=self.request.user)}。"


class Paper(OfAssessments):
    """A4 docx of one station."""

    right = EDIT

    def post(self, request, pk):
        assessment, out = self.fetch(pk), io.BytesIO()
        lines = lines_of(assessment, criteria())
        half = Half(assessment.year, assessment.half)
        rows = [
            (
                n,
                line.name,
                line.maximum,
                "评定" if line.number is None else line.number,
                "" if line.points is None else float(line.points),
                line.note,
            )
            for n, line in enumerate(lines, 1)
        ]
        blocks = [
            Paragraph(f"{assessment.station}{half.words}考核情况如下，总分{total(lines)}分。"),
            Table(["序号", "考核项目", "满分", "数量", "得分", "说明"], rows),
            *([Paragraph(f"评语：{assessment.comment}")] if assessment.comment else []),
        ]
        write_document(
            out, blocks, title=f"{assessment.station}\n{half.words}考核表", date=assessment.settled_on or timezone.localdate(),
            note="" if assessment.settled_on else "未定稿",
        )  # fmt: skip
        log.record("print", user=request.user, address=address_of(request), subject=assessment, field="考核表", rows=len(rows))
        return download(out.getvalue(), f"{assessment}.docx")


class SummaryPaper(Door):
    """All stations of a half-year on one lying page."""

    right = EDIT

    def post(self, request):
        half = Half.read(request.POST.get("half", "")) or present()
        rows, out = table(request.user, half), io.BytesIO()
        names = [line.name for line in rows[0][1]] if rows else []
        cells = [
            (n, str(each.station), *("" if line.points is None else float(line.points) for line in lines), float(sum_))
            for n, (each, lines, sum_) in enumerate(rows, 1)
        ]
        blocks = [Table(["名次", "工作站", *names, "总分"], cells, landscape=True)]
        write_document(out, blocks, title=f"{half.words}工作站考核汇总表", date=timezone.localdate(), landscape=True)
        log.record("print", user=request.user, address=address_of(request), field="考核汇总表", rows=len(rows))
        return download(out.getvalue(), f"{half.words}工作站考核汇总表.docx")


class CriterionForm(RegisterForm):
    GROUPS = (("考核项目", ("name", "maximum", "measure", "target", "order")),)
    measure = forms.ChoiceField(
        label="计算依据", required=False, choices=[("", "由县里评定"), *Criterion._meta.get_field("measure").choices]
    )

    class Meta:
        model = Criterion
        fields = ["name", "maximum", "measure", "target", "order"]
        error_messages = {"name": {"required": "考核项目没有填。"}, "maximum": {"required": "请填写满分。"}}
        help_texts = {"target": "达到这个数量得满分，不到的按比例；评定的项目不填。"}

    def clean(self):
        data = super().clean()
        if data.get("measure") and not data.get("target"):
            self.add_error("target", "计算的项目请填写得满分的数量。")
        if not data.get("measure"):
            data["target"] = None
        return data


class Criteria(Door):
    right = VIEW

    def get(self, request):
        items = criteria()
        context = {"criteria": items, "full": sum(each.maximum for each in items), "can_edit": request.user.may(EDIT)}
        return render(request, "assessment/criteria.html", context)


class CriterionEdit(RecordForm):
    right, form, model, noun, list_url = EDIT, CriterionForm, Criterion, "考核项目", "assessment:criteria"

    def visible(self):
        return Criterion.objects.all()

    def save(self, form):
        opened = form.cleaned_data.get("opened_version")
        return actions.keep_criterion(form.instance, opened_version=opened, by=self.request.user)

    def target(self, record):
        return reverse("assessment:criteria")


class CriterionRemove(RecordRemove):
    right, model, noun, list_url = EDIT, Criterion, "考核项目", "assessment:criteria"

    def visible(self):
        return Criterion.objects.all()
