"""What waits: for the window to be given to somebody, for the unit that is at it, and whatever is due within three days."""

import datetime as dt

from django.db.models import Q

from people.services.models import ServiceRequest
from people.services.rules import Act, lawful_acts
from talentbase.todo.due import Due, Source, register

AHEAD = dt.timedelta(days=3)


def requests(user, today):
    found = ServiceRequest.objects.visible_to(user).open()
    if user.may("services.desk"):
        found = found.filter(Q(state=ServiceRequest.State.NEW) | Q(due_on__lte=today + AHEAD))
    else:  # to give it to somebody and to close it is the window's
        found = found.filter(state=ServiceRequest.State.UNDER_WAY)
    return found.select_related("handler").order_by("due_on", "pk")


def due_request(request: ServiceRequest) -> Due:
    more = f"{request.name}　{request.handler or '未交办'}"
    return Due(Act(lawful_acts(request)[0]).label, request.title, request.get_absolute_url(), request.due_on, more)


register(Source(requests, due_request, "services.edit"))
