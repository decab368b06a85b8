"""The tab 附件 of 一人一档."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from people.attachments import actions
from people.attachments.models import Attachment
from people.registry.list_views import visible
from talentbase.audit import log
from talentbase.audit.models import UNDO_FOR
from talentbase.files import office
from talentbase.web.requests import address_of
from talentbase.web.views import Door


class OfPerson(Door):
    """The panel; a POST adds a file and answers with the panel."""

    right = "people.view"

    def get(self, request, pk):
        return show(request, get_object_or_404(visible(request), pk=pk))


class Add(Door):
    right = "people.edit"

    def post(self, request, pk):
        person = get_object_or_404(visible(request), pk=pk)
        given = request.FILES.get("file")
        if given is None:
            return show(request, person, "请选择文件。")
        try:
            data = given.read(office.MEGABYTES * 1024 * 1024 + 1)
            actions.add(person, given.name, data, title=request.POST.get("title", ""), by=request.user)
        except actions.Refused as refused:
            return show(request, person, str(refused))
        return show(request, person)


def found(request, pk, attachments=Attachment.objects) -> Attachment:
    people = visible(request).values("pk")
    return get_object_or_404(attachments.filter(person__in=people).select_related("person"), pk=pk)


class Download(Door):
    right = "people.view"

    def get(self, request, pk):
        attachment = found(request, pk, Attachment.objects.present())
        name, data = actions.read(attachment)
        log.record(
            "export", user=request.user, address=address_of(request), subject=attachment.person, field="附件", file=name
        )
        response = HttpResponse(data, content_type="application/octet-stream")
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
        return response


class Remove(Door):
    """restore=1: have it back."""

    right = "people.edit"

    def post(self, request, pk):
        attachment = found(request, pk)
        (actions.restore if "restore" in request.POST else actions.remove)(attachment)
        return show(request, attachment.person)


def show(request, person, problem: str = ""):
    removed = Attachment.objects.filter(person=person, removed_at__gt=timezone.now() - UNDO_FOR).order_by("-removed_at")
    context = {
        "person": person,
        "attachments": Attachment.objects.of_person(person),
        "removed": removed,
        "can_edit": request.user.may("people.edit"),
        "problem": problem,
        "suffixes": ",".join(office.BEGINNINGS),
    }
    return render(request, "attachments/_of_person.html", context, status=422 if problem else 200)
