"""What beat asks of this room."""

from celery import shared_task

from talentbase.accounts.scope import acting_as
from talentbase.registers import once


@shared_task(ignore_result=True)
def sweep_sent() -> None:
    with acting_as(None):
        once.sweep()
