"""What beat asks of this room."""

from celery import shared_task

from people.attachments.actions import sweep
from talentbase.accounts.scope import acting_as


@shared_task(ignore_result=True)
def sweep_removed() -> None:
    with acting_as(None):
        sweep()
