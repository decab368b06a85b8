"""What beat asks of the files."""

from celery import shared_task

from talentbase.files import store


@shared_task(ignore_result=True)
def sweep_drafts() -> None:
    store.sweep_drafts()
