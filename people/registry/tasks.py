"""What beat asks of the register."""

from celery import shared_task

from people.registry import tallies
from talentbase.accounts.scope import acting_as


@shared_task(ignore_result=True)
def add_up_tallies() -> None:
    with acting_as(None):
        tallies.add_up()
