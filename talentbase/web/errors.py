"""Answers when something is wrong: plain words, a number to quote, nothing of the inside."""

import logging
import secrets
import sys

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template import Context
from django.template.loader import get_template

from talentbase.web.faults import DISK_FULL, is_disk_full

logger = logging.getLogger("talentbase.fault")


def server_error(request):
    """500 with a number that stands in the log as well; 507 on a full disk, 503 while the database is away or too slow."""
    fault = sys.exc_info()[1]
    number = secrets.token_hex(2).upper()
    logger.error("fault %s %s", number, request.path, exc_info=fault)
    status = _status_of(fault)
    context = Context({"number": number, "sentence": DISK_FULL})
    response = HttpResponse(get_template(f"{status}.html").template.render(context), status=status)
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response


def _status_of(fault: BaseException | None) -> int:
    if is_disk_full(fault):
        return 507
    is_database = isinstance(fault, OperationalError | InterfaceError) or "PoolTimeout" in type(fault).__name__
    return 503 if is_database else 500


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def bad_request(request, exception=None):
    words = "请求无法识别。"
    if isinstance(exception, TooManyFilesSent):
        words = f"一次最多上传{settings.DATA_UPLOAD_MAX_NUMBER_FILES}个文件，请压缩成一个zip，或分几次上传。"
    return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")


def csrf_failure(request, reason=""):
    return render(request, "403.html", {"csrf": True}, status=403)
