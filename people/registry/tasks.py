"""What beat asks of the register."""

from celery import shared_task

from people.registry import photos
from talentbase.accounts.scope import acting_as


@shared_task(ignore_result=True)
def sweep_photos() -> None:
    with acting_as(None):
        photos.sweep()
