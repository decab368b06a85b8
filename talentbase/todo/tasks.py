"""What beat asks of this room."""

from celery import shared_task
from django.utils import timezone

from talentbase.accounts.scope import acting_as
from talentbase.todo import digest


@shared_task(ignore_result=True)
def write_digests() -> None:
    with acting_as(None):
        digest.write_all(timezone.localdate())
