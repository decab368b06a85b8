"""The bell: Celery tasks that carry a job's id."""

from celery import shared_task

from talentbase.jobs import run


@shared_task(ignore_result=True, acks_late=False)
def run_job(job_id: int) -> None:
    run.work(job_id)


@shared_task(ignore_result=True)
def sweep() -> None:
    run.sweep()
