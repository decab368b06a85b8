"""What beat asks of the files."""

from celery import shared_task

from talentbase.accounts.scope import acting_as
from talentbase.files import store, unused


@shared_task(ignore_result=True)
def sweep_drafts() -> None:
    store.sweep_drafts()


@shared_task(ignore_result=True)
def sweep_unused() -> None:
    with acting_as(None):
        unused.sweep()
