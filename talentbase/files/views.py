"""Download of a stored file, for those who may see it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from talentbase.audit import log
from talentbase.files import store
from talentbase.files.models import StoredFile
from talentbase.web.requests import address_of
from talentbase.web.views import Door


class Download(Door):
    def get(self, request, key):
        stored = get_object_or_404(StoredFile.objects.visible_to(request.user), key=key)
        log.record("export", user=request.user, address=address_of(request), subject=stored, sha256=stored.sha256)
        response = HttpResponse(store.read(stored), content_type="application/octet-stream")
        response.headers["Content-Disposition"] = content_disposition_header(True, stored.name)
        return response
