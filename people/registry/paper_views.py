"""One person as a document: which, for what reason, in full or masked; every one of them is logged."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from people.registry import papers
from people.registry.export import with_everything
from people.registry.list_views import visible
from people.registry.models import Person
from talentbase.audit import log
from talentbase.web.requests import address_of
from talentbase.web.views import Door

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Paper:
    """make: (person of `with_everything`, numbers in full, name of the user) -> bytes."""

    name: str
    label: str
    title: str
    suffix: str
    media: str
    make: Callable[[Person, bool, str], bytes]


PAPERS = (
    Paper(
        "register",
        "在外人才登记表（docx）",
        "在外人才登记表",
        "docx",
        DOCX,
        lambda p, full, by: papers.register_form(p, full=full),
    ),
    Paper(
        "appointment", "干部任免审批表（docx）", "干部任免审批表", "docx", DOCX, lambda p, full, by: papers.appointment_form(p)
    ),
    Paper(
        "lrmx",
        "干部任免审批表（lrmx，供任免表编辑器打开）",
        "干部任免审批表",
        "lrmx",
        "application/xml",
        lambda p, full, by: papers.lrmx(p, full=full, filled_by=by),
    ),
)
BY_NAME = {paper.name: paper for paper in PAPERS}


class PaperForm(forms.Form):
    paper = forms.ChoiceField(
        label="文档", choices=[(paper.name, paper.label) for paper in PAPERS], widget=forms.RadioSelect, initial="register"
    )
    reason = forms.CharField(label="导出事由", max_length=200, error_messages={"required": "请写明导出事由。"})
    full = forms.BooleanField(label="电话、身份证号不遮盖", required=False)


class Papers(Door):
    right = "people.export"

    def get(self, request, pk):
        return self.show(request, get_object_or_404(visible(request), pk=pk), PaperForm())

    def post(self, request, pk):
        person = get_object_or_404(with_everything(visible(request)), pk=pk)
        form = PaperForm(request.POST)
        if not form.is_valid():
            return self.show(request, person, form, status=422)
        data = form.cleaned_data
        paper, full = BY_NAME[data["paper"]], data["full"] and request.user.may("people.reveal")
        content = paper.make(person, full, request.user.full_name)
        words = f"{paper.title}{'，不遮盖' if full else ''}"
        log.record(
            "export", user=request.user, address=address_of(request), subject=person, field=words, reason=data["reason"]
        )
        response = HttpResponse(content, content_type=paper.media)
        name = f"{paper.title}_{person.name}.{paper.suffix}"
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
        return response

    @staticmethod
    def show(request, person, form, status: int = 200):
        context = {"person": person, "form": form, "can_reveal": request.user.may("people.reveal")}
        return render(request, "registry/papers.html", context, status=status)
