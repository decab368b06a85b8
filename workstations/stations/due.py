"""Terms of heads that end within two months or have run out."""

import datetime as dt

from talentbase.todo.due import Due, Source, register
from talentbase.web.templatetags.ui import dots
from workstations.stations.models import SOON, Appointment

AHEAD = dt.timedelta(days=SOON)


def terms(user, today):
    found = Appointment.objects.visible_to(user).in_office(today).filter(until__lte=today + AHEAD)
    return found.select_related("station__unit").order_by("until", "pk")


def due_term(appointment: Appointment) -> Due:
    more = f"{appointment.station}{appointment.get_post_display()}，聘期至{dots(appointment.until)}"
    return Due("续聘或离任", appointment.name, appointment.get_absolute_url(), appointment.until, more)


register(Source(terms, due_term, "stations.edit"))
