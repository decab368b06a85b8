"""What is measured of the daily registers: due lists and the coverage of leaders with very many visits and requests."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from people.liaison.coverage import coverage
from people.liaison.models import Pair, Visit
from people.registry.models import Person
from people.services.models import ServiceRequest
from talentbase.accounts.models import User
from talentbase.accounts.scope import acting_as
from talentbase.todo.due import due_for
from tests.benchmarks.clock import median_cost, peak_megabytes


def due_lists(visits: int, requests: int) -> dict:
    """Filled inside a transaction that is taken back: the house stays as it was."""
    clerk = User.objects.filter(role=User.Role.CLERK).first()
    with acting_as(None), transaction.atomic():
        _fill(visits, requests)
        with acting_as(clerk):
            people = Person.objects.visible_to(clerk).present()
            pairs = Pair.objects.standing().count()
            grid = median_cost(lambda: coverage(people), times=9)
            due = median_cost(lambda: due_for(clerk), times=9)
        transaction.set_rollback(True)
    return {"grid": grid.plain(), "due": due.plain(), "pairs": pairs, "megabytes": peak_megabytes()}


def _fill(visits: int, requests: int) -> None:
    today = timezone.localdate()
    people = list(Person.objects.present().order_by("pk"))
    leaders = list(Pair.objects.standing().values_list("office__terms__name", flat=True).distinct()) or ["冯某某"]
    unit = User.objects.filter(role=User.Role.CLERK).first().unit
    Visit.objects.bulk_create(
        (
            Visit(person=person, expert=person.name, leader=leaders[n % len(leaders)], modes=["走访"], unit=unit,
                  visited_on=(today - dt.timedelta(days=n // len(people) * 3)).isoformat())
            for n in range(visits)
            for person in (people[n % len(people)],)
        ),
        batch_size=5000,
    )  # fmt: skip
    ServiceRequest.objects.bulk_create(
        (
            ServiceRequest(number=f"FW-1900-{n:06d}", name=people[n % len(people)].name, person=people[n % len(people)], title="事项",
                           unit=unit, received_on=today - dt.timedelta(days=n % 900 + 1), due_on=today - dt.timedelta(days=n % 900),
                           state="closed" if n % 50 else "under_way", closed_on=today if n % 50 else None)
            for n in range(requests)
        ),
        batch_size=5000,
    )  # fmt: skip
