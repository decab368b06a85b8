"""Requests that are due within three days or overdue: for the window, and for the unit that handles them."""

import datetime as dt

from people.services.models import ServiceRequest
from people.services.rules import Act, lawful_acts
from talentbase.todo.due import Due, Source, register

AHEAD = dt.timedelta(days=3)


def requests(user, today):
    found = ServiceRequest.objects.visible_to(user).open().filter(due_on__lte=today + AHEAD)
    return found.select_related("handler").order_by("due_on", "pk")


def due_request(request: ServiceRequest) -> Due:
    more = f"{request.name}　{request.handler or '未交办'}"
    return Due(Act(lawful_acts(request)[0]).label, request.title, request.get_absolute_url(), request.due_on, more)


register(Source(requests, due_request, "services.edit"))
