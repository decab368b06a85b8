"""What beat asks of this room."""

from celery import shared_task

from people.duplicates.scan import scan
from talentbase.accounts.scope import acting_as


@shared_task(ignore_result=True)
def scan_register() -> None:
    with acting_as(None):
        scan()
