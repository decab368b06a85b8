"""A file made for one request, as the browser saves it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def download(content: bytes, name: str) -> HttpResponse:
    """name: with its suffix, xlsx or docx."""
    response = HttpResponse(content, content_type=MEDIA[name.rpartition(".")[2]])
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
