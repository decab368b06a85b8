"""Answers when something is wrong: plain words, a number to quote, nothing of the inside."""

import logging
import secrets
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

logger = logging.getLogger("talentbase.fault")


def server_error(request):
    """500 with a number that stands in the log as well; 503 while the database is away or too slow."""
    fault = sys.exc_info()[1]
    number = secrets.token_hex(2).upper()
    logger.error("fault %s %s", number, request.path, exc_info=fault)
    is_database = isinstance(fault, OperationalError | InterfaceError) or "PoolTimeout" in type(fault).__name__
    template, status = ("503.html", 503) if is_database else ("500.html", 500)
    response = HttpResponse(get_template(template).template.render(_plain_context(number)), status=status)
    if is_database:
        response.headers["Retry-After"] = "5"
    return response


def _plain_context(number: str):
    from django.template import Context

    return Context({"number": number})


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def bad_request(request, exception=None):
    return HttpResponse("请求无法识别。", status=400, content_type="text/plain; charset=utf-8")


def csrf_failure(request, reason=""):
    return render(request, "403.html", {"csrf": True}, status=403)
