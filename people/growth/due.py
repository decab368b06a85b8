"""What was promised and is to be settled within two weeks, or should have been."""

import datetime as dt

from people.growth.models import Treatment
from talentbase.todo.due import Due, Source, register

AHEAD = dt.timedelta(days=14)


def waiting(user, today):
    open_ones = Treatment.objects.visible_to(user).open().filter(due_on__lte=today + AHEAD)
    return open_ones.select_related("person").order_by("due_on", "pk")


def due_treatment(treatment: Treatment) -> Due:
    address = f"{treatment.person.get_absolute_url()}?tab=growth"
    return Due("落实待遇", str(treatment), address, treatment.due_on, treatment.employer)


register(Source(waiting, due_treatment, "people.edit"))
